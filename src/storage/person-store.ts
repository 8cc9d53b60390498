import type { CaseIndex } from './case-index.ts';
import type { ChainHead } from './rows.ts';
import type { PersonDb } from './person-db.ts';
import type { SecondCopy } from './second-copy/second-copy.ts';
import { newToken } from './encoding.ts';
import { getMeta, putMeta } from './person-db.ts';
import { StorageFailure } from './storage-failure.ts';
import { openDb, write } from './transact.ts';

/** One person's open store: what every function of this layer takes. */
export interface PersonStore {
  readonly person: string;
  readonly db: PersonDb;
  readonly index: CaseIndex;
  readonly appVersion: string;
  readonly heads: HeadCopy | null;
  /** What is on this device only, a second time. */
  readonly copy: SecondCopy | null;
}

/** The chain's head once more, outside IndexedDB (localStorage in the page): it tells an emptied store from a new one. */
export interface HeadCopy {
  read(person: string): ChainHead | null;
  write(person: string, head: ChainHead): void;
}

/** @throws StorageFailure `lost` */
export async function deviceOf(store: PersonStore): Promise<NonNullable<Awaited<ReturnType<typeof getDevice>>>> {
  const device = await getDevice(store);
  if (!device) throw new StorageFailure('lost');
  return device;
}

/** Raises the version that may write here; an older build then only reads. */
export async function requireWriter(store: PersonStore, minWriter: number): Promise<void> {
  await write(store.db, [], async () => {
    const guard = await getMeta(store.db, 'guard');
    await putMeta(store.db, 'guard', { token: guard?.token ?? newToken(), minWriter });
  });
}

/** The same store through the connection that does not wait for the disk; see `PersonDb.relaxed`. */
export async function relaxed(store: PersonStore): Promise<PersonStore> {
  const db = store.db.relaxed ?? store.db;
  if (!db.isOpen()) await openDb(db);
  return { ...store, db };
}

function getDevice(store: PersonStore) {
  return getMeta(store.db, 'device');
}
