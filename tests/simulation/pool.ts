import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Counters } from './counters.ts';
import { addCounters, newCounters } from './counters.ts';

export interface Failure {
  readonly seed: number;
  readonly violations: readonly string[];
}

export interface SliceResult {
  readonly histories: number;
  readonly counters: Counters;
  readonly failures: readonly Failure[];
}

export interface Slice {
  readonly from: number;
  readonly count: number;
  readonly stride: number;
}

/** Histories `from`, `from + 1`, … spread over the machine's cores, in plain Node: no test runner's transforms in the way. */
export async function runHistories(from: number, count: number): Promise<SliceResult> {
  const cores = Math.min(8, availableParallelism());
  const slices = Array.from({ length: cores }, (_, i) => ({
    from: from + i,
    count: Math.ceil((count - i) / cores),
    stride: cores,
  }));
  const results = await Promise.all(slices.map(runSlice));
  const counters = newCounters();
  for (const result of results) addCounters(counters, result.counters);
  const failures = results.flatMap((result) => result.failures).sort((a, b) => a.seed - b.seed);
  return { histories: results.reduce((sum, { histories }) => sum + histories, 0), counters, failures };
}

async function runSlice(slice: Slice): Promise<SliceResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('history-worker.ts', import.meta.url), { workerData: slice });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the worker ended with ${String(code)} before it answered`)));
  });
}
