import type { BlobRow, EntryRow } from './rows.ts';
import type { PersonStore } from './person-store.ts';
import { offerRows } from './reoffer.ts';
import { fillCopies } from './second-copy/reconcile.ts';
import { read, write } from './transact.ts';

/** One own entry of this browser, by whatever device it was signed, as it is compared with the server's word. */
export interface OwnItem {
  readonly entry: string;
  readonly device: string;
  readonly seq: number;
  readonly caseId: string;
  readonly kind: string;
  /** By the server's clock, as the device knew it then. */
  readonly writtenAt: number;
  readonly hasReceipt: boolean;
  /** Its words are here and could be sent once more. */
  readonly isHere: boolean;
  readonly blobs: readonly OwnBlob[];
}

export interface OwnBlob {
  readonly sha256: string;
  readonly standing: 'receipt' | 'unsent' | 'lost';
  readonly isHere: boolean;
}

export interface OwnItems {
  /** Place of the last one written on this browser; what was written since is not in the list. */
  readonly last: number;
  readonly items: readonly OwnItem[];
}

export async function ownItems({ db }: PersonStore): Promise<OwnItems> {
  const { entries, blobs } = await read(db, ['entries', 'blobs'], async () => ({
    entries: await db.entries.orderBy('n').toArray(),
    blobs: await db.blobs.toArray(),
  }));
  const byHash = new Map(blobs.map((row) => [row.sha256, row]));
  return { last: entries.at(-1)?.n ?? 0, items: entries.filter(isOwed).map((row) => itemOf(row, byHash)) };
}

/** What its author has written anew is answered for by that. */
function isOwed({ stage }: EntryRow): boolean {
  return stage !== 'replaced';
}

/** Place of the last entry written on this browser; 0 before the first. */
export async function lastWritten({ db }: PersonStore): Promise<number> {
  const [last] = await read(db, ['entries'], () => db.entries.orderBy('n').reverse().limit(1).primaryKeys());
  return last ?? 0;
}

function itemOf(row: EntryRow, blobs: ReadonlyMap<string, BlobRow>): OwnItem {
  const { device, seq, kind, claimedAt, clockOffsetMs } = row.header;
  return {
    entry: row.id,
    device,
    seq,
    caseId: row.case,
    kind,
    writtenAt: claimedAt + (clockOffsetMs ?? 0),
    hasReceipt: row.receipt !== undefined,
    isHere: row.payload !== null,
    blobs: row.blobIds.map((id) => blobOf(id, blobs.get(id))),
  };
}

/** Without a row the photo left this device at a sign-out, which nothing undelivered survives. */
function blobOf(sha256: string, row: BlobRow | undefined): OwnBlob {
  const standing = !row || row.stage === 'sent' ? 'receipt' : row.stage === 'damaged' ? 'lost' : 'unsent';
  return { sha256, standing, isHere: row?.held ?? false };
}

export interface Lacking {
  readonly entries: readonly string[];
  readonly blobs: readonly string[];
}

/**
 * The server does not have what it gave a receipt for, though its history goes on as if it had: entries whose words are still here go back to
 * the outbox, photos whose bytes are still here are sent again.
 * @returns how many entries and photos that are
 */
export async function offerAgain(store: PersonStore, { entries, blobs }: Lacking): Promise<number> {
  const { db } = store;
  const count = await write(db, ['entries', 'blobs'], async () => {
    const rows = await db.entries
      .where('id')
      .anyOf([...entries])
      .filter((row) => row.receipt !== undefined && row.payload !== null)
      .toArray();
    const asked = new Set([...blobs, ...rows.flatMap((row) => row.blobIds)]);
    return rows.length + (await offerRows(db, rows, db.blobs.where('sha256').anyOf([...asked])));
  });
  if (count > 0) void fillCopies(store);
  return count;
}
