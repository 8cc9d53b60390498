import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PersonStore } from '#storage/person-store.ts';
import { applyPage } from '#storage/apply-page.ts';
import { askAnew, replicaStanding, unreadableCases } from '#storage/read-back.ts';
import { sealer } from '#storage/sealed.ts';
import { meanPhotoBytes, testWrite } from '#storage/test-write.ts';
import { freshPerson, openReady } from '#tests/storage/open-for-test.ts';
import { casesNamed, pageOf, snapshot } from '#tests/storage/page-builder.ts';

const states = casesNamed('a', 4);
const ids = states.map(({ id }) => id);
const [first = '', second = ''] = ids;

let store: PersonStore;
beforeEach(async () => {
  store = await openReady(freshPerson());
  await applyPage(store, pageOf(states.map(snapshot), { bootStarts: true, bootEnds: true, bootTotal: 4 }));
});
afterEach(() => vi.restoreAllMocks());

async function changePack(change: (text: string) => string): Promise<void> {
  const [pack] = await store.db.packs.toArray();
  if (!pack) throw new Error('no pack');
  const text = await sealer.sealText(change(await sealer.openText(pack.text)));
  await store.db.packs.put({ ...pack, text });
}

describe('reading the replica back', () => {
  test('[DEVICE-97] a case counts when it can be read and its records make of it what it says', async () => {
    expect(await unreadableCases(store, ids)).toEqual([]);
    expect(await unreadableCases(store, [first, 'c-none'])).toEqual(['c-none']);
    const [state] = states;
    await changePack((text) => text.replace(state?.digest ?? '?', '0'.repeat(64)));
    expect(await unreadableCases(store, ids)).toEqual([first]);
    await changePack((text) =>
      text
        .split('\n')
        .map((line, at) => (at === 1 ? line.slice(0, 40) : line))
        .join('\n'),
    );
    expect(await unreadableCases(store, ids)).toEqual([first, second]);
  });

  test('[DEVICE-97] how the replica stands is what the store itself has', async () => {
    expect(await replicaStanding(store)).toMatchObject({ isWhole: true, total: 4, need: [], held: 0, contactAt: null });
  });

  test('[DEVICE-98] a case that cannot be read is asked for anew, with whatever else is lost where it lay', async () => {
    await store.db.packs.clear();
    await askAnew(store, [first]);
    expect(new Set((await replicaStanding(store)).need)).toEqual(new Set(ids));
    await applyPage(store, pageOf(states.map(snapshot)));
    expect(await unreadableCases(store, ids)).toEqual([]);
    expect((await replicaStanding(store)).need).toEqual([]);
  });
});

describe('room', () => {
  test('[DEVICE-97] is what can be written, and nothing stays of the try', async () => {
    expect(await testWrite(store)).toBe(true);
    expect(await store.db.pictures.count()).toBe(0);
    vi.spyOn(store.db.pictures, 'put').mockImplementation(() => {
      throw Object.assign(new Error('full'), { name: 'QuotaExceededError' });
    });
    expect(await testWrite(store)).toBe(false);
  });

  test('[PHOTO-34] a photo takes what the photos of this device took, whatever the recordings weigh', async () => {
    const usual = await meanPhotoBytes(store);
    expect(usual).toBeGreaterThan(1_000_000);
    const row = { stage: 'sent', entry: 'e', case: 'c', mediaType: '', addedAt: 1, sentBytes: 0, failures: 0 } as const;
    const more = { notBefore: 0, held: true } as const;
    await store.db.blobs.bulkPut([
      { ...row, ...more, sha256: 'a', role: 'original', bytes: 100 },
      { ...row, ...more, sha256: 'b', role: 'original', bytes: 300 },
      { ...row, ...more, sha256: 'c', role: 'thumb', bytes: 7 },
      { ...row, ...more, sha256: 'd', role: 'original', bytes: 9_000_000, mediaType: 'audio/webm' },
    ]);
    expect(await meanPhotoBytes(store)).toBe(200);
  });
});
