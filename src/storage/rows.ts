import type { BlobReceipt, Checkpoint, Receipt } from '#domain/log/receipt.ts';
import type { Invariant } from '#domain/invariants/violation.ts';
import type { EntryHeader } from '#domain/log/entry.ts';
import type { QuarantineCode } from '#protocol/errors.ts';
import type { Cursor } from '#protocol/sync.ts';
import type { SealedBytes, SealedText } from './sealed.ts';
import type { RunState, WaitCause } from './engine-shapes.ts';

/**
 * Where an own entry stands:
 *   unsent       no receipt yet: the outbox
 *   quarantined  the server could not take it: kept, shown, not sent by itself
 *   sent         has a receipt, its record has not come with the feed yet
 *   folded       its record is part of the confirmed case
 *   replaced     was quarantined; its author wrote it anew, and that entry stands for it
 */
export type EntryStage = 'unsent' | 'quarantined' | 'sent' | 'folded' | 'replaced';

export interface EntryRow {
  /** Order of writing on this browser, over all devices it ever was; given by the database. */
  readonly n?: number;
  readonly id: string;
  readonly case: string;
  readonly stage: EntryStage;
  readonly header: EntryHeader;
  readonly sig: string;
  /** JSON of the payload; null once erased. */
  readonly payload: SealedText | null;
  /** Size as JSON, bytes. */
  readonly bytes: number;
  /** Every blob stored with it, thumbnails too. */
  readonly blobIds: readonly string[];
  readonly receipt?: Receipt | undefined;
  /** Receipts of histories the server has lost by a restore; what they were for was offered again. */
  readonly formerReceipts?: readonly Receipt[] | undefined;
  readonly quarantine?: { readonly code: QuarantineCode; readonly detail: string } | undefined;
  /** 1 when its words were erased elsewhere and stay here only until it has its receipt. */
  readonly toErase?: 1 | undefined;
  /** The entry its author wrote in its place. */
  readonly replacedBy?: string | undefined;
  /** 1 while its author has to look at it; absent rows cost the index nothing. */
  readonly flag?: 1 | undefined;
}

/**
 *   waiting  its entry has no receipt: the server would refuse it as not announced
 *   ready    to be uploaded
 *   sent     the server counted and hashed it, and said so
 *   damaged  the bytes on this device are gone or altered (fault 8)
 */
export type BlobStage = 'waiting' | 'ready' | 'sent' | 'damaged';

export interface BlobRow {
  readonly sha256: string;
  readonly stage: BlobStage;
  readonly role: 'thumb' | 'original';
  readonly entry: string;
  readonly case: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly addedAt: number;
  readonly sentBytes: number;
  readonly failures: number;
  readonly notBefore: number;
  readonly code?: string | undefined;
  readonly receipt?: BlobReceipt | undefined;
  /** The bytes are on this device. */
  readonly held: boolean;
  /** 1 once its author has seen that it is lost. */
  readonly seen?: 1 | undefined;
}

export interface BlobBytesRow {
  readonly sha256: string;
  readonly data: SealedBytes;
}

/** A thumbnail of a case that somebody else took, by its original's hash: fetched ahead, given up first when room is short. */
export interface PictureRow {
  readonly sha256: string;
  readonly case: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly data: SealedBytes;
}

/** About 100 confirmed cases: line i of the text is the JSON of case ids[i]. */
export interface PackRow {
  readonly id: number;
  readonly ids: readonly string[];
  readonly text: SealedText;
}

/** JSON of the pack's CaseSummary[], in the same order. `rev` grows with every change, so that a reader can ask for what is new. */
export interface PackIndexRow {
  readonly id: number;
  readonly rev: number;
  readonly list: SealedText;
}

export interface DraftRow {
  readonly key: string;
  readonly case: string;
  readonly kind: string;
  readonly savedAt: number;
  /** JSON of {values, focusField}. */
  readonly draft: SealedText;
}

/** Ids that came with the running set of first snapshots, a row per page. */
export interface SeenRow {
  readonly n?: number;
  readonly ids: readonly string[];
}

/** The device's identity. The private key cannot be exported, by script at least (faults D7). */
export interface DeviceIdentity {
  readonly id: string;
  /** base64url of the 65 raw bytes. */
  readonly publicKey: string;
  readonly privateKey: CryptoKey;
}

export interface ChainHead {
  readonly device: string;
  readonly seq: number;
  readonly id: string | null;
  /** When its author claims to have written it; absent in heads of older versions. */
  readonly at?: number | undefined;
}

/** One promise the store found broken in itself. `detail` names ids and numbers, nothing people wrote. */
export interface Finding {
  readonly invariant: Invariant;
  readonly detail: string;
  /** The case to ask for anew, when that mends it. */
  readonly case: string | null;
  /** Device clock, ms. */
  readonly since: number;
}

/** Single values, by key. None of them is personal. */
export interface MetaValues {
  readonly guard: { readonly minWriter: number; readonly token: string };
  readonly device: DeviceIdentity;
  readonly head: ChainHead;
  readonly cursor: Cursor;
  readonly bootDone: boolean;
  /** Cases the first set of snapshots was said to bring. */
  readonly bootTotal: number;
  readonly need: readonly string[];
  /** Removals that wait for the person's consent. */
  readonly held: readonly string[];
  /** Left the scope while something of it was unsent: removed as soon as that has its receipts. */
  readonly leaving: readonly string[];
  readonly rev: number;
  readonly contact: {
    readonly at: number;
    readonly serverTimeMs: number;
    readonly clockOffsetMs: number;
    readonly checkpoint: Checkpoint;
  };
  readonly run: RunState;
  /** Why nothing goes, and since when without a success in between; device clock, ms. */
  readonly failing: { readonly cause: WaitCause; readonly since: number };
  /** Time of the last beacon, device clock: the next is later. */
  readonly beaconAt: number;
  /** Entries in the store besides the numbers of the present chain (of former devices), less its known gaps: `count = head.seq + besides`. */
  readonly besides: number;
  /** Devices this browser was before. */
  readonly formerDevices: readonly string[];
  /** What the store found wrong with itself last, and where the next look at the cases begins. */
  readonly audit: { readonly at: number; readonly next: number; readonly findings: readonly Finding[] };
  /** What came back from the second copy, until the person has read of it. */
  readonly healed: {
    readonly entries: number;
    readonly photos: number;
    readonly photosMissing: number;
    /** Half-filled forms; absent when none. */
    readonly drafts?: number | undefined;
  };
  /** What is gone for good, until the office has had time to see it. */
  readonly losses: readonly {
    readonly device: string;
    readonly missing: readonly { readonly from: number; readonly to: number }[];
    readonly after: number | null;
    readonly before: number | null;
    readonly since: number;
    /** The server was asked: `missing` is exact. */
    readonly isAsked: boolean;
  }[];
}

export interface MetaRow {
  readonly key: keyof MetaValues;
  readonly value: MetaValues[keyof MetaValues];
}
