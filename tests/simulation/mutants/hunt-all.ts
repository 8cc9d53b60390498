import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Catch } from './hunt.ts';
import { MUTANTS } from './all-mutants.ts';

/** Every planted bug, spread over the machine's cores, in the order of the list. */
export async function huntAll(within: number): Promise<readonly Catch[]> {
  const stride = Math.min(8, availableParallelism());
  const parts = await Promise.all(Array.from({ length: stride }, async (_, first) => huntSome(first, stride, within)));
  const byName = new Map(parts.flat().map((one) => [one.name, one]));
  return MUTANTS.flatMap(({ name }) => byName.get(name) ?? []);
}

async function huntSome(first: number, stride: number, within: number): Promise<readonly Catch[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('hunt-worker.ts', import.meta.url), { workerData: { first, stride, within } });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the hunt ended with ${String(code)} before it answered`)));
  });
}
