import type { BlobReceipt, Checkpoint, Receipt } from '#domain/log/receipt.ts';
import type { SignedEntry } from '#domain/log/entry.ts';
import type { QuarantineCode } from '#protocol/errors.ts';
import type { Beacon } from '#protocol/beacon.ts';
import type { Cursor, DeviceHealth, LogPoint, SyncHead, SyncRequest, Trouble } from '#protocol/sync.ts';

/** What the engine needs to know before an exchange. Read in one transaction. */
export interface SyncPosition {
  readonly device: string;
  readonly cursor: Cursor | null;
  /** Cases to ask for as snapshots. */
  readonly need: readonly string[];
  readonly health: DeviceHealth;
  /** The last checkpoint noted; absent before the first contact. */
  readonly known?: LogPoint | undefined;
}

export interface OutboxEntry {
  readonly id: string;
  readonly entry: SignedEntry;
  /** Size as JSON, bytes. */
  readonly bytes: number;
}

/** An entry the server (or the size limit) could not take. `entry` is always an id of the device's own outbox. */
export interface QuarantinedEntry {
  readonly entry: string;
  readonly code: QuarantineCode;
  readonly detail: string;
}

/** `skip`: entries the engine leaves aside in this pass, because the server fails on them (fault 46). */
export interface OutboxLimits {
  readonly maxBytes: number;
  readonly maxEntries: number;
  readonly skip?: ReadonlySet<string> | undefined;
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
  /**
   * Entries without receipt that are neither in quarantine nor in `skip`, oldest first, within both limits; the first one always, however
   * large it is (the engine quarantines what the server refuses for its size alone).
   */
  outbox(limits: OutboxLimits): Promise<readonly OutboxEntry[]>;
  /** Store receipts and take their entries out of the outbox. Only verified receipts may come here. */
  acceptReceipts(receipts: readonly Receipt[]): Promise<void>;
  /** Move entries to 需处理: kept, shown, exportable, no longer sent by themselves. */
  quarantine(items: readonly QuarantinedEntry[]): Promise<void>;
  /** Items, `need` and cursor in one transaction. A head with `cursor: null` moves no cursor. */
  applyPage(page: PullPage): Promise<PageOutcome>;
  /**
   * Comes before anything else of an answer is stored. When the checkpoint shows another history, what that lacks goes back to the outbox and
   * the cursor is forgotten, in the same transaction: whatever then fails, the next question starts from there.
   */
  noteContact(contact: {
    readonly serverTimeMs: number;
    readonly clockOffsetMs: number;
    readonly checkpoint: Checkpoint;
    /** The server found that `known` is of another log than its own. */
    readonly setBack?: boolean | undefined;
  }): Promise<void>;
  /** Every blob without receipt whose entry has a receipt (others would be refused as not announced). */
  blobTasks(): Promise<readonly BlobTask[]>;
  /** null when the bytes are gone (fault 8). */
  blobBytes(blob: string): Promise<Uint8Array | null>;
  confirmBlobs(receipts: readonly BlobReceipt[]): Promise<void>;
  /** `failed` counts one more failure in a row; progress without it that moved `sentBytes` on sets the count to 0. */
  noteUpload(blob: string, progress: UploadProgress): Promise<void>;
  /** The state of the engine in words' keys, for the screens: idle, working, offline, blocked by sign-in … */
  noteRun(state: RunState): Promise<void>;
  /** The device's health with these troubles, signed by its key; null when the disk gives no key to sign with. */
  beacon(troubles: readonly Trouble[]): Promise<Beacon | null>;
}

export interface UploadProgress {
  readonly sentBytes: number;
  readonly failed?: { readonly notBefore: number; readonly code: string } | undefined;
}

export type RunState =
  | { readonly phase: 'idle'; readonly at: number }
  | { readonly phase: 'working'; readonly at: number; readonly step: 'push' | 'pull' | 'blobs' }
  /** `nextTryAt` null: only a person (signing in, updating) or an outside wake can help. Device clock, ms. */
  | {
      readonly phase: 'waiting';
      readonly at: number;
      readonly cause: WaitCause;
      readonly nextTryAt: number | null;
      /** Entries the server fails on while it takes all others; each is tried again alone. */
      readonly held?: readonly string[] | undefined;
    };

export type WaitCause =
  | 'offline'
  | 'server-error'
  | 'captive-portal'
  | 'sign-in'
  | 'device-revoked'
  | 'protocol-too-old'
  | 'storage'
  | 'wrong-receipt';

/** How an exchange can end. Anything but `ok` leaves the outbox as it was. */
export type SyncReply =
  | { readonly kind: 'ok'; readonly page: PullPage }
  | { readonly kind: 'failed'; readonly cause: WaitCause; readonly retryAfterMs: number | null }
  | { readonly kind: 'too-large' };

export type UploadReply =
  | { readonly kind: 'offset'; readonly offset: number }
  | { readonly kind: 'absent' }
  /** The server stands elsewhere than the client thought: ask for the offset anew. */
  | { readonly kind: 'conflict' }
  | { readonly kind: 'complete' }
  | { readonly kind: 'failed'; readonly cause: WaitCause; readonly retryAfterMs: number | null }
  | { readonly kind: 'refused'; readonly code: string };

/** The network. Implemented with fetch in `src/sync/http-transport.ts` (page and worker), and by the simulator. */
export interface Transport {
  /** `pageLength`: characters of the page to be answered; null: as the server likes. */
  sync(request: SyncRequest, pageLength?: number | null): Promise<SyncReply>;
  uploadOffset(blob: string): Promise<UploadReply>;
  createUpload(task: BlobTask): Promise<UploadReply>;
  sendChunk(blob: string, offset: number, chunk: Uint8Array): Promise<UploadReply>;
  /** Whether it arrived; nothing else is ever answered. */
  beacon(beacon: Beacon): Promise<boolean>;
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

/** Runs `work` while no other host of the same person's engine does: a Web Lock in browsers. Waits for its turn. */
export interface Exclusive {
  run<T>(work: () => Promise<T>): Promise<T>;
}
