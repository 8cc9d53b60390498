import type { CaseRecord } from '../case/case-state.ts';
import type { PendingRecord } from '../case/overlay.ts';
import type { Receipt } from './receipt.ts';
import type { SignedEntry } from './entry.ts';

/** An own entry as the overlay plays it. */
export function pendingRecordOf(id: string, entry: SignedEntry): PendingRecord {
  const { kind, kindV, actor, device, base, claimedAt, clockOffsetMs, blobs } = entry.header;
  return { id, kind, kindV, actor, device, base, claimedAt, clockOffsetMs, blobs, body: entry.payload?.body ?? null };
}

/** A sequenced entry as the fold takes it. */
export function recordOfEntry(
  entry: SignedEntry,
  receipt: Pick<Receipt, 'entry' | 'seq' | 'receivedAt' | 'verdict'>,
): CaseRecord {
  const { seq, receivedAt, verdict } = receipt;
  return { ...pendingRecordOf(receipt.entry, entry), seq, receivedAt, verdict };
}
