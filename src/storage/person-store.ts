import type { ChainHead } from './rows.ts';
import { CaseIndex } from './case-index.ts';
import { createDeviceIdentity } from './device-identity.ts';
import { toHex } from './encoding.ts';
import { getMeta, PersonDb, putMeta } from './person-db.ts';
import { StorageFailure, storageFailureOf } from './storage-failure.ts';
import { withDeadline, WRITER_VERSION, write } from './transact.ts';

/** One person's open store: what every function of this layer takes. */
export interface PersonStore {
  readonly person: string;
  readonly db: PersonDb;
  readonly index: CaseIndex;
  readonly appVersion: string;
  readonly heads: HeadCopy | null;
}

/** The second copy of the chain's head, outside IndexedDB (localStorage in the page): it tells an emptied store from a new one. */
export interface HeadCopy {
  read(person: string): ChainHead | null;
  write(person: string, head: ChainHead): void;
}

/** Entries of `device` numbered after `keptSeq` up to `lastSeq` were written on this browser and are not in its store any more. */
export interface StoreLoss {
  readonly device: string;
  readonly keptSeq: number;
  readonly lastSeq: number;
}

export type Opened =
  | { readonly state: 'ready'; readonly store: PersonStore }
  /** Nothing here for this person; only with `create: false`. */
  | { readonly state: 'absent' }
  | { readonly state: 'lost'; readonly loss: StoreLoss; readonly store: PersonStore };

export interface OpenOptions {
  readonly person: string;
  readonly appVersion: string;
  readonly heads: HeadCopy | null;
  /** Make a store and a device when there is none. The service worker never does. */
  readonly create: boolean;
}

/**
 * Opens a person's store and compares it with what is known outside of it. A store that is emptied or cut short is never taken for a new one.
 * @throws StorageFailure
 */
export async function openPersonStore(options: OpenOptions): Promise<Opened> {
  const { person, appVersion, heads } = options;
  const db = new PersonDb(person);
  const store: PersonStore = { person, db, index: new CaseIndex(), appVersion, heads };
  await openDb(db);
  const { guard, head } = await db.transaction('r', db.meta, async () => ({
    guard: await getMeta(db, 'guard'),
    head: await getMeta(db, 'head'),
  }));
  const loss = lossOf(head ?? null, heads?.read(person) ?? null);
  if (loss) return { state: 'lost', loss, store };
  if (!guard && !options.create) {
    db.close();
    return { state: 'absent' };
  }
  if (!guard) await becomeNewDevice(store);
  await store.index.refresh(db);
  return { state: 'ready', store };
}

/** After a loss: what is still here is kept and sent, under a new device with a new chain. One device id has one chain (I6). */
export async function becomeNewDevice(store: PersonStore): Promise<void> {
  const { db } = store;
  // Outside the transaction: IndexedDB does not wait for WebCrypto.
  const device = await createDeviceIdentity();
  const head: ChainHead = { device: device.id, seq: 0, id: null };
  await db.transaction('rw', db.meta, async () => {
    if (!(await getMeta(db, 'guard'))) await putMeta(db, 'guard', { minWriter: WRITER_VERSION, token: newToken() });
    await putMeta(db, 'device', device);
    await putMeta(db, 'head', head);
  });
  store.heads?.write(store.person, head);
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

async function openDb(db: PersonDb): Promise<void> {
  try {
    await withDeadline(Promise.resolve(db.open()), () => db.close());
  } catch (error) {
    throw storageFailureOf(error) ?? error;
  }
}

/** The copy is written after the commit, so a whole store is never behind it. */
function lossOf(head: ChainHead | null, copy: ChainHead | null): StoreLoss | null {
  if (!copy || copy.seq === 0) return null;
  const keptSeq = head?.device === copy.device ? head.seq : 0;
  // Another tab may have gone on as a new device before it wrote the copy.
  if (head && head.device !== copy.device) return null;
  return keptSeq < copy.seq ? { device: copy.device, keptSeq, lastSeq: copy.seq } : null;
}

function newToken(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(16)));
}
