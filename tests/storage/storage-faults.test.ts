import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PersonStore } from '#storage/person-store.ts';
import { append } from '#storage/append.ts';
import { saveDraft } from '#storage/drafts.ts';
import { readUnsent } from '#storage/health.ts';
import { openPersonStore } from '#storage/open-person-store.ts';
import { storageFailureOf } from '#storage/storage-failure.ts';
import { freshPerson, openReady } from './open-for-test.ts';
import { finding, photo } from './work-for-test.ts';

type Begin = IDBDatabase['transaction'];

let store: PersonStore;
let begun: Parameters<Begin>[];
/** Thrown instead of beginning a transaction, so many times. */
let losses: number;

beforeEach(async () => {
  [begun, losses] = [[], 0];
  const begin = Object.getOwnPropertyDescriptor(IDBDatabase.prototype, 'transaction')?.value as Begin;
  // Before the store is opened: Dexie takes the method with it.
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...given) {
    begun.push(given);
    if (losses-- > 0) throw connectionLost();
    return begin.apply(this, given);
  });
  store = await openReady(freshPerson());
  begun.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** As Safari says it when its database process has gone. */
const connectionLost = (): DOMException =>
  new DOMException('Connection to Indexed Database server lost. Refresh the page to try again', 'UnknownError');

test('[DEVICE-34] [FAULT-9] a connection that Safari lost is opened once more, and the save goes through', async () => {
  losses = 1;
  expect(await append(store, [finding])).toHaveLength(1);
  expect(losses).toBeLessThan(0);
  expect(await readUnsent(store)).toMatchObject({ entries: 1 });
});

test('[DEVICE-34] [FAULT-9] lost for good, it is tried a bounded number of times and told: never taken for a success', async () => {
  losses = Infinity;
  await expect(append(store, [finding])).rejects.toMatchObject({ name: 'StorageFailure', kind: 'closed' });
  expect(begun.length).toBeLessThan(10);
  losses = 0;
  expect(await readUnsent(store)).toMatchObject({ entries: 0 });
});

test('[DEVICE-100] [FAULT-10] a database that never answers when it is opened is given up after five seconds, and opens later', async () => {
  store.db.close();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const hanging = vi.spyOn(indexedDB, 'open').mockImplementation(() => ({}) as IDBOpenDBRequest);
  const opened = openPersonStore({ person: store.person, appVersion: 'test', heads: null, create: true });
  const told = expect(opened).rejects.toMatchObject({ name: 'StorageFailure', kind: 'timeout' });
  await vi.waitFor(() => expect(hanging).toHaveBeenCalled());
  await vi.advanceTimersByTimeAsync(5_000);
  await told;
  vi.useRealTimers();
  hanging.mockRestore();
  expect(await append(await openReady(store.person), [finding])).toHaveLength(1);
});

test('[DEVICE-100] [FAULT-3] a write that never settles is told after five seconds, whatever it was', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  // As a full disk does it in Chromium: the request neither succeeds nor fails.
  const silent = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => ({}) as IDBRequest<IDBValidKey>);
  const saving = saveDraft(store, { caseId: 'c-1', kind: 'finding' }, { values: {}, focusField: null });
  const told = expect(saving).rejects.toMatchObject({ name: 'StorageFailure', kind: 'timeout' });
  await vi.waitFor(() => expect(silent).toHaveBeenCalled());
  await vi.advanceTimersByTimeAsync(5_000);
  await told;
});

test.each([
  ['QuotaExceededError', 'quota'],
  // As a save ends in Chromium on a full disk.
  ['AbortError', 'disk'],
])('[DEVICE-35] [FAULT-3] rows that fail together with %s are a failure of the storage and no bug', (name, kind) => {
  const failed = new Dexie.BulkError('blobs.bulkPut(): 1 of 1 operations failed', [new DOMException('failed', name)]);
  expect(storageFailureOf(failed)).toMatchObject({ name: 'StorageFailure', kind });
});

test('[DEVICE-100] [FAULT-11] without IndexedDB nothing opens, and nothing is kept in memory instead', async () => {
  const { dependencies } = Dexie;
  const offered = dependencies.indexedDB;
  dependencies.indexedDB = undefined as unknown as IDBFactory;
  try {
    const opened = openPersonStore({ person: freshPerson(), appVersion: 'test', heads: null, create: true });
    await expect(opened).rejects.toMatchObject({ name: 'StorageFailure', kind: 'missing' });
  } finally {
    dependencies.indexedDB = offered;
  }
});

test('[DEVICE-21] [FAULT-14] every transaction of a save asks for strict durability', async () => {
  await append(store, [finding, photo('a').entry]);
  await saveDraft(store, { caseId: 'c-1', kind: 'finding' }, { values: {}, focusField: null });
  const writing = begun.filter(([, mode]) => mode === 'readwrite');
  expect(writing.length).toBeGreaterThan(1);
  expect(writing.filter(([, , options]) => options?.durability !== 'strict')).toEqual([]);
});
