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

const SMALLEST_CHUNK = 256 * 1024;
const LARGEST_CHUNK = 1024 * 1024;
const FAST_MS = 1_500;
const SLOW_MS = 8_000;

export const FIRST_CHUNK = SMALLEST_CHUNK;

/** Chunks small enough that a flapping link (fault 41) finishes some, large enough that a good one is not held up by round trips. */
export function nextChunkBytes(current: number, tookMs: number): number {
  if (tookMs < FAST_MS) return Math.min(LARGEST_CHUNK, current * 2);
  if (tookMs > SLOW_MS) return Math.max(SMALLEST_CHUNK, current / 2);
  return current;
}
