import { parentPort, workerData } from 'node:worker_threads';
import type { Failure, Slice, SliceResult } from './pool.ts';
import { addCounters, newCounters } from './counters.ts';
import { runHistory } from './run-history.ts';

/** After this many the cause is found; the rest of the slice would only repeat it. */
const MAX_FAILURES = 5;

const { from, count, stride } = workerData as Slice;
const counters = newCounters();
const failures: Failure[] = [];
let histories = 0;
for (let i = 0; i < count && failures.length < MAX_FAILURES; i++) {
  const seed = from + i * stride;
  try {
    const result = await runHistory(seed);
    addCounters(counters, result.counters);
    if (result.violations.length > 0) failures.push({ seed, violations: result.violations });
  } catch (error) {
    failures.push({ seed, violations: [error instanceof Error ? (error.stack ?? error.message) : String(error)] });
  }
  histories++;
}
parentPort?.postMessage({ histories, counters, failures } satisfies SliceResult);
