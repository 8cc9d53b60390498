import { describe, expect, test } from 'vitest';
import type { BlobRow, EntryRow } from '#storage/rows.ts';
import { refused } from '#domain/log/verdict.ts';
import { caseSyncs } from '#app/state/case-sync.ts';
import { deliveryOf, deliveryOfAll } from '#app/state/delivery.ts';
import { blobReceiptOf, receiptOf } from '#tests/storage/page-builder.ts';

function entryRow(id: string, more: Partial<EntryRow> = {}): EntryRow {
  const header = { claimedAt: 1, kind: 'photo' } as EntryRow['header'];
  return { n: 1, id, case: 'c-1', stage: 'unsent', header, sig: '', payload: null, bytes: 100, blobIds: [], ...more };
}

function blobRow(sha256: string, more: Partial<BlobRow> = {}): BlobRow {
  const base = {
    stage: 'ready',
    role: 'original',
    entry: 'e',
    case: 'c-1',
    mediaType: 'image/jpeg',
    bytes: 1000,
  } as const;
  return { sha256, ...base, addedAt: 1, sentBytes: 0, failures: 0, notBefore: 0, held: true, ...more };
}

const blobs = (...rows: BlobRow[]) => new Map(rows.map((row) => [row.sha256, row]));
const NONE = blobs();

describe('delivery', () => {
  test('[DEVICE-60] without receipt it is in the queue, or here alone when nothing can be sent', () => {
    expect(deliveryOf(entryRow('e'), NONE, true)).toEqual({ state: 'queued' });
    expect(deliveryOf(entryRow('e'), NONE, false)).toEqual({ state: 'local' });
  });

  test('[DEVICE-60] delivered only when the receipts of the entry and of all its photos are here', () => {
    const row = entryRow('e', { receipt: receiptOf('e', { receivedAt: 10 }), blobIds: ['a', 'b'] });
    const sent = blobRow('a', { stage: 'sent', receipt: { ...blobReceiptOf('a', 1000), receivedAt: 20 } });
    expect(deliveryOf(row, blobs(sent, blobRow('b', { sentBytes: 250 })), true)).toEqual({
      state: 'uploading',
      sentBytes: 1250,
      totalBytes: 2000,
    });
    expect(deliveryOf(row, blobs(sent, { ...sent, sha256: 'b' }), false)).toEqual({
      state: 'delivered',
      receivedAt: 20,
    });
  });

  test('[DEVICE-61] refused, quarantined, or with a lost photo: somebody has to look', () => {
    expect(deliveryOf(entryRow('e', { quarantine: { code: 'bad-signature', detail: '' } }), NONE, true)).toEqual({
      state: 'attention',
      reason: 'bad-signature',
    });
    const refusal = entryRow('e', { receipt: receiptOf('e', { verdict: refused('case-closed') }), flag: 1 });
    expect(deliveryOf(refusal, NONE, true)).toEqual({ state: 'attention', reason: 'case-closed' });
    const lost = entryRow('e', { blobIds: ['a'], receipt: receiptOf('e') });
    expect(deliveryOf(lost, blobs(blobRow('a', { stage: 'damaged', code: 'original-missing' })), true)).toMatchObject({
      state: 'attention',
    });
  });

  test('[DEVICE-61] the case shows the worst of its records; a refusal that was seen is no longer in the way', () => {
    const done = entryRow('a', { receipt: receiptOf('a', { receivedAt: 10 }) });
    const refusal = entryRow('b', { receipt: receiptOf('b', { verdict: refused('case-closed') }), flag: 1 });
    expect(deliveryOfAll([done, refusal], NONE, true)).toEqual({ state: 'attention', reason: 'case-closed' });
    const { flag: _seen, ...seen } = refusal;
    expect(deliveryOfAll([done, seen], NONE, true)).toMatchObject({ state: 'delivered' });
    expect(deliveryOfAll([done, entryRow('c')], NONE, true)).toEqual({ state: 'queued' });
    expect(deliveryOfAll([], NONE, true)).toBeNull();
  });

  test('[DEVICE-60] a row of the sync screen counts entries, photos and bytes; the case written in last comes first', () => {
    const rows = [
      entryRow('a', { n: 1, blobIds: ['p', 't'], receipt: receiptOf('a') }),
      entryRow('b', { n: 3, case: 'c-2' }),
      entryRow('c', { n: 2 }),
    ];
    const own = blobs(blobRow('p', { sentBytes: 400 }), blobRow('t', { role: 'thumb', stage: 'sent', bytes: 10 }));
    const [second, first] = caseSyncs({ entries: rows, blobs: own }, true);
    expect(second?.caseId).toBe('c-2');
    expect(first).toMatchObject({
      caseId: 'c-1',
      entries: 2,
      unsentEntries: 1,
      photos: 1,
      deliveredPhotos: 0,
      totalBytes: 1210,
      sentBytes: 510,
    });
  });
});
