import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { PersonStore } from '#storage/person-store.ts';
import type { SignedEntry } from '#domain/log/entry.ts';
import { sha256OfBytes } from '#domain/kernel/sha256.ts';
import { countUnsent } from '#rescue/count.ts';
import { gather } from '#rescue/gather.ts';
import { rememberOffice } from '#rescue/office-key.ts';
import { personCard } from '#rescue/page/person-card.ts';
import { WORDS } from '#rescue/page/words.ts';
import { peopleHere } from '#rescue/people-here.ts';
import { append } from '#storage/append.ts';
import { quarantine } from '#storage/outbox.ts';
import { Shell } from '#storage/shell-db.ts';
import { freshPerson, openReady } from '#tests/storage/open-for-test.ts';

const noCopies = () => Promise.resolve(null);

interface Got {
  readonly entries: Map<string, SignedEntry>;
  readonly blobs: Set<string>;
  readonly troubles: readonly { readonly what: string; readonly id: string; readonly why: string }[];
}

async function rescued(person: string, only?: string): Promise<Got> {
  const entries = new Map<string, SignedEntry>();
  const blobs = new Set<string>();
  const sink = {
    device: async () => {},
    entry: async (id: string, entry: SignedEntry) => void entries.set(id, entry),
    blob: async (sha256: string, bytes: Uint8Array<ArrayBuffer>) => {
      expect(sha256OfBytes(bytes)).toBe(sha256);
      blobs.add(sha256);
    },
  };
  const { troubles, ...counts } = await gather(person, sink, only);
  expect(counts).toEqual({ entries: entries.size, blobs: blobs.size });
  return { entries, blobs, troubles };
}

function photoOf(mark: number) {
  const bytes = crypto.getRandomValues(new Uint8Array(1000 + mark));
  return { sha256: sha256OfBytes(bytes), bytes, mediaType: 'image/jpeg', role: 'original' as const };
}

/** A finding and two photos, unsent. */
async function work(store: PersonStore) {
  const photos = [photoOf(1), photoOf(2)];
  const ids = await append(store, [
    { case: 'c-1', kind: 'finding', kindV: 1, body: { subject: '风机' }, blobs: [] },
    ...photos.map((photo) => ({ case: 'c-1', kind: 'photo', kindV: 1, body: {}, blobs: [photo] })),
  ]);
  return { ids, photos: photos.map(({ sha256 }) => sha256) };
}

/** What the browser's database process gives back for a damaged value, and nothing of Dexie in between. */
async function changeRow(
  person: string,
  table: string,
  key: IDBValidKey,
  change: (row: Record<string, unknown>) => void,
) {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const asked = indexedDB.open(`jiban-${person}`);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(new Error('cannot open'));
  });
  const store = db.transaction(table, 'readwrite').objectStore(table);
  await new Promise<void>((resolve, reject) => {
    const asked = store.get(key);
    asked.onsuccess = () => {
      const row = asked.result as Record<string, unknown>;
      change(row);
      store.put(row).onsuccess = () => resolve();
    };
    asked.onerror = () => reject(new Error('cannot read'));
  });
  db.close();
}

/** The first entry and the first photo are no longer what was stored. */
async function damagedWork(store: PersonStore) {
  const { ids, photos } = await work(store);
  const first = await store.db.entries
    .where('id')
    .equals(ids[0] ?? '')
    .first();
  store.db.close();
  await changeRow(store.person, 'entries', first?.n ?? 0, (row) => (row['payload'] = { seal: 9, text: '?' }));
  await changeRow(
    store.person,
    'blobBytes',
    photos[0] ?? '',
    (row) => (row['data'] = { seal: 0, bytes: new Uint8Array(3) }),
  );
  return { ids, photos };
}

describe('what a rescue finds', () => {
  test('[RESCUE-20] everything without receipt, once, from the store of any version; nothing is made or changed', async () => {
    const person = freshPerson();
    const store = await openReady(person, noCopies);
    const { ids, photos } = await work(store);
    await quarantine(store, [{ entry: ids[0] ?? '', code: 'invalid-body', detail: '' }]);
    await store.db.entries
      .where('id')
      .equals(ids[2] ?? '')
      .modify({ stage: 'folded' });
    // As the first release left it: without the tables that came later.
    store.db.close();
    const found = await rescued(person);
    expect([...found.entries.keys()].sort()).toEqual(ids.slice(0, 2).sort());
    expect([...found.blobs].sort()).toEqual([...photos].sort());
    expect(found.troubles).toEqual([]);
    expect(await countUnsent(person)).toEqual({ entries: 2, photos: 2 });
    expect((await rescued(person, ids[1])).entries.size).toBe(1);
    expect([...(await rescued(person, ids[1])).blobs]).toEqual([photos[0]]);

    const before = (await indexedDB.databases()).map(({ name }) => name).sort();
    const nobody = freshPerson();
    expect(await rescued(nobody)).toMatchObject({ troubles: [] });
    expect((await indexedDB.databases()).map(({ name }) => name).sort()).toEqual(before);
  });

  test('[RESCUE-20] a store of the first release is read as it is', async () => {
    const person = freshPerson();
    const modern = await openReady(person, noCopies);
    const { ids } = await work(modern);
    const rows = await modern.db.entries.toArray();
    modern.db.close();
    await modern.db.delete();
    await new Promise<void>((resolve, reject) => {
      const asked = indexedDB.open(`jiban-${person}`, 10);
      asked.onupgradeneeded = () => {
        const entries = asked.result.createObjectStore('entries', { keyPath: 'n', autoIncrement: true });
        entries.createIndex('id', 'id', { unique: true });
        entries.createIndex('stage', 'stage');
        asked.result.createObjectStore('blobs', { keyPath: 'sha256' }).createIndex('stage', 'stage');
        asked.result.createObjectStore('meta', { keyPath: 'key' });
        for (const row of rows) entries.put(row);
      };
      asked.onsuccess = () => resolve(asked.result.close());
      asked.onerror = () => reject(new Error('cannot make the old store'));
    });
    const found = await rescued(person);
    expect([...found.entries.keys()].sort()).toEqual([...ids].sort());
    const versions = await indexedDB.databases();
    expect(versions.find(({ name }) => name === `jiban-${person}`)?.version).toBe(10);
  });

  test('[RESCUE-21] [FAULT-8] what cannot be read is named and keeps nothing else in', async () => {
    const person = freshPerson();
    const { ids, photos } = await damagedWork(await openReady(person, noCopies));
    const found = await rescued(person);
    expect([...found.entries.keys()].sort()).toEqual(ids.slice(1).sort());
    expect([...found.blobs]).toEqual([photos[1]]);
    expect(found.troubles).toEqual([
      { what: 'entry', id: ids[0], why: 'UnknownSealError' },
      { what: 'blob', id: photos[0], why: 'altered' },
    ]);
  });

  test('[RESCUE-21] [FAULT-6] what the store will not give comes from the second copy, also when there is no store at all', async () => {
    const person = freshPerson();
    const store = await openReady(person);
    const { ids, photos } = await damagedWork(store);
    for (const damage of ['rows', 'database']) {
      if (damage === 'database') await store.db.delete();
      const found = await rescued(person);
      expect([damage, [...found.entries.keys()].sort(), [...found.blobs].sort(), found.troubles]).toEqual([
        damage,
        [...ids].sort(),
        [...photos].sort(),
        [],
      ]);
      expect(await countUnsent(person)).toEqual({ entries: 3, photos: 2 });
    }
    expect((await peopleHere()).map(({ id }) => id)).toContain(person);
  });

  test('[RESCUE-21] [FAULT-10] a database that never answers is given up, and the second copy is taken', async () => {
    const person = freshPerson();
    const store = await openReady(person);
    const { ids, photos } = await work(store);
    store.db.close();
    const hanging = vi.spyOn(indexedDB, 'open').mockImplementation(() => ({}) as IDBOpenDBRequest);
    onTestFinished(() => hanging.mockRestore());
    const found = await rescued(person);
    expect([...found.entries.keys()].sort()).toEqual([...ids].sort());
    expect([...found.blobs].sort()).toEqual([...photos].sort());
    expect(found.troubles).toEqual([{ what: 'store', id: 'store', why: 'TimeoutError' }]);
  }, 60_000);

  test('[RESCUE-22] an account without the office’s key gets a warning and a plain file, never one sealed to nobody', async () => {
    const store = await openReady(freshPerson(), noCopies);
    await work(store);
    const person = { id: store.person, name: '王芳', role: 'inspector', unit: 'team-1' } as const;
    const server = { epoch: 'e', publicKey: 'k', timeMs: 0, version: '0' };
    await new Shell().use({ person, directory: { units: [], people: [] }, server, demo: true, device: null });
    const known = async () => (await peopleHere()).find(({ id }) => id === store.person);
    const old = await known();
    expect(old).toEqual({ id: store.person, name: '王芳', officeKey: null });
    const card = old && (await personCard(old, WORDS.zh));
    expect(card?.textContent).toContain(WORDS.zh.noKey);
    expect([...(card?.querySelectorAll('button') ?? [])].map((one) => one.textContent)).toEqual([WORDS.zh.plain]);
    rememberOffice(store.person, { name: '王芳', rescueKey: 'the-key' });
    expect((await known())?.officeKey).toBe('the-key');
  });
});
