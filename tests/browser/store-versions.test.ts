import { expect, onTestFinished, test } from 'vitest';
import Dexie from 'dexie';
import type { TableSchema } from 'dexie';
import { PersonDb } from '#storage/person-db.ts';
import { append } from '#storage/append.ts';
import { blobBytes } from '#storage/blobs.ts';
import { loadDraft, saveDraft } from '#storage/drafts.ts';
import { readUnsent } from '#storage/health.ts';
import { EngineStore } from '#storage/local-store.ts';
import { openPersonStore } from '#storage/open-person-store.ts';
import { requireWriter } from '#storage/person-store.ts';
import { freshPerson, openReady } from '#tests/storage/open-for-test.ts';
import { receiptOf } from '#tests/storage/page-builder.ts';
import { finding, photo } from '#tests/storage/work-for-test.ts';

const LIMITS = { maxBytes: 1e6, maxEntries: 10 };
const openHere = (person: string) => openPersonStore({ person, appVersion: 'test', heads: null, create: true });

/** The next release: one more table, and a field more in every new row. What it writes, today's app has never heard of. */
async function nextRelease(person: string): Promise<Dexie> {
  const db = new Dexie(`jiban-${person}`, { autoOpen: false });
  // Whatever the present tables are: it adds to them.
  const present = new PersonDb('nobody');
  const tables = present.tables.map(({ name, schema }) => [name, specOf(schema)] as const);
  const next: Record<string, string> = { ...Object.fromEntries(tables), forecasts: 'id' };
  db.version(present.verno + 1).stores({ ...next, entries: `${next['entries'] ?? ''}, weather` });
  await db.open();
  onTestFinished(() => db.close());
  return db;
}

function specOf({ primKey, indexes }: TableSchema): string {
  return [primKey.src, ...indexes.map(({ src }) => src)].join(', ');
}

/** A page that is not ours, or an extension: holds the database and hears nothing. */
function holdOpen(person: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(`jiban-${person}`);
    request.onerror = () => reject(new Error('not opened'));
    request.onsuccess = () => resolve(request.result);
  });
}

/** The first release's tables, as it left them. */
async function firstRelease(person: string): Promise<void> {
  const db = new Dexie(`jiban-${person}`, { autoOpen: false });
  db.version(1).stores({
    meta: 'key',
    entries: '++n, &id, case, stage, [stage+n], flag',
    drafts: 'key, case',
    blobs: 'sha256, stage, entry, case',
    blobBytes: 'sha256',
    packs: 'id',
    packIndex: 'id, rev',
    seen: '++n',
  });
  await db.open();
  db.close();
}

test('[DEVICE-88] [FAULT-17] a tab of ours makes way for an upgrade, and works on with the upgraded store', async () => {
  const person = freshPerson();
  const store = await openReady(person);
  const [id] = await append(store, [finding]);
  // Resolves only because the open connection lets go.
  await nextRelease(person);
  const [more] = await append(store, [finding]);
  expect((await new EngineStore(store).outbox(LIMITS)).map((item) => item.id)).toEqual([id, more]);
});

test('[DEVICE-88] [FAULT-17] a page that does not make way is named as what it is, and nothing is lost', async () => {
  const person = freshPerson();
  await firstRelease(person);
  const foreign = await holdOpen(person);
  await expect(openHere(person)).rejects.toMatchObject({ kind: 'blocked' });
  foreign.close();
  expect((await openHere(person)).state).toBe('ready');
});

test('[DEVICE-32] [FAULT-18] an old tab reads on under a newer writer and writes nothing; its drafts are there for the new one', async () => {
  const person = freshPerson();
  const old = await openReady(person);
  const place = { caseId: 'c-1', kind: 'finding' };
  await saveDraft(old, place, { values: { description: '写到一半' }, focusField: null });
  const [id] = await append(old, [finding]);
  const newer = await openReady(person);
  await requireWriter(newer, 2);
  await expect(append(old, [finding])).rejects.toMatchObject({ kind: 'newer' });
  await expect(saveDraft(old, place, { values: {}, focusField: null })).rejects.toMatchObject({ kind: 'newer' });
  expect((await new EngineStore(old).outbox(LIMITS)).map((item) => item.id)).toEqual([id]);
  expect(await loadDraft(old, place)).toMatchObject({ values: { description: '写到一半' } });
});

test('[DEVICE-89] [FAULT-19] a release is rolled back: what the newer one wrote is read, kept as it is, and sent', async () => {
  const person = freshPerson();
  const before = await openReady(person);
  const { entry, original, bytes } = photo('a', 100_000);
  const ids = (await append(before, [finding, entry])) as [string, string];
  before.db.close();
  const next = await nextRelease(person);
  await next.table('entries').toCollection().modify({ weather: 'rain' });
  await next.table('meta').put({ key: 'forecastAt', value: 7 });
  await next.table('forecasts').put({ id: 'f-1', text: 'rain' });
  next.close();

  const back = await openReady(person);
  const engine = new EngineStore(back);
  expect((await engine.outbox(LIMITS)).map((item) => item.id)).toEqual(ids);
  expect(await blobBytes(back, original)).toHaveLength(bytes);
  const [third] = (await append(back, [finding])) as [string];
  await engine.acceptReceipts([receiptOf(ids[0])]);
  expect(await readUnsent(back)).toMatchObject({ entries: 2 });
  expect((await back.db.entries.orderBy('n').last())?.id).toBe(third);
  back.db.close();

  const again = await nextRelease(person);
  const rows = (await again.table('entries').toArray()) as { weather?: string }[];
  expect(rows.map(({ weather }) => weather)).toEqual(['rain', 'rain', undefined]);
  expect(await again.table('forecasts').get('f-1')).toEqual({ id: 'f-1', text: 'rain' });
  expect(await again.table('meta').get('forecastAt')).toEqual({ key: 'forecastAt', value: 7 });
});
