import type { CaseState } from '#domain/case/case-state.ts';
import type { EntryRow } from './rows.ts';
import type { PersonDb } from './person-db.ts';

/** Records without words, and the photos they named: some of them may be here in other places than the case itself. */
export interface Erased {
  readonly entries: readonly string[];
  readonly blobs: readonly string[];
}

export function erasedIn(states: Iterable<CaseState>): Erased {
  const erased = [...states].flatMap(({ records }) => records.filter(({ body }) => body === null));
  return { entries: erased.map(({ id }) => id), blobs: erased.flatMap(({ blobs }) => blobs) };
}

/**
 * Own copies of erased words and photos go ([ERASE-7]). Without a receipt the words stay until there is one: an entry is handed in whole, and
 * the server stores it without them. Inside a transaction over entries, blobs, blobBytes and pictures.
 */
export async function dropErased(db: PersonDb, { entries, blobs }: Erased): Promise<void> {
  if (entries.length === 0) return;
  await db.pictures.bulkDelete([...blobs]);
  const rows = await db.entries
    .where('id')
    .anyOf([...entries])
    .filter((row) => row.payload !== null)
    .toArray();
  await db.entries.bulkPut(rows.map((row) => (row.receipt ? withoutWords(row) : { ...row, toErase: 1 as const })));
  await dropPhotos(
    db,
    rows.filter((row) => row.receipt),
  );
}

/** The row of an entry whose words are gone: what is signed stays, and the chain with it. */
export function withoutWords(row: EntryRow): EntryRow {
  const { toErase: _toErase, ...rest } = row;
  return { ...rest, payload: null, blobIds: [] };
}

/** A photo that another record of this device speaks of stays. Gone ones count as delivered: nothing of them is on its way. */
export async function dropPhotos(db: PersonDb, erased: readonly EntryRow[]): Promise<void> {
  const named = new Set(erased.flatMap((row) => row.blobIds));
  if (named.size === 0) return;
  const ids = new Set(erased.map((row) => row.id));
  const others = db.entries.filter(({ id, blobIds }) => !ids.has(id) && blobIds.some((blob) => named.has(blob)));
  for (const kept of (await others.toArray()).flatMap((row) => row.blobIds)) named.delete(kept);
  await db.blobBytes.bulkDelete([...named]);
  await db.blobs
    .where('sha256')
    .anyOf([...named])
    .modify({ stage: 'sent', held: false });
}
