import type { EntryHeader } from '../log/entry.ts';
import type { LoggedEntry } from './views.ts';
import type { Violation } from './violation.ts';
import { broken } from './violation.ts';

export interface ChainLink {
  readonly id: string;
  readonly header: Pick<EntryHeader, 'device' | 'seq' | 'prev'>;
}

/**
 * I6 on a device: its entries are one chain up to the head, each naming the one before. `links` may begin anywhere in it, so that a long
 * chain can be looked at from its end.
 */
export function ownChainContinues(
  head: { readonly device: string; readonly seq: number; readonly id: string | null },
  links: readonly ChainLink[],
): Violation[] {
  const own = links.filter(({ header }) => header.device === head.device).sort((a, b) => a.header.seq - b.header.seq);
  const found: Violation[] = [];
  for (const [index, { id, header }] of own.entries()) {
    const before = own[index - 1];
    if (!before) continue;
    if (header.seq === before.header.seq) found.push(broken('I6', `number ${String(header.seq)} is taken twice`));
    else if (header.seq !== before.header.seq + 1)
      found.push(broken('I6', `numbers ${String(before.header.seq + 1)} to ${String(header.seq - 1)} are missing`));
    else if (header.prev !== before.id) found.push(broken('I6', `${id} does not follow on ${before.id}`));
  }
  const last = own.at(-1);
  if ((last?.header.seq ?? 0) !== head.seq || (last?.id ?? null) !== head.id)
    found.push(broken('I6', `the chain ends at ${String(last?.header.seq ?? 0)}, its head is ${String(head.seq)}`));
  return found;
}

/** I6 on the server: a number that was taken twice is called a fork, and both branches are there. */
export function forksAreSeen(log: readonly LoggedEntry[]): Violation[] {
  const main = new Map<string, string>();
  return log.flatMap(({ entry, receipt }) => {
    const place = `${entry.header.device} ${String(entry.header.seq)}`;
    if (receipt.chain === 'fork') return [];
    const found = main.has(place) ? [broken('I6', `an unseen fork at ${place}`)] : [];
    main.set(place, receipt.entry);
    return found;
  });
}
