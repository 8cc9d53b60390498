import type { ChainPart, LoggedEntry } from './views.ts';
import type { Violation } from './violation.ts';
import { broken } from './violation.ts';

/**
 * I19: a crash may leave something sent twice, never a number that is nowhere. `excused`: numbers that are still on a device (set aside, not
 * sent yet) or that were named as lost.
 */
export function noHole(log: readonly LoggedEntry[], excused: readonly ChainPart[]): Violation[] {
  const chains = new Map<string, Set<number>>();
  for (const { entry } of log) {
    const { device, seq } = entry.header;
    const seqs = chains.get(device);
    if (seqs) seqs.add(seq);
    else chains.set(device, new Set([seq]));
  }
  const excuses = new Map(excused.map(({ device, seqs }) => [device, new Set(seqs)]));
  return [...chains].flatMap(([device, seqs]) => {
    const last = Math.max(...seqs);
    const holes = Array.from({ length: last }, (_, i) => i + 1).filter(
      (seq) => !seqs.has(seq) && !excuses.get(device)?.has(seq),
    );
    return holes.map((seq) => broken('I19', `number ${String(seq)} of ${device} is nowhere`));
  });
}
