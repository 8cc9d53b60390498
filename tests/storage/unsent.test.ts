import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NewEntry } from '#storage/append.ts';
import { sha256OfBytes } from '#domain/kernel/sha256.ts';
import { refused } from '#domain/log/verdict.ts';
import { append } from '#storage/append.ts';
import { applyPage } from '#storage/apply-page.ts';
import { blobTasks } from '#storage/blobs.ts';
import { readUnsent } from '#storage/health.ts';
import { acceptReceipts, quarantine, releaseQuarantined } from '#storage/outbox.ts';
import { openPersonStore } from '#storage/open-person-store.ts';
import { releaseCopies } from '#storage/second-copy/reconcile.ts';
import { MemoryDisk } from './memory-copy-files.ts';
import { goneLine, orderedCase, pageOf, receiptOf, snapshot } from './page-builder.ts';
import { freshPerson, openReady } from './open-for-test.ts';

const cases = ['c-1', 'c-2', 'c-3'];
const entry = (caseId: string): NewEntry => ({ case: caseId, kind: 'finding', kindV: 1, body: {}, blobs: [] });

type Step = {
  readonly does: 'write' | 'accept' | 'refuse' | 'quarantine' | 'release' | 'snapshot' | 'gone';
  readonly at: number;
};
const step: fc.Arbitrary<Step> = fc.record({
  does: fc.constantFrom('write', 'write', 'accept', 'refuse', 'quarantine', 'release', 'snapshot', 'gone'),
  at: fc.nat(30),
});

test('[DEVICE-41] [FAULT-29] [I17] after any history the badge is the number of entries without receipt, and so it is when the store was lost and came back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const disk = new MemoryDisk();
      const store = await openReady(freshPerson(), disk.open);
      const ids: string[] = [];
      const received = new Set<string>();
      for (const { does, at } of steps) {
        const caseId = cases[at % cases.length] ?? 'c-1';
        const id = ids[at % Math.max(1, ids.length)];
        if (does === 'write') ids.push(...(await append(store, [entry(caseId)])));
        if (does === 'snapshot') await applyPage(store, pageOf([snapshot(orderedCase(caseId).state)]));
        if (does === 'gone') await applyPage(store, pageOf([goneLine(caseId)]));
        if (does === 'release') await releaseQuarantined(store);
        if (id === undefined) continue;
        if (does === 'quarantine') await quarantine(store, [{ entry: id, code: 'malformed', detail: '' }]);
        if (does === 'accept' || does === 'refuse') {
          await acceptReceipts(store, [receiptOf(id, does === 'refuse' ? { verdict: refused('case-closed') } : {})]);
          received.add(id);
        }
      }
      const { entries, oldestAt } = await readUnsent(store);
      expect(entries).toBe(ids.length - received.size);
      expect(oldestAt === null).toBe(entries === 0);
      const rows = await store.db.entries.toArray();
      expect(rows.filter((row) => !row.receipt && row.payload === null)).toEqual([]);
      expect(rows).toHaveLength(ids.length);

      await releaseCopies(store);
      await store.db.delete();
      const options = { person: store.person, appVersion: 'test', heads: null, create: true, copies: disk.open };
      const opened = await openPersonStore(options);
      if (opened.state === 'absent') throw new Error('absent');
      expect((await readUnsent(opened.store)).entries).toBe(entries);
      await opened.store.db.delete();
    }),
    { numRuns: 40 },
  );
});

test('[DEVICE-62] a photo of two entries may be sent as soon as either has its receipt', async () => {
  const store = await openReady(freshPerson());
  const bytes = new TextEncoder().encode('one photo');
  const blob = { sha256: sha256OfBytes(bytes), bytes, mediaType: 'image/jpeg', role: 'original' as const };
  const [first = '', second = ''] = await append(store, [
    { ...entry('c-1'), blobs: [blob] },
    { ...entry('c-2'), blobs: [blob] },
  ]);
  await quarantine(store, [{ entry: first, code: 'malformed', detail: '' }]);
  expect(await blobTasks(store)).toEqual([]);
  await acceptReceipts(store, [receiptOf(second)]);
  expect((await blobTasks(store)).map((task) => task.blob)).toEqual([blob.sha256]);
});
