import { parentPort, workerData } from 'node:worker_threads';
import type { Catch } from './hunt.ts';
import { hunt } from './hunt.ts';
import { MUTANTS } from './all-mutants.ts';

const { first, stride, within } = workerData as { first: number; stride: number; within: number };
const catches: Catch[] = [];
for (const [index, mutant] of MUTANTS.entries()) if (index % stride === first) catches.push(await hunt(mutant, within));
parentPort?.postMessage(catches);
