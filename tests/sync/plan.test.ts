import { describe, expect, it } from 'vitest';
import type { BlobTask, OutboxEntry } from '#sync/ports.ts';
import { backOffMs, mustWait } from '#sync/back-off.ts';
import { afterCut, FIRST_LIMITS, grown, halved, longerPage, planBatch, shorterPage } from '#sync/plan-batch.ts';
import { MAX_ENTRIES_PER_SYNC, MAX_SYNC_BYTES } from '#protocol/sync.ts';
import { chunkAfterCut, FIRST_CHUNK, nextChunkBytes, nextUploadAtMs, planUploads } from '#sync/plan-uploads.ts';

const entry = (bytes: number): OutboxEntry => ({ id: String(bytes), bytes, entry: {} as OutboxEntry['entry'] });
const task = (change: Partial<BlobTask>): BlobTask => ({
  blob: 'b',
  bytes: 1,
  mediaType: 'image/jpeg',
  role: 'original',
  failures: 0,
  notBefore: 0,
  ...change,
});

describe('a batch', () => {
  it('[ENGINE-10] is the oldest entries within bytes and number', () => {
    const entries = [entry(10), entry(20), entry(30)];
    expect(planBatch(entries, { maxBytes: 32, maxEntries: 9 })).toEqual(entries.slice(0, 2));
    expect(planBatch(entries, { maxBytes: 999, maxEntries: 1 })).toEqual(entries.slice(0, 1));
    expect(planBatch([], FIRST_LIMITS)).toEqual([]);
  });

  it('[ENGINE-10] holds at least one entry, however large', () => {
    expect(planBatch([entry(5_000), entry(1)], { maxBytes: 100, maxEntries: 9 })).toHaveLength(1);
  });

  it('[ENGINE-11] after a refusal for its size the next one is half of what was sent', () => {
    const sent = [entry(10), entry(10), entry(10), entry(10)];
    expect(planBatch(sent, halved(sent))).toHaveLength(2);
    expect(planBatch(sent, halved(sent.slice(0, 2)))).toHaveLength(1);
    expect(planBatch(sent, halved(sent.slice(0, 1)))).toHaveLength(1);
  });

  it('[ENGINE-10] limits grow after a success, and never past what the server takes', () => {
    let limits = halved([entry(10), entry(10)]);
    for (let i = 0; i < 40; i++) limits = grown(limits);
    expect(limits.maxEntries).toBe(MAX_ENTRIES_PER_SYNC);
    expect(limits.maxBytes).toBeGreaterThan(MAX_SYNC_BYTES * 0.9);
    expect(limits.maxBytes).toBeLessThan(MAX_SYNC_BYTES);
  });
});

describe('back-off', () => {
  it('[ENGINE-3] doubles from one or two seconds up to five minutes, with jitter over the upper half', () => {
    expect([1, 2, 3, 4].map((failures) => backOffMs(failures, 0, null))).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(backOffMs(1, 0.999, null)).toBeGreaterThan(1_900);
    expect(backOffMs(500, 0.999, null)).toBeLessThanOrEqual(300_000);
    expect(backOffMs(500, 0, null)).toBe(150_000);
  });

  it('[ENGINE-3] never undercuts what the server asked for, nor lets it park a device for days', () => {
    expect(backOffMs(1, 0, 60_000)).toBe(60_000);
    expect(backOffMs(1, 0.5, 60_000)).toBeGreaterThan(60_000);
    expect(backOffMs(9, 0.5, 1_000)).toBe(backOffMs(9, 0.5, null));
    expect(backOffMs(1, 0, 9e9)).toBe(3_600_000);
  });

  it('[ENGINE-4] a wait that no back-off can have asked for was written under another clock', () => {
    expect(mustWait(2_000, 1_000)).toBe(true);
    expect(mustWait(1_000, 1_000)).toBe(false);
    expect(mustWait(3 * 86_400_000, 1_000)).toBe(false);
  });
});

describe('uploads', () => {
  it('[ENGINE-5] thumbnails go before originals, and what failed least goes first', () => {
    const tasks = [
      task({ blob: '1', failures: 2 }),
      task({ blob: '2' }),
      task({ blob: '3', role: 'thumb', failures: 9 }),
    ];
    expect(planUploads(tasks, 0).map(({ blob }) => blob)).toEqual(['3', '2', '1']);
  });

  it('[ENGINE-41] what has to wait is left out, and its time is known', () => {
    const tasks = [task({ blob: '1', notBefore: 5_000 }), task({ blob: '2', notBefore: 3_000 }), task({ blob: '3' })];
    expect(planUploads(tasks, 1_000).map(({ blob }) => blob)).toEqual(['3']);
    expect(nextUploadAtMs(tasks, 1_000)).toBe(3_000);
    expect(nextUploadAtMs([task({})], 1_000)).toBeNull();
  });

  it('[ENGINE-55] a chunk is what the link carries in four seconds, between 16 kB and 1 MB', () => {
    const kB = 1024;
    expect(nextChunkBytes(256 * kB, 100)).toBe(512 * kB);
    expect(nextChunkBytes(1024 * kB, 100)).toBe(1024 * kB);
    expect(nextChunkBytes(512 * kB, 4_000)).toBe(512 * kB);
    expect(nextChunkBytes(512 * kB, 16_000)).toBe(128 * kB);
    for (const [bytesPerSecond, fits] of [
      [20_000, 80_000],
      [2_000, 16 * kB],
    ] as const) {
      let chunk = FIRST_CHUNK;
      for (let i = 0; i < 3; i++) chunk = nextChunkBytes(chunk, (chunk / bytesPerSecond) * 1000);
      expect(Math.abs(chunk - fits)).toBeLessThan(1_000);
    }
  });

  it('[ENGINE-55] after a cut chunks, batches and pages shrink to what any link carries, and grow again after', () => {
    let chunk = 1024 * 1024;
    for (let i = 0; i < 20; i++) chunk = chunkAfterCut(chunk);
    expect(chunk).toBe(16 * 1024);
    const sent = Array.from({ length: 500 }, () => entry(1_000));
    let limits = afterCut(sent);
    expect(planBatch(sent, limits)).toHaveLength(250);
    for (let i = 0; i < 20; i++) limits = afterCut(planBatch(sent, limits));
    expect(planBatch(sent, limits).length).toBeGreaterThanOrEqual(8);
    expect(planBatch(sent, limits).length).toBeLessThanOrEqual(16);
    expect(grown(limits, 20_000)).toEqual(limits);
    let page: number | null = null;
    for (let i = 0; i < 20; i++) page = shorterPage(page);
    expect(page).toBe(16_000);
    for (let i = 0; i < 20; i++) page = longerPage(page);
    expect(page).toBeNull();
  });
});
