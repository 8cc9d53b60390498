import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { append } from '#storage/append.ts';
import { EngineStore } from '#storage/local-store.ts';
import { acceptReceipts } from '#storage/outbox.ts';
import { openOpfs } from '#storage/second-copy/opfs-files.ts';
import { secondCopyHealth } from '#storage/second-copy/reconcile.ts';
import { copyFilesContract } from '#tests/contract/copy-files.contract.ts';
import { freshPerson, openReady } from '#tests/storage/open-for-test.ts';
import { receiptOf } from '#tests/storage/page-builder.ts';
import { finding, photo } from '#tests/storage/work-for-test.ts';

async function folder(name: string) {
  const files = await openOpfs(name);
  if (!files) throw new Error('this browser has no private file system');
  return files;
}

describe('files in the origin’s private file system', () => {
  copyFilesContract(folder);

  test('[DEVICE-80] a write that is cut short leaves nothing that counts, and what was there before', async () => {
    const name = crypto.randomUUID();
    const files = await folder(name);
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('jiban-second-copy');
    const half = await (await root.getDirectoryHandle(name)).getFileHandle('blob.half', { create: true });
    const stream = await half.createWritable();
    onTestFinished(() => stream.abort());
    await stream.write(new Uint8Array(1000));
    expect([...(await files.list())]).toEqual([['blob.half', 0]]);
    expect(await files.read('blob.half')).toBeNull();
  });
});

test('[DEVICE-82] IndexedDB is gone, the private files are not: entries and photos come back byte for byte', async () => {
  const person = freshPerson();
  const store = await openReady(person);
  const { entry, original } = photo('a', 300_000);
  const ids = await append(store, [finding, entry]);
  const engine = new EngineStore(store);
  const sent = await engine.outbox({ maxBytes: 1e6, maxEntries: 10 });
  expect(await secondCopyHealth(store)).toEqual({ unsent: 4, copied: 4, missing: 0 });
  await store.db.delete();
  const after = await openReady(person);
  const again = new EngineStore(after);
  expect(await again.outbox({ maxBytes: 1e6, maxEntries: 10 })).toEqual(sent);
  expect(await again.blobBytes(original)).toEqual(new TextEncoder().encode('a'.padEnd(300_000, '.')));
  await acceptReceipts(
    after,
    ids.map((id) => receiptOf(id)),
  );
  await vi.waitFor(async () => expect(await secondCopyHealth(after)).toMatchObject({ unsent: 2, copied: 2 }));
});
