import { expect, onTestFinished, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { sha256OfBytes } from '#domain/kernel/sha256.ts';
import { append } from '#storage/append.ts';
import { freshPerson, openReady } from '#tests/storage/open-for-test.ts';

interface Protocol {
  send(method: string, params: object): Promise<unknown>;
}

/** Chromium remembers for that long how much room there was. */
const REMEMBERS_MS = 31_000;

/** Room for the small rows of other test files, and for no photo. */
async function almostFull(): Promise<void> {
  const protocol = cdp() as unknown as Protocol;
  const { usage = 0 } = await navigator.storage.estimate();
  const { origin } = location;
  await protocol.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 4_000_000 });
  onTestFinished(async () => void (await protocol.send('Storage.overrideQuotaForOrigin', { origin })));
}

/** Zeros would be compressed and never reach the limit. */
function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  return bytes;
}

test('[DEVICE-35] [FAULT-1] a used-up allowance: the failure says so, and neither half is stored', async () => {
  await almostFull();
  const store = await openReady(freshPerson());
  const photo = randomBytes(8_000_000);
  const blob = { sha256: sha256OfBytes(photo), bytes: photo, mediaType: 'image/jpeg', role: 'original' as const };
  const take = (): Promise<unknown> =>
    append(store, [{ case: 'c-1', kind: 'photo', kindV: 1, body: {}, blobs: [blob] }]).catch((error: unknown) => error);
  let outcome = await take();
  if (Array.isArray(outcome)) {
    await store.db.entries.clear();
    await store.db.blobs.clear();
    await store.db.blobBytes.clear();
    await new Promise((resolve) => setTimeout(resolve, REMEMBERS_MS));
    outcome = await take();
  }
  expect(outcome).toMatchObject({ name: 'StorageFailure', kind: 'quota' });
  const { db } = store;
  expect([await db.entries.count(), await db.blobs.count(), await db.blobBytes.count()]).toEqual([0, 0, 0]);
  await db.delete();
}, 60_000);
