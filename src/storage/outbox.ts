import Dexie from 'dexie';
import type { Receipt } from '#domain/log/receipt.ts';
import type { OutboxEntry, OutboxLimits, QuarantinedEntry } from './engine-shapes.ts';
import type { BlobRow, EntryRow } from './rows.ts';
import type { PersonDb } from './person-db.ts';
import type { PersonStore } from './person-store.ts';
import { dropPhotos, withoutWords } from './erased.ts';
import { openEntry } from './open-entry.ts';
import { releaseSoon } from './second-copy/reconcile.ts';
import { read, write } from './transact.ts';

export async function outbox(store: PersonStore, limits: OutboxLimits): Promise<readonly OutboxEntry[]> {
  const { db } = store;
  const skip = limits.skip ?? new Set<string>();
  // All at once and cut afterwards: a cursor costs a message to the browser's database process for every row.
  const oldest = await read(db, ['entries'], () =>
    db.entries
      .where('[stage+n]')
      .between(['unsent', Dexie.minKey], ['unsent', Dexie.maxKey])
      .limit(limits.maxEntries + skip.size)
      .toArray(),
  );
  const rows = withinLimits(
    oldest.filter((row) => !skip.has(row.id)),
    limits,
  );
  return Promise.all(rows.map(async (row) => ({ id: row.id, entry: await openEntry(row), bytes: row.bytes })));
}

/** The first one always, however large it is. */
function withinLimits(rows: readonly EntryRow[], { maxBytes, maxEntries }: OutboxLimits): readonly EntryRow[] {
  let bytes = 0;
  let count = 0;
  for (const row of rows) {
    bytes += row.bytes;
    if (count > 0 && (bytes > maxBytes || count >= maxEntries)) break;
    count++;
  }
  return rows.slice(0, count);
}

/** The only way out of the outbox (I5). The blobs of a received entry may be sent from now on. */
export async function acceptReceipts(store: PersonStore, receipts: readonly Receipt[]): Promise<void> {
  if (receipts.length === 0) return;
  const { db } = store;
  await write(db, ['entries', 'blobs', 'blobBytes'], async () => {
    const byEntry = new Map(receipts.map((receipt) => [receipt.entry, receipt]));
    const unconfirmed = await unconfirmedAmong(db, new Set(byEntry.keys()));
    const received = unconfirmed.flatMap((row) => {
      const receipt = byEntry.get(row.id);
      return receipt ? [receivedRow(row, receipt, store.index.summaryOf(row.case)?.lastSeq ?? 0)] : [];
    });
    await db.entries.bulkPut(received.map((row) => (row.toErase ? withoutWords(row) : row)));
    await dropPhotos(
      db,
      received.filter((row) => row.toErase),
    );
    // A photo of two entries is announced by either of them.
    const blobs = await db.blobs.bulkGet([...new Set(received.flatMap((row) => row.blobIds))]);
    const announced = blobs.filter((blob) => blob?.stage === 'waiting') as BlobRow[];
    await db.blobs.bulkPut(announced.map((blob) => ({ ...blob, stage: 'ready' as const })));
  });
  releaseSoon(store);
}

/** Read as a list, not row by row. Receipts come for the oldest that wait; only what was sent out of its order is looked for by its id. */
async function unconfirmedAmong(db: PersonDb, ids: ReadonlySet<string>): Promise<readonly EntryRow[]> {
  const oldest = await db.entries
    .where('[stage+n]')
    .between(['unsent', Dexie.minKey], ['unsent', Dexie.maxKey])
    .limit(ids.size)
    .toArray();
  const found = oldest.filter((row) => ids.has(row.id));
  const known = new Set(found.map((row) => row.id));
  const others = [...ids].filter((id) => !known.has(id));
  if (others.length === 0) return found;
  const rows = await db.entries.where('id').anyOf(others).toArray();
  return [...found, ...rows.filter(({ stage }) => stage === 'unsent' || stage === 'quarantined')];
}

function receivedRow(row: EntryRow, receipt: Receipt, foldedUpTo: number): EntryRow {
  const { quarantine: _quarantine, flag: _flag, ...rest } = row;
  const stage = foldedUpTo >= receipt.seq ? 'folded' : 'sent';
  return { ...rest, receipt, stage, ...(receipt.verdict.outcome === 'accepted' ? {} : { flag: 1 as const }) };
}

export async function quarantine(store: PersonStore, items: readonly QuarantinedEntry[]): Promise<void> {
  if (items.length === 0) return;
  const byEntry = new Map(items.map((item) => [item.entry, item]));
  await write(store.db, ['entries'], () =>
    store.db.entries
      .where('id')
      .anyOf([...byEntry.keys()])
      .modify((row) => {
        const item = byEntry.get(row.id);
        if (!item || row.receipt) return;
        Object.assign(row, { stage: 'quarantined', quarantine: { code: item.code, detail: item.detail }, flag: 1 });
      }),
  );
}

/** A person wants a quarantined entry tried again, after an update or a word with the office. */
export async function releaseQuarantined(store: PersonStore): Promise<void> {
  await write(store.db, ['entries'], () =>
    store.db.entries.where('stage').equals('quarantined').modify({ stage: 'unsent' }),
  );
}

/** Its author has seen the verdict, or what became of it. What has neither receipt nor successor stays flagged. */
export async function clearFlag(store: PersonStore, entry: string): Promise<void> {
  await write(store.db, ['entries'], () =>
    store.db.entries
      .where('id')
      .equals(entry)
      .modify((row) => {
        if (row.receipt || row.stage === 'replaced') delete (row as { flag?: unknown }).flag;
      }),
  );
}
