import type { Fault } from './fault.ts';
import type { OpenedPackage } from './check-context.ts';
import type { PackagedEntry } from './package-format.ts';
import { idOf, nameOf } from './check-entries.ts';
import { opensCase } from '../case/opens-case.ts';

/** All entries of the case, in the server's order, none left out, none twice (PROOF-25). */
export function orderFaults({ manifest, entries }: OpenedPackage): readonly Fault[] {
  const faults: Fault[] = [];
  const seen = new Set<number>();
  let previous = 0;
  for (const entry of entries) {
    const { seq } = entry.receipt;
    if (seen.has(seq)) faults.push({ code: 'entry-doubled', where: nameOf(entry) });
    else if (seq < previous) faults.push({ code: 'entries-reordered', where: nameOf(entry) });
    seen.add(seq);
    previous = Math.max(previous, seq);
  }
  faults.push(...linkFaults([...entries].sort((a, b) => a.receipt.seq - b.receipt.seq)));
  const { count, last } = manifest.entries;
  if (previous < last) faults.push({ code: 'tail-cut', where: `#${String(last)}` });
  if (previous > last) faults.push({ code: 'entry-swapped', where: `#${String(previous)}` });
  if (faults.length === 0 && entries.length !== count) faults.push({ code: 'entry-dropped', where: String(count) });
  return faults;
}

/** Each entry names the case's entry before it, and the tree holds that name. */
function linkFaults(inOrder: readonly PackagedEntry[]): readonly Fault[] {
  const faults: Fault[] = [];
  let last = 0;
  for (const entry of inOrder) {
    const { after, receipt } = entry;
    if (receipt.seq === last) continue;
    if (after > last) faults.push({ code: 'entry-dropped', where: `#${String(after)}` });
    if (after < last) faults.push({ code: 'entry-swapped', where: nameOf(entry) });
    if (last > 0 || after > 0 || opensCase(entry.header.kind, receipt.verdict)) last = receipt.seq;
  }
  return faults;
}

/** A device has one chain: no number twice, and each entry follows the one before, as far as both are in this case (I6, PROOF-26). */
export function chainFaults({ entries }: OpenedPackage): readonly Fault[] {
  const byDevice = Map.groupBy(
    entries.filter(({ receipt }) => receipt.chain !== 'fork'),
    ({ header }) => header.device,
  );
  return [...byDevice.values()].flatMap((chain) => {
    const byNumber = new Map<number, PackagedEntry>();
    const faults: Fault[] = [];
    for (const entry of chain) {
      const holder = byNumber.get(entry.header.seq);
      if (holder && idOf(holder) !== idOf(entry)) faults.push({ code: 'two-heads', where: nameOf(entry) });
      byNumber.set(entry.header.seq, entry);
    }
    for (const entry of chain) {
      const before = byNumber.get(entry.header.seq - 1);
      if (before && entry.receipt.chain === 'ok' && entry.header.prev !== idOf(before))
        faults.push({ code: 'two-heads', where: nameOf(entry) });
    }
    return faults;
  });
}
