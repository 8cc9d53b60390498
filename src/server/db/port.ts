import type { BlobReceipt, ChainStanding, LogReach, Receipt } from '#domain/log/receipt.ts';
import type { CaseState } from '#domain/case/case-state.ts';
import type { DeviceHealth } from '#protocol/sync.ts';
import type { QuarantineCode } from '#protocol/errors.ts';
import type { SignedEntry } from '#domain/log/entry.ts';

/** An enrolled key. `lastSeq` and `head` describe the unforked part of its chain. */
export interface DeviceRow {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  /** base64url of the raw 65 bytes. */
  readonly publicKey: string;
  readonly enrolledAt: number;
  readonly revokedAt: number | null;
  readonly lastSeq: number;
  readonly head: string | null;
  readonly lastContactAt: number | null;
  readonly health: DeviceHealth | null;
}

/** One sequenced entry with all that was made of it. Never changed afterwards, except that a payload may be erased. */
export interface SequencedEntry {
  readonly entry: SignedEntry;
  readonly receipt: Receipt;
  /** The case's last sequence before this entry; 0 when it was the first. */
  readonly caseAfter: number;
  /** The case's digest once this entry was folded in. */
  readonly caseDigest: string;
  /** SHA-256(log hash before ‖ entry id). */
  readonly logHash: string;
  /** Blobs the entry speaks of, which its device may therefore upload. */
  readonly blobs: readonly AnnouncedBlob[];
}

export interface AnnouncedBlob {
  readonly blob: string;
  /** Set for a thumbnail: the original it was made from. */
  readonly thumbOf: string | null;
}

/** From `seq` on, `key` opens (or no longer opens) the case. */
export interface AccessChange {
  readonly case: string;
  readonly key: string;
  readonly seq: number;
  readonly open: boolean;
}

export interface QuarantineRow {
  readonly device: string;
  readonly person: string;
  readonly receivedAt: number;
  readonly code: QuarantineCode;
  readonly detail: string;
  /** What came, as JSON text, cut when it is over-long. */
  readonly text: string;
}

export interface LogHead {
  readonly seq: number;
  readonly hash: string;
}

/** Where this history comes from, and how much of it a verified backup holds. */
export interface LogHistory {
  readonly lineage: readonly LogReach[];
  readonly durable: LogReach | null;
}

/** A number of the device's chain that is taken, and by whom. */
export interface ChainPlace {
  readonly id: string;
  readonly seq: number;
  readonly chain: ChainStanding;
}

/** An entry by its number in the device's chain, with every blob it speaks of, whether or not that is here. */
export interface ChainEntry {
  readonly seq: number;
  readonly entry: string;
  readonly blobs: readonly string[];
}

/** A visible case whose visibility changed within a range of the log. */
export interface VisibilityChange {
  readonly case: string;
  readonly seq: number;
  readonly visibleNow: boolean;
  readonly visibleBefore: boolean;
  /** Characters of the snapshot. */
  readonly size: number;
}

/** Place in the order of first snapshots: open cases first, then by limit, then by id. */
export interface BootPlace {
  readonly closed: number;
  readonly dueAtMs: number;
  readonly case: string;
}

export interface Snapshot {
  readonly case: string;
  /** JSON of the CaseState. */
  readonly text: string;
}

export interface BootSnapshot extends Snapshot {
  readonly place: BootPlace;
}

export interface ChangedSnapshot extends Snapshot {
  readonly lastSeq: number;
}

/** What ingest and feed read. All of one transaction sees one state of the log. `keys` are those of `keysOf(person)`. */
export interface LogReader {
  epoch(): Promise<string>;
  head(): Promise<LogHead>;
  /** The log's hash once `seq` entries were in it; null when it has fewer. */
  hashAt(seq: number): Promise<string | null>;
  history(): Promise<LogHistory>;
  device(id: string): Promise<DeviceRow | null>;
  devices(ids: readonly string[]): Promise<ReadonlyMap<string, DeviceRow>>;
  /** Receipts of entries that are sequenced already, by entry id. */
  receipts(ids: readonly string[]): Promise<ReadonlyMap<string, Receipt>>;
  /** Cases that are halted: something stored of them is damaged, and nothing can be added until it is mended (fault 72). */
  damagedCases(): Promise<ReadonlySet<string>>;
  /** Of these entries, those whose words were erased by order: they keep their place, and their words are not stored again. */
  erased(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Which of these numbers of the device's chain are taken; several for one number when the chain forked. */
  chainPlaces(device: string, seqs: readonly number[]): Promise<readonly ChainPlace[]>;
  /** What the device's chain holds from number `from` on, by number and id: up to `limit` numbers, each with all its branches. */
  chainFrom(device: string, from: number, limit: number): Promise<readonly ChainEntry[]>;
  cases(ids: readonly string[]): Promise<ReadonlyMap<string, CaseState>>;
  /** Of these cases, the ones that one of the keys opens now. */
  snapshots(ids: readonly string[], keys: readonly string[]): Promise<readonly Snapshot[]>;
  /** Open cases in boot order, after `place`. */
  bootPage(keys: readonly string[], place: BootPlace | null, limit: number): Promise<readonly BootSnapshot[]>;
  /** How many cases the keys open now. */
  countOpen(keys: readonly string[]): Promise<number>;
  /** Visible cases whose last sequence is above `after`, by that sequence. */
  changedPage(keys: readonly string[], after: number, limit: number): Promise<readonly ChangedSnapshot[]>;
  /** Entries above `after` of cases that the keys opened at `after` and open now, by sequence. */
  feed(keys: readonly string[], after: number, limit: number): Promise<readonly SequencedEntry[]>;
  /** Cases whose access by the keys changed after `after`, by sequence; a case may appear more than once. */
  visibilityChanges(keys: readonly string[], after: number, limit: number): Promise<readonly VisibilityChange[]>;
  /** Receipts of those blobs that are stored whole. */
  blobReceipts(blobs: readonly string[]): Promise<readonly BlobReceipt[]>;
}

export interface DeviceContact {
  readonly at: number;
  readonly health: DeviceHealth;
}

/** An entry that was checked against its id and signature. */
export interface KnownEntry {
  readonly id: string;
  readonly entry: SignedEntry;
}

/** What ingest writes. */
export interface LogWriter extends LogReader {
  append(entries: readonly SequencedEntry[]): Promise<void>;
  /** Entries that are known already and lie here damaged: what was handed in again takes the place of what is not whole. */
  refill(entries: readonly KnownEntry[]): Promise<void>;
  putCases(states: readonly CaseState[]): Promise<void>;
  changeAccess(changes: readonly AccessChange[]): Promise<void>;
  moveDevice(id: string, chain: { readonly lastSeq: number; readonly head: string | null }): Promise<void>;
  noteContact(id: string, contact: DeviceContact): Promise<void>;
  quarantine(rows: readonly QuarantineRow[]): Promise<void>;
  enrol(device: DeviceRow): Promise<void>;
  revoke(id: string, at: number): Promise<void>;
  putBlobReceipt(receipt: BlobReceipt, mediaType: string): Promise<void>;
}

/**
 * The server's log. `write` is all or nothing: whatever `work` throws rolls everything back, and once the promise is fulfilled the
 * commit is on disk. Writes never overlap.
 */
export interface LogStore {
  read<T>(work: (log: LogReader) => Promise<T>): Promise<T>;
  write<T>(work: (log: LogWriter) => Promise<T>): Promise<T>;
}
