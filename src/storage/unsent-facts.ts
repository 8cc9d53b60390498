import Dexie from 'dexie';
import type { PromiseExtended } from 'dexie';
import type { BlobRow, EntryRow } from './rows.ts';
import type { PersonDb } from './person-db.ts';

/** One thing that is on this device only, as far as counting it needs. */
export interface UnsentFact {
  readonly case: string;
  readonly at: number;
  /** Still to be sent. */
  readonly bytes: number;
  readonly isOriginal: boolean;
}

export interface UnsentFacts {
  readonly entries: readonly UnsentFact[];
  readonly blobs: readonly UnsentFact[];
}

/** What never changes of a row, by its primary key: read once in the life of this page or worker, and forgotten once it is sent. */
interface Known {
  entries: ReadonlyMap<number, UnsentFact>;
  blobs: ReadonlyMap<string, UnsentFact>;
}

const known = new WeakMap<PersonDb, Known>();
const CHUNK = 500;

/**
 * Entries without receipt, quarantined ones too, and blobs without receipt whose bytes are here. Which they are is asked of the indexes at
 * every call; only rows not met before are read, however much waits. Inside a transaction over entries and blobs.
 */
export async function unsentFacts(db: PersonDb): Promise<UnsentFacts> {
  // Asked for at once: several awaits one within the other lose Dexie's hold on the transaction.
  // One stage at a time: that is one question to the database, where `anyOf` walks a cursor over every key.
  const [unsent, quarantined, waiting, ready, begun] = await Promise.all([
    db.entries.where('stage').equals('unsent').primaryKeys(),
    db.entries.where('stage').equals('quarantined').primaryKeys(),
    db.blobs.where('stage').equals('waiting').primaryKeys(),
    db.blobs.where('stage').equals('ready').primaryKeys(),
    db.blobs.where('[stage+sentBytes]').between(['ready', 1], ['ready', Dexie.maxKey]).toArray(),
  ]);
  const before = known.get(db);
  const [entryKeys, blobKeys] = [[...unsent, ...quarantined] as number[], [...waiting, ...ready]];
  const entries = kept(before?.entries, entryKeys);
  for (const keys of chunksOf(entryKeys.filter((key) => !entries.has(key))))
    for (const row of await db.entries.bulkGet(keys)) if (row?.n !== undefined) entries.set(row.n, factOfEntry(row));
  const blobs = kept(before?.blobs, blobKeys);
  for (const keys of chunksOf(blobKeys.filter((key) => !blobs.has(key))))
    for (const row of await db.blobs.bulkGet(keys)) if (row) blobs.set(row.sha256, factOfBlob(row));
  known.set(db, { entries, blobs });
  const sent = new Map(begun.map((row) => [row.sha256, row.sentBytes]));
  return {
    entries: [...entries.values()],
    blobs: [...blobs].map(([key, fact]) => ({ ...fact, bytes: fact.bytes - (sent.get(key) ?? 0) })),
  };
}

function kept<K>(facts: ReadonlyMap<K, UnsentFact> | undefined, keys: readonly K[]): Map<K, UnsentFact> {
  return new Map(
    keys.flatMap((key) => {
      const fact = facts?.get(key);
      return fact ? [[key, fact] as const] : [];
    }),
  );
}

function factOfEntry({ case: caseId, header, bytes }: EntryRow): UnsentFact {
  return { case: caseId, at: header.claimedAt, bytes, isOriginal: false };
}

function factOfBlob({ case: caseId, addedAt, bytes, role }: BlobRow): UnsentFact {
  return { case: caseId, at: addedAt, bytes, isOriginal: role === 'original' };
}

function* chunksOf<T>(items: readonly T[]): Generator<T[]> {
  for (let i = 0; i < items.length; i += CHUNK) yield items.slice(i, i + CHUNK);
}

/** Blobs that may be uploaded, a role at a time, by failures and then by age: the first `limit` of those without or with failures. */
export function readyBlobs(
  db: PersonDb,
  role: BlobRow['role'],
  { failed, limit }: { readonly failed: boolean; readonly limit: number },
): PromiseExtended<BlobRow[]> {
  const [from, to] = failed ? [1, Dexie.maxKey] : [0, 1];
  const index = db.blobs.where('[stage+role+failures+addedAt]');
  return index.between(['ready', role, from], ['ready', role, to]).limit(limit).toArray();
}
