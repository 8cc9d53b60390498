import 'fake-indexeddb/auto';
import { unzipSync } from 'fflate';
import { expect, test, vi } from 'vitest';
import { sha256OfBytes } from '#domain/kernel/sha256.ts';
import { append } from '#storage/append.ts';
import { exportUnsent } from '#storage/export-unsent.ts';
import { freshPerson, openReady } from './open-for-test.ts';

test('a photo the disk will not give keeps none of the others out of the file of unsent work', async () => {
  const store = await openReady(freshPerson());
  const photos = ['one', 'two'].map((text) => {
    const bytes = new TextEncoder().encode(text);
    return { sha256: sha256OfBytes(bytes), bytes, mediaType: 'image/jpeg', role: 'original' as const };
  });
  await append(store, [{ case: 'c-1', kind: 'photo', kindV: 1, body: {}, blobs: photos }]);
  const { blobBytes } = store.db;
  const get = blobBytes.get.bind(blobBytes) as (key: string) => ReturnType<typeof blobBytes.get>;
  const unreadable = new DOMException('Failed to read large IndexedDB value', 'NotReadableError');
  vi.spyOn(blobBytes, 'get').mockImplementation((key: unknown) =>
    key === photos[0]?.sha256 ? (Promise.reject(unreadable) as never) : get(key as string),
  );
  const files = Object.keys(unzipSync(await exportUnsent(store)));
  expect(files).toEqual(['entries.json', `blobs/${String(photos[1]?.sha256)}.jpeg`]);
});
