import type { SignedEntry } from '#domain/log/entry.ts';
import type { PendingRecord } from '#domain/case/overlay.ts';
import type { BlobRow, EntryRow } from './rows.ts';
import type { PersonStore } from './person-store.ts';
import { pendingRecordOf } from '#domain/log/record-of-entry.ts';
import { openEntry } from './open-entry.ts';
import { keptCases } from './removals.ts';
import { read } from './transact.ts';
import { unsentFacts } from './unsent-facts.ts';

/** Own entries with the blobs stored beside them, in the order they were written. */
export interface OwnWork {
  readonly entries: readonly EntryRow[];
  readonly blobs: ReadonlyMap<string, BlobRow>;
}

export const NO_WORK: OwnWork = { entries: [], blobs: new Map() };

export async function ownWorkOfCase(store: PersonStore, caseId: string): Promise<OwnWork> {
  const { db } = store;
  return read(db, ['entries', 'blobs'], async () => {
    const entries = await db.entries.where('case').equals(caseId).toArray();
    return withBlobs(
      store,
      entries.sort((a, b) => (a.n ?? 0) - (b.n ?? 0)),
    );
  });
}

const RECENT = 200;

/** Whole cases of own work: all that have anything on its way, and those written in last. */
export async function recentOwnWork(store: PersonStore): Promise<OwnWork> {
  const { db } = store;
  return read(db, ['entries', 'blobs'], async () => {
    const recent = await db.entries.orderBy('n').reverse().limit(RECENT).toArray();
    const cases = new Set([...recent.map((row) => row.case), ...(await keptCases(db))]);
    const entries = await db.entries
      .where('case')
      .anyOf([...cases])
      .toArray();
    return withBlobs(
      store,
      entries.sort((a, b) => (a.n ?? 0) - (b.n ?? 0)),
    );
  });
}

export interface UnsentCounts {
  readonly entries: number;
  readonly blobs: number;
}

export async function unsentByCase({ db }: PersonStore): Promise<ReadonlyMap<string, UnsentCounts>> {
  return read(db, ['entries', 'blobs'], async () => {
    const { entries, blobs } = await unsentFacts(db);
    const count = (rows: readonly { readonly case: string }[], caseId: string): number =>
      rows.filter((row) => row.case === caseId).length;
    const cases = new Set([...entries, ...blobs].map((row) => row.case));
    return new Map([...cases].map((id) => [id, { entries: count(entries, id), blobs: count(blobs, id) }]));
  });
}

/** Own entries that the confirmed cases do not show yet, as the overlay plays them, by case. */
export async function unconfirmedByCase(store: PersonStore): Promise<ReadonlyMap<string, readonly PendingRecord[]>> {
  const { db } = store;
  const rows = await read(db, ['entries'], () =>
    db.entries.where('stage').anyOf('unsent', 'quarantined', 'sent').toArray(),
  );
  const byCase = new Map<string, PendingRecord[]>();
  for (const row of rows.sort((a, b) => (a.n ?? 0) - (b.n ?? 0))) {
    const list = byCase.get(row.case);
    const record = await pendingOf(row);
    if (list) list.push(record);
    else byCase.set(row.case, [record]);
  }
  return byCase;
}

export async function pendingOf(row: EntryRow): Promise<PendingRecord> {
  return pendingRecordOf(row.id, await openEntry(row));
}

/** Flagged entries: quarantined, refused, for review. */
export async function flaggedEntries({ db }: PersonStore): Promise<readonly EntryRow[]> {
  return read(db, ['entries'], () => db.entries.where('flag').equals(1).reverse().sortBy('n'));
}

export async function damagedBlobs({ db }: PersonStore): Promise<readonly BlobRow[]> {
  const rows = await read(db, ['blobs'], () => db.blobs.where('stage').equals('damaged').toArray());
  return rows.filter((row) => row.seen === undefined);
}

/** Every entry without receipt, whole: for a file in a person's hand when nothing else works. */
export async function unsentEntries(store: PersonStore): Promise<readonly SignedEntry[]> {
  const { db } = store;
  const rows = await read(db, ['entries'], () => db.entries.where('stage').anyOf('unsent', 'quarantined').sortBy('n'));
  return Promise.all(rows.map(openEntry));
}

async function withBlobs({ db }: PersonStore, entries: readonly EntryRow[]): Promise<OwnWork> {
  const rows = await db.blobs.bulkGet([...new Set(entries.flatMap((row) => row.blobIds))]);
  return { entries, blobs: new Map(rows.filter((row) => row !== undefined).map((row) => [row.sha256, row])) };
}
