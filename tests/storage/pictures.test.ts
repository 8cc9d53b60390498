import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { CaseState } from '#domain/case/case-state.ts';
import type { PersonStore } from '#storage/person-store.ts';
import { append } from '#storage/append.ts';
import { applyPage } from '#storage/apply-page.ts';
import { heldPicture } from '#storage/blobs.ts';
import { sha256Hex } from '#storage/encoding.ts';
import { NOTHING_UNSENT, readUnsent } from '#storage/health.ts';
import {
  giveUpPictures,
  keepOnlyPictures,
  MAX_PICTURES,
  missingPictures,
  putPicture,
  wantedPictures,
} from '#storage/pictures.ts';
import { wipeReplica } from '#storage/wipe-replica.ts';
import { chen } from '#tests/domain/case/case-builder.ts';
import { freshPerson, openReady } from '#tests/storage/open-for-test.ts';
import { goneLine, orderedCase, pageOf, snapshot } from '#tests/storage/page-builder.ts';

const BYTES = new TextEncoder().encode('a thumbnail');
const THUMB = await sha256Hex(BYTES);
const hashOf = (n: number): string => String(n).padStart(64, '0');
const picture = { bytes: BYTES, mediaType: 'image/jpeg' };

/** A case in which somebody else took this many photos. */
function withPhotos(id: string, count: number, first = 0): CaseState {
  const story = orderedCase(id);
  const facts = { mediaType: 'image/jpeg', bytes: 9, widthPx: 1, heightPx: 1, way: 'camera' as const };
  for (let n = first; n < first + count; n++) story.add(chen, 'photo', { original: hashOf(n), thumb: THUMB, ...facts });
  return story.state;
}

let store: PersonStore;
beforeEach(async () => {
  store = await openReady(freshPerson());
  await applyPage(store, pageOf([snapshot(withPhotos('c-1', 2)), snapshot(withPhotos('c-2', 1, 50))]));
});

async function fetchAll(): Promise<void> {
  for (const wanted of await missingPictures(store, await wantedPictures(store, ['c-1', 'c-2'])))
    await putPicture(store, wanted, picture);
}

describe('thumbnails that others took', () => {
  test('[DEVICE-95] are wanted case by case, and no more once they are here, in whatever way', async () => {
    const wanted = await wantedPictures(store, ['c-1', 'c-2', 'c-none']);
    expect(wanted.map(({ original }) => original)).toEqual([hashOf(0), hashOf(1), hashOf(50)]);
    expect(await missingPictures(store, wanted)).toEqual(wanted);
    await putPicture(store, { case: 'c-1', original: hashOf(0), thumb: THUMB }, picture);
    expect((await missingPictures(store, wanted)).map(({ original }) => original)).toEqual([hashOf(1), hashOf(50)]);
    const own = { sha256: THUMB, bytes: BYTES, mediaType: 'image/jpeg', role: 'thumb' as const };
    await append(store, [{ case: 'c-2', kind: 'photo', kindV: 1, body: {}, blobs: [own] }]);
    expect(await missingPictures(store, wanted)).toEqual([]);
  });

  test('[DEVICE-95] are shown as thumbnails and never in place of an original; they count as nothing unsent', async () => {
    await fetchAll();
    expect(await heldPicture(store, hashOf(0), 'thumb')).toEqual(picture);
    expect(await heldPicture(store, hashOf(0), 'original')).toBeNull();
    expect(await readUnsent(store)).toEqual(NOTHING_UNSENT);
  });

  test('[DEVICE-96] leave with their case, and with everything else at a sign-out', async () => {
    await fetchAll();
    await applyPage(store, pageOf([goneLine('c-1')]));
    expect((await store.db.pictures.toArray()).map((row) => row.case)).toEqual(['c-2']);
    expect(await wipeReplica(store)).toBe(true);
    expect(await store.db.pictures.count()).toBe(0);
  });

  test('[DEVICE-96] one that was on its way while its case left is not stored', async () => {
    const [first] = await wantedPictures(store, ['c-1']);
    if (!first) throw new Error('none');
    await applyPage(store, pageOf([goneLine('c-1')]));
    await putPicture(store, first, picture);
    expect(await store.db.pictures.count()).toBe(0);
  });

  test('[DEVICE-96] are bounded, and go when nobody needs them or room is short', async () => {
    await applyPage(store, pageOf([snapshot(withPhotos('c-3', MAX_PICTURES + 5, 100))]));
    expect(await wantedPictures(store, ['c-3', 'c-1'])).toHaveLength(MAX_PICTURES);
    await fetchAll();
    await keepOnlyPictures(store, await wantedPictures(store, ['c-2']));
    expect((await store.db.pictures.toArray()).map((row) => row.case)).toEqual(['c-2']);
    expect(await giveUpPictures(store)).toBe(1);
    expect(await store.db.pictures.count()).toBe(0);
  });
});
