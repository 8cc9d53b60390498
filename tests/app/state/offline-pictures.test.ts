import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PersonStore } from '#storage/person-store.ts';
import type { WantedPicture } from '#storage/pictures.ts';
import { fetchPictures } from '#app/state/fetch-pictures.ts';
import { useStore } from '#app/state/open-store.svelte.ts';
import { record } from '#app/state/record.ts';
import { applyPage } from '#storage/apply-page.ts';
import { sha256Hex } from '#storage/encoding.ts';
import { putPicture } from '#storage/pictures.ts';
import { freshPerson, openReady } from '#tests/storage/open-for-test.ts';
import { orderedCase, pageOf, snapshot } from '#tests/storage/page-builder.ts';

const BYTES = new TextEncoder().encode('a thumbnail');
const THUMB = await sha256Hex(BYTES);
const wanted = ['1', '2', '3', '4', '5'].map((digit): WantedPicture => ({
  case: 'c-1',
  original: digit.repeat(64),
  thumb: THUMB,
}));

let store: PersonStore;
beforeEach(async () => {
  store = await openReady(freshPerson());
  await applyPage(store, pageOf([snapshot(orderedCase('c-1').state)]));
  useStore(store);
});
afterEach(() => {
  useStore(null);
  vi.restoreAllMocks();
});

test('[DEVICE-95] only a picture whose bytes are what its record says is kept', async () => {
  const answers: Readonly<Record<string, () => Response>> = {
    '1': () => new Response(BYTES, { headers: { 'content-type': 'image/jpeg' } }),
    '2': () => new Response('another picture', { headers: { 'content-type': 'image/jpeg' } }),
    '3': () => new Response('<html>sign in first</html>', { headers: { 'content-type': 'text/html' } }),
    '4': () => new Response(null, { status: 404 }),
  };
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    const answer = answers[path.charAt('/api/blobs/'.length)];
    if (!answer) throw new TypeError('no network');
    return answer();
  });
  expect(await fetchPictures(store, wanted, { mayGoOn: () => true })).toBe(1);
  expect((await store.db.pictures.toArray()).map((row) => row.sha256)).toEqual([wanted[0]?.original]);
  expect(asked).toHaveLength(5);
  expect(asked.every((path) => path.endsWith('?variant=thumb'))).toBe(true);
});

test('[DEVICE-95] fetching stops as soon as the line is wanted for something else', async () => {
  let count = 0;
  vi.stubGlobal('fetch', async () => {
    count++;
    return new Response(BYTES, { headers: { 'content-type': 'image/jpeg' } });
  });
  await fetchPictures(store, wanted, { mayGoOn: () => count < 2 });
  expect(count).toBe(2);
});

test('[DEVICE-96] a record that finds no room is stored where fetched pictures were', async () => {
  const [first] = wanted;
  if (!first) throw new Error('none');
  await putPicture(store, first, { bytes: BYTES, mediaType: 'image/jpeg' });
  const { entries, pictures } = store.db;
  const add = entries.bulkAdd.bind(entries);
  vi.spyOn(entries, 'bulkAdd').mockImplementation(((rows: never) =>
    pictures.count().then((count) => {
      if (count > 0) throw Object.assign(new Error('full'), { name: 'QuotaExceededError' });
      return add(rows);
    })) as never);
  // The append's own transaction does not span the pictures; for this double it must.
  const transaction = store.db.transaction.bind(store.db) as (...args: never[]) => never;
  vi.spyOn(store.db, 'transaction').mockImplementation(((mode: never, tables: readonly string[], work: never) =>
    transaction(mode, [...new Set([...tables, 'pictures'])] as never, work)) as never);
  const saved = await record('c-1', 'contact', { way: 'phone', reached: true, summary: '' });
  expect(saved).toMatchObject({ ok: true });
  expect(await entries.count()).toBe(1);
  expect(await pictures.count()).toBe(0);
});
