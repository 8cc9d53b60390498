import type { RescueHead, RescueRecord } from '#protocol/rescue.ts';
import {
  FRAME_HEAD_BYTES,
  frameBinding,
  frameNonce,
  RESCUE_INFO,
  RESCUE_MAGIC,
  RESCUE_PIECE_BYTES,
  RESCUE_VERSION,
} from '#protocol/rescue.ts';
import { toBase64Url, toHex } from '#storage/encoding.ts';

const ECDH = { name: 'ECDH', namedCurve: 'P-256' } as const;
const KEY_ID_LENGTH = 32;
/** Sealed frames are handed over to the browser's blob store in portions of about this size. */
const PORTION_BYTES = 4 * 1024 * 1024;

type Bytes = Uint8Array<ArrayBuffer>;
export type RescueOrigin = Omit<RescueHead, 'key' | 'eph'>;

/** Writes a rescue file (`src/protocol/rescue.ts`) frame by frame: one piece of a photo in memory at a time. */
export class SealedFile {
  readonly #key: CryptoKey;
  #file: Blob;
  #portion: Bytes[] = [];
  #portionBytes = 0;
  #frame = 0;

  private constructor(key: CryptoKey, start: Blob) {
    this.#key = key;
    this.#file = start;
  }

  /** @throws when `officeKey` is no P-256 key */
  static async begin(officeKey: string, origin: RescueOrigin): Promise<SealedFile> {
    const raw = fromBase64Url(officeKey);
    const office = await crypto.subtle.importKey('raw', raw, ECDH, false, []);
    const own = await crypto.subtle.generateKey(ECDH, false, ['deriveBits']);
    const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: office }, own.privateKey, 256);
    const eph = toBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey)));
    const key = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', raw))).slice(0, KEY_ID_LENGTH);
    const head = utf8(JSON.stringify({ key, eph, ...origin } satisfies RescueHead));
    const start = new Blob([`${RESCUE_MAGIC}${RESCUE_VERSION}\n`, head, '\n']);
    return new SealedFile(await fileKey(shared, head), start);
  }

  async add(record: Exclude<RescueRecord, { t: 'blob' | 'end' }>): Promise<void> {
    await this.#seal(record, new Uint8Array(), false);
  }

  async addBlob(sha256: string, bytes: Bytes): Promise<void> {
    let at = 0;
    do {
      const piece = bytes.subarray(at, at + RESCUE_PIECE_BYTES);
      await this.#seal({ t: 'blob', sha256, bytes: bytes.length, at }, piece, false);
      at += piece.length;
    } while (at < bytes.length);
  }

  async end(summary: Extract<RescueRecord, { t: 'end' }>): Promise<Blob> {
    await this.#seal(summary, new Uint8Array(), true);
    this.#handOver();
    return this.#file;
  }

  async #seal(record: RescueRecord, bytes: Bytes, isLast: boolean): Promise<void> {
    const frame = this.#frame++;
    const algorithm = { name: 'AES-GCM', iv: frameNonce(frame), additionalData: frameBinding(frame, isLast) };
    const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm, this.#key, plainFrame(record, bytes)));
    const head = new Uint8Array(FRAME_HEAD_BYTES);
    head[0] = isLast ? 1 : 0;
    new DataView(head.buffer).setUint32(1, sealed.length);
    this.#portion.push(head, sealed);
    this.#portionBytes += sealed.length;
    if (this.#portionBytes >= PORTION_BYTES) this.#handOver();
  }

  #handOver(): void {
    this.#file = new Blob([this.#file, ...this.#portion], { type: 'application/octet-stream' });
    this.#portion = [];
    this.#portionBytes = 0;
  }
}

async function fileKey(shared: ArrayBuffer, head: Bytes): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const salt = await crypto.subtle.digest('SHA-256', head);
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(RESCUE_INFO) };
  return crypto.subtle.deriveKey(how, secret, { name: 'AES-GCM', length: 256 }, false, ['encrypt']);
}

function plainFrame(record: RescueRecord, bytes: Bytes): Bytes {
  const json = utf8(JSON.stringify(record));
  const plain = new Uint8Array(4 + json.length + bytes.length);
  new DataView(plain.buffer).setUint32(0, json.length);
  plain.set(json, 4);
  plain.set(bytes, 4 + json.length);
  return plain;
}

function utf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}

function fromBase64Url(text: string): Bytes {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (char) => char.charCodeAt(0));
}
