import type { BlobReceipt, Checkpoint, Receipt } from '#domain/log/receipt.ts';
import type { SignedEntry } from '#domain/log/entry.ts';
import type { Cursor, DeviceHealth, Quarantined, SyncHead, SyncRequest } from '#protocol/sync.ts';

/** What the engine needs to know before an exchange. Read in one transaction. */
export interface SyncPosition {
  readonly device: string;
  readonly cursor: Cursor | null;
  /** Cases to ask for as snapshots. */
  readonly need: readonly string[];
  readonly health: DeviceHealth;
}

export interface OutboxEntry {
  readonly id: string;
  readonly entry: SignedEntry;
  /** Size as JSON, bytes. */
  readonly bytes: number;
}

/** A blob that has no receipt yet. Thumbnails come before originals. */
export interface BlobTask {
  readonly blob: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly role: 'thumb' | 'original';
  /** Attempts that failed in a row, and the earliest next try (device clock, ms). */
  readonly failures: number;
  readonly notBefore: number;
}

/** A pull page as it came: whole and checked against its digest. Lines are kept as text, so that a snapshot need not be written anew. */
export interface PullPage {
  readonly head: SyncHead;
  readonly lines: readonly string[];
}

export interface PageOutcome {
  /** Cases whose records did not fit (gap or other digest): kept, and asked for anew. */
  readonly need: readonly string[];
  /** Removal of many cases waits for the person's consent. */
  readonly removalHeld: number;
}

/** The device's store as the engine sees it. Every method is one transaction. */
export interface LocalStore {
  position(): Promise<SyncPosition>;
  /** Entries without receipt that are not in quarantine, oldest first, within both limits. */
  outbox(limits: { readonly maxBytes: number; readonly maxEntries: number }): Promise<readonly OutboxEntry[]>;
  /** Store receipts and take their entries out of the outbox. Only verified receipts may come here. */
  acceptReceipts(receipts: readonly Receipt[]): Promise<void>;
  /** Move entries to 需处理: kept, shown, exportable, no longer sent by themselves. */
  quarantine(items: readonly Quarantined[]): Promise<void>;
  applyPage(page: PullPage): Promise<PageOutcome>;
  noteContact(contact: { readonly serverTimeMs: number; readonly clockOffsetMs: number; readonly checkpoint: Checkpoint }): Promise<void>;
  blobTasks(): Promise<readonly BlobTask[]>;
  /** Hashes of blobs without receipt, for `blobsAsked`. */
  blobBytes(blob: string): Promise<Uint8Array | null>;
  confirmBlobs(receipts: readonly BlobReceipt[]): Promise<void>;
  noteUpload(blob: string, progress: { readonly sentBytes: number; readonly failed?: { readonly notBefore: number; readonly code: string } | undefined }): Promise<void>;
  /** The state of the engine in words' keys, for the screens: idle, working, offline, blocked by sign-in … */
  noteRun(state: RunState): Promise<void>;
}

export type RunState =
  | { readonly phase: 'idle'; readonly at: number }
  | { readonly phase: 'working'; readonly at: number; readonly step: 'push' | 'pull' | 'blobs' }
  | { readonly phase: 'waiting'; readonly at: number; readonly cause: WaitCause; readonly nextTryAt: number };

export type WaitCause = 'offline' | 'server-error' | 'captive-portal' | 'sign-in' | 'device-revoked' | 'protocol-too-old' | 'storage' | 'wrong-receipt';

/** How an exchange can end. Anything but `ok` leaves the outbox as it was. */
export type SyncReply =
  | { readonly kind: 'ok'; readonly page: PullPage }
  | { readonly kind: 'failed'; readonly cause: WaitCause; readonly retryAfterMs: number | null }
  | { readonly kind: 'too-large' };

export type UploadReply =
  | { readonly kind: 'offset'; readonly offset: number }
  | { readonly kind: 'absent' }
  | { readonly kind: 'complete' }
  | { readonly kind: 'failed'; readonly cause: WaitCause; readonly retryAfterMs: number | null }
  | { readonly kind: 'refused'; readonly code: string };

/** The network. Implemented with fetch in `src/sync/http-transport.ts` (page and worker), and by the simulator. */
export interface Transport {
  sync(request: SyncRequest): Promise<SyncReply>;
  uploadOffset(blob: string): Promise<UploadReply>;
  createUpload(task: BlobTask): Promise<UploadReply>;
  sendChunk(blob: string, offset: number, chunk: Uint8Array): Promise<UploadReply>;
}

export interface Clock {
  now(): number;
  sleep(ms: number): Promise<void>;
  /** 0 ≤ x < 1, for jitter. */
  random(): number;
}

/** Checks the server's signature on its statements against the key pinned at enrolment. */
export interface StatementVerifier {
  verify(statement: { readonly sig: string; readonly alg: string }): Promise<boolean>;
}
