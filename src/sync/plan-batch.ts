import type { OutboxEntry } from './ports.ts';
import { MAX_ENTRIES_PER_SYNC, MAX_SYNC_BYTES } from '#protocol/sync.ts';

export interface BatchLimits {
  readonly maxBytes: number;
  readonly maxEntries: number;
}

/** Room for the rest of the request: cursor, health, 200 hashes asked for and 200 cases needed. */
const ENVELOPE_BYTES = 32_000;
const LARGEST: BatchLimits = { maxBytes: MAX_SYNC_BYTES - ENVELOPE_BYTES, maxEntries: MAX_ENTRIES_PER_SYNC };
/** A start that a weak link carries within seconds; good links are at the largest size two batches later. */
export const FIRST_LIMITS: BatchLimits = { maxBytes: 256_000, maxEntries: MAX_ENTRIES_PER_SYNC };

/** The oldest entries within the limits, and at least one: an entry larger than the limit goes alone. */
export function planBatch(entries: readonly OutboxEntry[], limits: BatchLimits): readonly OutboxEntry[] {
  let bytes = 0;
  let count = 0;
  for (const { bytes: size } of entries) {
    // One more for the comma.
    bytes += size + 1;
    if (count > 0 && (bytes > limits.maxBytes || count >= limits.maxEntries)) break;
    count++;
  }
  return entries.slice(0, count);
}

/** After a batch the server could not take: half of what was sent, whichever limit had bound it. */
export function halved(sent: readonly OutboxEntry[]): BatchLimits {
  const bytes = sent.reduce((sum, { bytes: size }) => sum + size + 1, 0);
  return { maxBytes: Math.max(1, Math.floor(bytes / 2)), maxEntries: Math.max(1, Math.floor(sent.length / 2)) };
}

/** Batches no smaller than this are worth their request on any link. */
const SMALLEST: BatchLimits = { maxBytes: 16_000, maxEntries: 8 };
/** A batch that takes longer keeps everything else waiting. */
const SLOW_MS = 8_000;

/** After a batch that was cut off on its way: half of it, so that a link which is up for seconds at a time carries some. */
export function afterCut(sent: readonly OutboxEntry[]): BatchLimits {
  const half = halved(sent);
  return {
    maxBytes: Math.max(SMALLEST.maxBytes, half.maxBytes),
    maxEntries: Math.max(SMALLEST.maxEntries, half.maxEntries),
  };
}

/** After a batch that went through: more, unless the link took its time over this one. */
export function grown(limits: BatchLimits, tookMs = 0): BatchLimits {
  if (tookMs > SLOW_MS) return limits;
  return {
    maxBytes: Math.min(LARGEST.maxBytes, limits.maxBytes * 2),
    maxEntries: Math.min(LARGEST.maxEntries, limits.maxEntries * 2),
  };
}

/** What the server sends when it is asked for nothing less. */
const LONGEST_PAGE = 900_000;
const SHORTEST_PAGE = 16_000;

export function shorterPage(length: number | null): number {
  return Math.max(SHORTEST_PAGE, Math.floor((length ?? LONGEST_PAGE) / 4));
}

export function longerPage(length: number | null): number | null {
  return length === null || length * 2 >= LONGEST_PAGE ? null : length * 2;
}
