import type { SignedEntry } from '#domain/log/entry.ts';
import type { QuarantineCode } from './errors.ts';

/**
 * A rescue file (docs/spec/rescue.md): what a browser holds that the office has not confirmed, sealed to the office's key.
 *
 *   JIBAN-RESCUE 1 ⏎
 *   {head as JSON} ⏎
 *   frame, frame, …            frame = last (1 byte: 0 or 1) ‖ length of the rest (4 bytes) ‖ AES-256-GCM text with its tag
 *
 * The key is HKDF-SHA-256 over ECDH(ephemeral, office), bound to the head's bytes. A frame's nonce is its number, and number and `last` are its
 * additional data: one that was altered, moved or left out does not open, and a file that was cut lacks its last one. Each frame stands
 * alone, so that a damaged one takes no other with it. Inside: length of the record (4 bytes) ‖ record as JSON ‖ bytes of a photo.
 */
export const RESCUE_MAGIC = 'JIBAN-RESCUE ';
export const RESCUE_VERSION = 1;
export const RESCUE_INFO = 'jiban rescue 1';
/** Photos go in pieces, so that neither side ever holds more than one. */
export const RESCUE_PIECE_BYTES = 1024 * 1024;
/** No frame is longer; a larger number is damage, not a frame. */
export const MAX_RESCUE_FRAME_BYTES = 2 * RESCUE_PIECE_BYTES;
/** Of one file, as the office takes it. */
export const MAX_RESCUE_BYTES = 2 * 1024 * 1024 * 1024;

export const FRAME_HEAD_BYTES = 5;

/** In the clear, for whoever finds the file; bound to the key, so that a changed one opens nothing. */
export interface RescueHead {
  /** `rescueKeyId` of the office's key. */
  readonly key: string;
  /** base64url of the file's own raw 65-byte P-256 public key. */
  readonly eph: string;
  readonly person: string;
  /** null when the browser's store could not say. */
  readonly device: string | null;
  readonly app: string;
  /** Device clock, ms. */
  readonly at: number;
}

/** What could not be read on the device, and went without. `why`: the browser's own name for it, or `missing`, `altered`, `timeout`. */
export interface RescueTrouble {
  readonly what: 'store' | 'copy' | 'entry' | 'blob';
  readonly id: string;
  readonly why: string;
}

export type RescueRecord =
  | { readonly t: 'device'; readonly id: string; readonly publicKey: string }
  | { readonly t: 'entry'; readonly entry: SignedEntry }
  /** A piece of a photo, from byte `at` on; `bytes`: of the whole photo. */
  | { readonly t: 'blob'; readonly sha256: string; readonly bytes: number; readonly at: number }
  | {
      readonly t: 'end';
      readonly entries: number;
      readonly blobs: number;
      readonly troubles: readonly RescueTrouble[];
    };

/** Number of the frame ‖ whether it is the last one. */
export function frameBinding(frame: number, isLast: boolean): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(9);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(frame));
  bytes[8] = isLast ? 1 : 0;
  return bytes;
}

/** A key is made for one file, so its frames' numbers are nonces enough. */
export function frameNonce(frame: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12);
  new DataView(bytes.buffer).setBigUint64(4, BigInt(frame));
  return bytes;
}

/** `POST /api/rescue`: what became of a rescue file. Ids and codes only: whoever takes files in need not see cases. */
export interface RescueReport {
  readonly head: RescueHead;
  readonly entries: {
    readonly added: number;
    readonly known: number;
    readonly quarantined: readonly RescueQuarantined[];
  };
  readonly blobs: {
    readonly added: number;
    readonly known: number;
    readonly refused: readonly { readonly blob: string; readonly code: RescueBlobCode }[];
  };
  /** What the device itself could not read. */
  readonly troubles: readonly RescueTrouble[];
  /** Numbers of frames that do not open; `cut`: the end of the file is missing. What stands in the others was taken all the same. */
  readonly damaged: readonly number[];
  readonly cut: boolean;
  /** Something was not taken in: the sealed file is kept on the server, to be tried again. */
  readonly kept: boolean;
}

export interface RescueQuarantined {
  readonly entry: string | null;
  readonly device: string;
  readonly kind: string;
  readonly code: QuarantineCode;
  /** The device has never been enrolled here. */
  readonly unknownDevice: boolean;
}

/** `incomplete`: pieces of it are missing in the file. */
export type RescueBlobCode = 'hash-mismatch' | 'length-mismatch' | 'blob-not-announced' | 'incomplete' | 'too-large';

export const RESCUE_REFUSALS = ['not-rescue', 'newer-version', 'foreign-key', 'unreadable'] as const;
/** 422: nothing of the file can be read. */
export interface RescueRefusal {
  readonly refusal: (typeof RESCUE_REFUSALS)[number];
}
