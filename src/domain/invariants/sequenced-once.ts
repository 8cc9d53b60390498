import type { LoggedEntry } from './views.ts';
import type { Violation } from './violation.ts';
import { broken } from './violation.ts';

/** I3: each entry stands in the log once, and the log counts 1, 2, 3 … */
export function sequencedOnce(log: readonly LoggedEntry[]): Violation[] {
  const seen = new Set<string>();
  return log.flatMap(({ receipt }, index) => {
    const found: Violation[] = [];
    if (seen.has(receipt.entry)) found.push(broken('I3', `${receipt.entry} is sequenced twice`));
    if (receipt.seq !== index + 1)
      found.push(broken('I3', `sequence ${String(receipt.seq)} at place ${String(index + 1)}`));
    seen.add(receipt.entry);
    return found;
  });
}
