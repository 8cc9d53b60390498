import type { EntryHeader, SignedEntry } from '../log/entry.ts';
import type { Receipt } from '../log/receipt.ts';

/** An own entry as a device keeps it, whatever keeps it: a database of the browser or a simulated disk. */
export interface OwnEntry {
  readonly id: string;
  readonly header: EntryHeader;
  readonly receipt: Receipt | null;
  /** Will be sent by itself. */
  readonly isQueued: boolean;
  /** Could not be taken: kept, and sent when a person says so. */
  readonly isQuarantined: boolean;
  /** Its author is told that something is wrong with it. */
  readonly isShown: boolean;
}

/** What of a log the invariants look at. */
export interface LoggedEntry {
  readonly entry: SignedEntry;
  readonly receipt: Receipt;
  /** SHA-256(log hash before ‖ entry id). */
  readonly logHash: string;
}

/** Numbers of one device's chain. */
export interface ChainPart {
  readonly device: string;
  readonly seqs: readonly number[];
}
