import type { Checkpoint, Receipt } from '#domain/log/receipt.ts';
import type { Collection } from 'dexie';
import type { BlobRow, EntryRow } from './rows.ts';
import type { PersonDb } from './person-db.ts';
import { receiptStands } from '#domain/log/standing.ts';

/**
 * After a restore the server lacks what came since its backup. Everything this device still has and whose receipt stands no more goes back to
 * the outbox; photos are asked after and sent again where they are missing (I16). `checkpoint` null: it cannot be told which receipts stand,
 * so none is believed. Inside a transaction over entries and blobs.
 * @returns how many entries are offered again
 */
export async function reoffer(db: PersonDb, checkpoint: Checkpoint | null): Promise<number> {
  const rows = await db.entries.where('stage').anyOf('sent', 'folded').toArray();
  // Without its words an entry cannot be offered: what was erased here, or left with its case.
  const stands = (receipt: Receipt): boolean => checkpoint !== null && receiptStands(receipt, checkpoint);
  const lacking = rows.filter((row) => row.receipt && row.payload !== null && !stands(row.receipt));
  await offerRows(db, lacking, db.blobs.where('stage').anyOf('sent', 'ready'));
  return lacking.length;
}

/**
 * Entries go back to the outbox with their words, and of `blobs` those whose bytes are here are asked after and sent again: at once, or when
 * their entry has its new receipt. Inside a transaction over entries and blobs.
 * @returns how many photos
 */
export async function offerRows(
  db: PersonDb,
  rows: readonly EntryRow[],
  blobs: Collection<BlobRow, string>,
): Promise<number> {
  await db.entries.bulkPut(rows.map(offeredAgain));
  const waiting = new Set(rows.flatMap((row) => row.blobIds));
  return blobs
    .filter((blob) => blob.held && (blob.stage === 'sent' || blob.stage === 'ready'))
    .modify((blob) => {
      const stage = waiting.has(blob.sha256) ? 'waiting' : 'ready';
      Object.assign(blob, { stage, sentBytes: 0, failures: 0, notBefore: 0 });
      delete (blob as { receipt?: unknown }).receipt;
    });
}

function offeredAgain(row: EntryRow): EntryRow {
  const { receipt, flag: _flag, formerReceipts = [], ...rest } = row;
  return { ...rest, stage: 'unsent', formerReceipts: receipt ? [...formerReceipts, receipt] : formerReceipts };
}
