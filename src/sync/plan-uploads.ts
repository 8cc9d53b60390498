import type { BlobTask } from './ports.ts';
import { mustWait } from './back-off.ts';

/** What to upload now, in order: thumbnails (the office sees something early), then originals; what failed least often first. */
export function planUploads(tasks: readonly BlobTask[], nowMs: number): readonly BlobTask[] {
  return tasks.filter((task) => !mustWait(task.notBefore, nowMs)).sort(byRoleThenFailures);
}

/** When the earliest of the tasks that have to wait may be tried, device clock; null when none waits. */
export function nextUploadAtMs(tasks: readonly BlobTask[], nowMs: number): number | null {
  const waiting = tasks.filter((task) => mustWait(task.notBefore, nowMs)).map((task) => task.notBefore);
  return waiting.length === 0 ? null : Math.min(...waiting);
}

function byRoleThenFailures(a: BlobTask, b: BlobTask): number {
  if (a.role !== b.role) return a.role === 'thumb' ? -1 : 1;
  return a.failures - b.failures;
}

/** Eight seconds of the slowest link there is (2 kB/s). */
const SMALLEST_CHUNK = 16 * 1024;
const LARGEST_CHUNK = 1024 * 1024;
/** An entry written meanwhile waits for one chunk. */
const CHUNK_MS = 4_000;

export const FIRST_CHUNK = 128 * 1024;

/** What the link carries in a few seconds: a new entry soon has its turn, and a good link is not held up by round trips. */
export function nextChunkBytes(current: number, tookMs: number): number {
  const fitting = (current * CHUNK_MS) / Math.max(1, tookMs);
  return Math.max(SMALLEST_CHUNK, Math.min(LARGEST_CHUNK, current * 2, Math.floor(fitting)));
}

/** After a chunk that was cut off: a link that is up for a second at a time carries small ones (fault 41). */
export function chunkAfterCut(current: number): number {
  return Math.max(SMALLEST_CHUNK, Math.floor(current / 2));
}
