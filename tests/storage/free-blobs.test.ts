import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { append } from '#storage/append.ts';
import { blobBytes, confirmBlobs, freeBlobs } from '#storage/blobs.ts';
import { EngineStore } from '#storage/local-store.ts';
import { acceptReceipts } from '#storage/outbox.ts';
import { freshPerson, openReady } from './open-for-test.ts';
import { blobReceiptOf, checkpoint, receiptOf } from './page-builder.ts';
import { photo } from './work-for-test.ts';

test('[DEVICE-36] [FAULT-1] only what the server has confirmed is freed, what lies in a backup first', async () => {
  const store = await openReady(freshPerson());
  const photos = ['backed', 'received', 'unsent'].map((name) => photo(name));
  const ids = await append(
    store,
    photos.map(({ entry }) => entry),
  );
  await acceptReceipts(store, [receiptOf(ids[0] ?? '', { seq: 3 }), receiptOf(ids[1] ?? '', { seq: 8 })]);
  await confirmBlobs(
    store,
    photos.slice(0, 2).map(({ original, bytes }) => blobReceiptOf(original, bytes)),
  );
  await new EngineStore(store).noteContact({
    serverTimeMs: 1,
    clockOffsetMs: 0,
    checkpoint: { ...checkpoint, seq: 9, durable: { epoch: checkpoint.epoch, seq: 5 } },
  });
  const here = async (): Promise<boolean[]> =>
    Promise.all(photos.map(async ({ original }) => (await store.db.blobBytes.get(original)) !== undefined));
  expect(await freeBlobs(store)).toBe(1);
  expect(await here()).toEqual([false, true, true]);
  expect(await freeBlobs(store)).toBe(1);
  expect(await here()).toEqual([false, false, true]);
  expect(await freeBlobs(store)).toBe(0);
  expect(await blobBytes(store, photos[2]?.original ?? '')).not.toBeNull();
});
