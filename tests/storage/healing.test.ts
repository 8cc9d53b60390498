import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { ChainHead } from '#storage/rows.ts';
import type { Opened } from '#storage/open-person-store.ts';
import type { HeadCopy, PersonStore } from '#storage/person-store.ts';
import type { StoreLoss } from '#storage/healing/heal.ts';
import { append } from '#storage/append.ts';
import { afterAsking, goOnAfter } from '#storage/healing/losses.ts';
import { forgetHealed, readHealed } from '#storage/healing/healed.ts';
import { EngineStore } from '#storage/local-store.ts';
import { acceptReceipts } from '#storage/outbox.ts';
import { getMeta } from '#storage/person-db.ts';
import { openPersonStore } from '#storage/open-person-store.ts';
import { lookAfterCopies } from '#storage/second-copy/look-after.ts';
import { damagedBlobs } from '#storage/own-entries.ts';
import { MemoryDisk } from './memory-copy-files.ts';
import { freshPerson } from './open-for-test.ts';
import { receiptOf } from './page-builder.ts';
import { finding, photo } from './work-for-test.ts';

let disk: MemoryDisk;
let person: string;
let copies: Map<string, ChainHead>;
let heads: HeadCopy;

beforeEach(() => {
  disk = new MemoryDisk();
  person = freshPerson();
  copies = new Map();
  heads = { read: (who) => copies.get(who) ?? null, write: (who, head) => void copies.set(who, head) };
});

const open = (create = true): Promise<Opened> =>
  openPersonStore({ person, appVersion: 'test', heads: create ? heads : null, create, copies: disk.open });

async function ready(): Promise<PersonStore> {
  const opened = await open();
  if (opened.state !== 'ready') throw new Error(opened.state);
  // What tidies behind the opening has ended: it would copy again what a test takes away.
  await lookAfterCopies(opened.store);
  return opened.store;
}

async function lost(): Promise<{ store: PersonStore; loss: StoreLoss }> {
  const opened = await open();
  if (opened.state !== 'lost') throw new Error(opened.state);
  return opened;
}

const headOf = async ({ db }: PersonStore): Promise<ChainHead> => {
  const head = await getMeta(db, 'head');
  if (!head) throw new Error('no head');
  return head;
};

/** Number and device of every entry, in the order of writing. */
async function chain({ db }: PersonStore): Promise<[number, string][]> {
  return (await db.entries.orderBy('n').toArray()).map(({ header }) => [header.seq, header.device]);
}

/** What a log cut in its middle leaves: the store as it was when `seq` was the last number. */
async function tornBackTo(store: PersonStore, seq: number): Promise<void> {
  const { db } = store;
  const rows = await db.entries.toArray();
  const last = rows.find(({ header }) => header.seq === seq);
  const head = await headOf(store);
  const gone = rows.filter(({ header }) => header.seq > seq);
  await db.transaction('rw', db.tables, async () => {
    await db.entries.bulkDelete(gone.map(({ n }) => n ?? 0));
    await db.blobs.bulkDelete(gone.flatMap(({ blobIds }) => blobIds));
    await db.blobBytes.bulkDelete(gone.flatMap(({ blobIds }) => blobIds));
    await db.meta.put({ key: 'head', value: { ...head, seq, id: last?.id ?? null } });
  });
  db.close();
}

/** Received, and gone from the second copy. */
async function delivered(store: PersonStore, ids: readonly string[]): Promise<void> {
  await acceptReceipts(
    store,
    ids.map((id) => receiptOf(id)),
  );
  await vi.waitFor(() =>
    expect([...disk.files.keys()].some((name) => ids.some((id) => name.endsWith(id)))).toBe(false),
  );
}

const SERVER_HAS = (...numbers: number[]) => ({ numbers: new Set(numbers), missingPhotos: [] });

describe('a store that is empty', () => {
  test('[DEVICE-82] [I1] everything unsent comes back, with its photos, as its old device signed it, and a new one goes on', async () => {
    const before = await ready();
    const { entry, original } = photo('a');
    const ids = await append(before, [finding, entry]);
    const { device: old } = await headOf(before);
    await before.db.delete();

    const after = await ready();
    expect(await chain(after)).toEqual([
      [1, old],
      [2, old],
    ]);
    const engine = new EngineStore(after);
    expect((await engine.outbox({ maxBytes: 1e6, maxEntries: 10 })).map(({ id }) => id)).toEqual(ids);
    expect(await engine.blobBytes(original)).not.toBeNull();
    expect(await readHealed(after)).toEqual({ entries: 2, photos: 1, photosMissing: 0 });
    await forgetHealed(after);
    expect(await readHealed(after)).toBeNull();
    expect((await headOf(after)).device).not.toBe(old);
    await append(after, [finding]);
    expect((await chain(after)).at(-1)?.[0]).toBe(1);
    after.db.close();
    expect((await open()).state).toBe('ready');
  });

  test('[DEVICE-83] what had left the second copy by its receipt is missing until the server is asked, and then no loss', async () => {
    const before = await ready();
    const [first] = (await append(before, [finding])) as [string];
    await append(before, [finding]);
    await delivered(before, [first]);
    await before.db.delete();
    const { store, loss } = await lost();
    expect(loss).toMatchObject({ missing: [{ from: 1, to: 1 }], lastSeq: 2, healed: { entries: 1 }, goesOnAt: null });
    const holds = SERVER_HAS(1);
    await goOnAfter(store, afterAsking(loss, holds), holds);
    expect((await new EngineStore(store).position()).health.troubles).toEqual([]);
    expect(await append(store, [finding])).toHaveLength(1);
  });

  test('[DEVICE-83] what nobody has is named by number and time, and the office is told until it has had time to look', async () => {
    const before = await ready();
    await append(before, [finding, finding, finding]);
    for (const name of [...disk.files.keys()].filter((one) => /^entry\.[12]\./.test(one))) disk.files.delete(name);
    const third = (await before.db.entries.orderBy('n').last())?.header.claimedAt;
    await before.db.delete();
    const { store, loss } = await lost();
    expect(loss).toMatchObject({ missing: [{ from: 1, to: 2 }], before: third, after: null });
    await goOnAfter(store, loss, SERVER_HAS());
    store.db.close();
    const again = await ready();
    expect((await new EngineStore(again).position()).health.troubles).toMatchObject([
      { code: 'records-lost', detail: '2: 1–2' },
    ]);
  });

  test.each([
    ['as it is', () => undefined],
    ['without what is kept beside the database', () => copies.clear()],
    ['without the head beside the second copy', () => disk.files.delete('head')],
  ])(
    '[DEVICE-103] emptied again before anything was sent: three devices lie here and nothing is missing, %s',
    async (_what, forget) => {
      const devices: string[] = [];
      for (const work of [[finding, finding, photo('a').entry], [photo('b').entry]]) {
        const before = await ready();
        await append(before, work);
        devices.push((await headOf(before)).device);
        await before.db.delete();
      }
      const after = await ready();
      expect(new Set((await chain(after)).map(([, of]) => of))).toEqual(new Set(devices));
      const { device } = await headOf(after);
      after.db.close();
      forget();
      // Of the service worker first: it sends from what it takes for whole, and from nothing else.
      expect((await open(false)).state).toBe('ready');
      const again = await ready();
      expect((await headOf(again)).device).toBe(device);
      expect(await append(again, [finding])).toHaveLength(1);
    },
  );

  test('[DEVICE-103] emptied before it has written anything, a device is followed by the next, and nothing is missing', async () => {
    const before = await ready();
    const { device } = await headOf(before);
    await before.db.delete();
    expect((await open(false)).state).toBe('absent');
    const after = await ready();
    expect((await headOf(after)).device).not.toBe(device);
    expect(await readHealed(after)).toBeNull();
  });

  test('[DEVICE-85] the service worker mends nothing, makes nothing and writes nothing: the page will', async () => {
    const before = await ready();
    await append(before, [finding]);
    await before.db.delete();
    expect((await open(false)).state).toBe('lost');
    expect(await chain(await ready())).toHaveLength(1);
  });

  test('[DEVICE-82] a file that is not what its name says is not put back, and its number is missing', async () => {
    const before = await ready();
    await append(before, [finding, finding]);
    const name = [...disk.files.keys()].find((one) => one.startsWith('entry.2.')) ?? '';
    const bytes = disk.files.get(name);
    bytes?.set([bytes[200] === 0x61 ? 0x62 : 0x61], 200);
    await before.db.delete();
    expect((await lost()).loss.missing).toEqual([{ from: 2, to: 2 }]);
  });

  test('[DEVICE-82] a photo that the second copy has not either is marked, and its entry is back all the same', async () => {
    const before = await ready();
    const { entry, original } = photo('a');
    await append(before, [entry]);
    disk.files.delete(`blob.${original}`);
    await before.db.delete();
    const after = await ready();
    expect((await damagedBlobs(after)).map(({ sha256 }) => sha256)).toEqual([original]);
    expect(await readHealed(after)).toEqual({ entries: 1, photos: 0, photosMissing: 1 });
  });

  test('[DEVICE-82] the browser dies while entries are put back: the next opening goes on where this one ended', async () => {
    const before = await ready();
    await append(before, [finding, photo('a').entry, finding]);
    await before.db.delete();
    let left = 3;
    const dying = new MemoryDisk();
    for (const [name, folder] of disk.folders) dying.folders.set(name, folder);
    const read = dying.open;
    const opened = openPersonStore({
      person,
      appVersion: 'test',
      heads,
      create: true,
      copies: async (folder) => {
        const files = await read(folder);
        return files && { ...files, read: (name) => (left-- > 0 ? files.read(name) : new Promise(() => {})) };
      },
    });
    const half = await opened;
    expect(half.state).toBe('lost');
    if (half.state === 'lost') half.store.db.close();
    const after = await ready();
    expect((await chain(after)).map(([seq]) => seq).sort()).toEqual([1, 2, 3]);
    expect((await readHealed(after))?.entries).toBe(3);
  });
});

describe('a store that was cut short', () => {
  test('[DEVICE-86] every missing number is refilled, and the same device goes on in its chain', async () => {
    const before = await ready();
    await append(before, [finding]);
    const ids = await append(before, [finding, photo('a').entry]);
    const head = await headOf(before);
    await tornBackTo(before, 1);
    const after = await ready();
    expect(await headOf(after)).toEqual(head);
    expect((await after.db.entries.orderBy('n').toArray()).slice(1).map(({ id }) => id)).toEqual(ids);
    await append(after, [finding]);
    const rows = await after.db.entries.orderBy('n').toArray();
    expect(rows.at(-1)?.header).toMatchObject({ seq: 4, prev: ids.at(-1), device: head.device });
    after.db.close();
    expect((await open()).state).toBe('ready');
  });

  test('[DEVICE-86] the numbers that the server has count as accounted for: the same device goes on', async () => {
    const before = await ready();
    await append(before, [finding]);
    const gone = await append(before, [finding, finding]);
    await append(before, [finding]);
    await delivered(before, gone);
    const head = await headOf(before);
    await tornBackTo(before, 1);
    const { store, loss } = await lost();
    expect(loss).toMatchObject({ missing: [{ from: 2, to: 3 }], lastSeq: 4 });
    const holds = SERVER_HAS(2, 3);
    await goOnAfter(store, afterAsking(loss, holds), holds);
    expect(await headOf(store)).toMatchObject({ device: head.device, seq: 4, id: head.id });
    store.db.close();
    expect((await open()).state).toBe('ready');
  });

  test.each([
    ['the server cannot be asked', null],
    ['one number is nowhere', SERVER_HAS(2)],
    ['the server knows of a number beyond', SERVER_HAS(2, 3, 5)],
  ])('[DEVICE-86] [I6] %s: a new device goes on, for a number is never given twice', async (_what, holds) => {
    const before = await ready();
    await append(before, [finding]);
    const gone = await append(before, [finding, finding]);
    await append(before, [finding]);
    await delivered(before, gone);
    const { device } = await headOf(before);
    await tornBackTo(before, 1);
    const { store, loss } = await lost();
    await goOnAfter(store, holds ? afterAsking(loss, holds) : loss, holds);
    expect(await headOf(store)).toMatchObject({ seq: 0 });
    expect((await headOf(store)).device).not.toBe(device);
    expect(await append(store, [finding])).toHaveLength(1);
  });

  test('[DEVICE-86] a hole in the middle is noticed by count, without reading every entry at every start', async () => {
    const before = await ready();
    await append(before, [finding, finding, finding]);
    await before.db.entries.where('n').equals(2).delete();
    before.db.close();
    const after = await ready();
    expect((await chain(after)).map(([seq]) => seq).sort()).toEqual([1, 2, 3]);
    const each = vi.spyOn(after.db.entries, 'each');
    after.db.close();
    await ready();
    expect(each).not.toHaveBeenCalled();
  });

  test('[DEVICE-86] cut back to before it became a new device, it does not go on as the old one', async () => {
    const before = await ready();
    await append(before, [finding]);
    const old = await before.db.meta.toArray();
    await goOnAfter(before, lossOf((await headOf(before)).device), null);
    await append(before, [finding]);
    const { device } = await headOf(before);
    await before.db.transaction('rw', before.db.meta, before.db.entries, async () => {
      await before.db.meta.clear();
      await before.db.meta.bulkPut(old);
      await before.db.entries.where('n').above(1).delete();
    });
    before.db.close();
    const after = await ready();
    expect((await chain(after)).map(([, of]) => of)).toContain(device);
    expect((await headOf(after)).seq).toBe(0);
  });

  test('[DEVICE-85] the service worker does not send from a store that is cut short', async () => {
    const before = await ready();
    await append(before, [finding, finding]);
    await tornBackTo(before, 1);
    expect((await open(false)).state).toBe('lost');
    expect((await open()).state).toBe('ready');
    expect((await open(false)).state).toBe('ready');
  });

  test('[DEVICE-86] a store of an older version, whose count was never kept, is whole', async () => {
    const before = await ready();
    await append(before, [finding]);
    await goOnAfter(before, lossOf((await headOf(before)).device), null);
    await append(before, [finding]);
    await before.db.meta.bulkDelete(['besides', 'formerDevices', 'losses']);
    before.db.close();
    const after = await ready();
    expect(await append(after, [finding])).toHaveLength(1);
  });
});

function lossOf(device: string): StoreLoss {
  const healed = { entries: 0, photos: 0, photosMissing: 0 };
  return { device, lastSeq: 1, missing: [{ from: 1, to: 1 }], after: null, before: null, healed, goesOnAt: null };
}

test('[DEVICE-82] two tabs open an emptied store at the same time: everything comes back once, and one device goes on', async () => {
  const before = await ready();
  await append(before, [finding, photo('a').entry, finding]);
  await before.db.delete();
  const [one, two] = await Promise.all([ready(), ready()]);
  expect((await chain(one)).map(([seq]) => seq).sort()).toEqual([1, 2, 3]);
  expect(await headOf(one)).toEqual(await headOf(two));
  await append(one, [finding]);
  await append(two, [finding]);
  expect((await chain(one)).slice(3).map(([seq]) => seq)).toEqual([1, 2]);
});
