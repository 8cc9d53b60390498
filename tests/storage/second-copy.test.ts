import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { PersonStore } from '#storage/person-store.ts';
import { copyFilesContract } from '#tests/contract/copy-files.contract.ts';
import { append } from '#storage/append.ts';
import { blobBytes, confirmBlobs } from '#storage/blobs.ts';
import { EngineStore } from '#storage/local-store.ts';
import { acceptReceipts, quarantine } from '#storage/outbox.ts';
import { readNames } from '#storage/second-copy/copy-names.ts';
import { fillCopies, secondCopyHealth } from '#storage/second-copy/reconcile.ts';
import { MemoryDisk } from './memory-copy-files.ts';
import { freshPerson, openReady } from './open-for-test.ts';
import { blobReceiptOf, checkpoint, receiptOf } from './page-builder.ts';
import { finding, photo } from './work-for-test.ts';

describe('the double', () => {
  const disk = new MemoryDisk();
  copyFilesContract(async (folder) => {
    const files = await disk.open(folder);
    if (!files) throw new Error('gone');
    return files;
  });
});

let disk: MemoryDisk;
let person: string;
let store: PersonStore;
beforeEach(async () => {
  disk = new MemoryDisk();
  person = freshPerson();
  store = await openReady(person, disk.open);
});

const copied = () => readNames(new Map([...disk.files].map(([name, bytes]) => [name, bytes.length])));
const ids = () => copied().entries.map(({ id }) => id);

describe('second copy', () => {
  test('[DEVICE-80] when a save answers, entry and photos lie in both places, under names that tell the chain', async () => {
    const { entry, original, thumb } = photo('a');
    const [first, second] = await append(store, [finding, entry]);
    expect(copied().entries).toMatchObject([
      { seq: 1, id: first },
      { seq: 2, id: second },
    ]);
    expect([...copied().blobs].sort()).toEqual([original, thumb].sort());
    expect(await secondCopyHealth(store)).toEqual({ unsent: 4, copied: 4, missing: 0 });
  });

  test('[DEVICE-80] nothing is copied that was not stored', async () => {
    store.db.entries.hook('creating', () => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(append(store, [finding])).rejects.toMatchObject({ kind: 'quota' });
    expect(ids()).toEqual([]);
  });

  test('[DEVICE-81] an entry leaves the second copy on its receipt, a photo on its own, and the chain’s head stays', async () => {
    const { entry, original, thumb, bytes } = photo('a');
    const [first, second] = (await append(store, [finding, entry])) as [string, string];
    await acceptReceipts(store, [receiptOf(first)]);
    await vi.waitFor(() => expect(ids()).toEqual([second]));
    await acceptReceipts(store, [receiptOf(second)]);
    await confirmBlobs(store, [blobReceiptOf(thumb, 'a thumb'.length)]);
    // The photo's bytes alone would not say what they are: its entry waits for it.
    await vi.waitFor(() => expect([...copied().blobs]).toEqual([original]));
    expect(ids()).toEqual([second]);
    await confirmBlobs(store, [blobReceiptOf(original, bytes)]);
    await vi.waitFor(() => expect([...disk.files.keys()]).toEqual(['head']));
    expect(await store.copy?.readHead()).toMatchObject({ seq: 2, id: second });
  });

  test('[DEVICE-81] a quarantined entry keeps its copy', async () => {
    const [id] = (await append(store, [finding])) as [string];
    await quarantine(store, [{ entry: id, code: 'invalid-body', detail: '' }]);
    await acceptReceipts(store, [receiptOf('0'.repeat(64))]);
    await fillCopies(store);
    expect(ids()).toEqual([id]);
  });

  test.each(['full', 'gone'] as const)(
    '[DEVICE-84] a second copy that is %s stops no save: what has none is counted, and copied when it can be',
    async (fault) => {
      disk.fault = fault;
      const one = await openReady(freshPerson(), disk.open);
      const { entry } = photo('b');
      expect(await append(one, [finding, entry])).toHaveLength(2);
      expect(await secondCopyHealth(one)).toEqual({ unsent: 4, copied: 0, missing: 4 });
      disk.fault = 'none';
      one.db.close();
      const again = await openReady(one.person, disk.open);
      await vi.waitFor(async () => expect(await secondCopyHealth(again)).toEqual({ unsent: 4, copied: 4, missing: 0 }));
    },
  );

  test('[DEVICE-84] a second copy that never answers holds up one save for a moment, and the next not at all', async () => {
    disk.fault = 'silent';
    expect(await append(store, [finding])).toHaveLength(1);
    disk.asked = 0;
    expect(await append(store, [finding])).toHaveLength(1);
    expect(disk.asked).toBe(0);
  });

  test('[DEVICE-84] a backlog is copied file by file, never held in memory as a whole', async () => {
    disk.fault = 'full';
    const size = 50_000;
    for (let i = 0; i < 20; i++) await append(store, [photo(`p${String(i)}`, size).entry]);
    disk.fault = 'none';
    disk.mostAtOnce = 0;
    await fillCopies(store);
    expect((await secondCopyHealth(store)).missing).toBe(0);
    expect(disk.mostAtOnce).toBeLessThan(7 * size);
  });

  test('[DEVICE-81] what a restored server is offered again is copied again', async () => {
    const contact = { serverTimeMs: 1, clockOffsetMs: 0, checkpoint: { ...checkpoint, seq: 9 } };
    const engine = new EngineStore(store);
    const [id] = (await append(store, [finding])) as [string];
    await engine.noteContact(contact);
    await engine.acceptReceipts([receiptOf(id, { seq: 8 })]);
    await vi.waitFor(() => expect(ids()).toEqual([]));
    await engine.noteContact({ ...contact, checkpoint: { ...checkpoint, seq: 5 } });
    await vi.waitFor(() => expect(ids()).toEqual([id]));
  });

  test('[DEVICE-5] [DEVICE-82] a photo whose bytes are gone or altered comes back from the second copy, as it was', async () => {
    const { entry, original, thumb } = photo('a');
    const [id] = (await append(store, [entry])) as [string];
    await store.db.blobBytes.delete(original);
    const row = await store.db.blobBytes.get(thumb);
    if (row) await store.db.blobBytes.put({ sha256: thumb, data: { ...row.data, bytes: new Uint8Array([1]) } });
    expect(await blobBytes(store, original)).toEqual(new TextEncoder().encode('a'.padEnd(100, '.')));
    expect(await blobBytes(store, thumb)).toEqual(new TextEncoder().encode('a thumb'));
    await acceptReceipts(store, [receiptOf(id)]);
    expect((await store.db.blobs.toArray()).map(({ stage, held }) => [stage, held])).toEqual([
      ['ready', true],
      ['ready', true],
    ]);
  });
});
