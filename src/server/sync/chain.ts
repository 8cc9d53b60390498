import type { ChainPlace } from '../db/port.ts';
import type { ChainStanding } from '#domain/log/receipt.ts';
import type { EntryHeader } from '#domain/log/entry.ts';

/** What is known of one device's chain, kept up to date while a batch is sequenced ([SYNC-20] to [SYNC-24], I6). */
export interface Chain {
  /** Entry that holds a number on the unforked chain. */
  readonly main: Map<number, string>;
  readonly forked: Set<string>;
  lastSeq: number;
  head: string | null;
}

export function chainOf(
  places: readonly ChainPlace[],
  device: { readonly lastSeq: number; readonly head: string | null },
): Chain {
  const chain: Chain = { main: new Map(), forked: new Set(), lastSeq: device.lastSeq, head: device.head };
  for (const place of places) {
    if (place.chain === 'fork') chain.forked.add(place.id);
    else chain.main.set(place.seq, place.id);
  }
  return chain;
}

/** Numbers whose places must be known before `standingOf` can judge an entry. */
export function placesNeeded(headers: readonly EntryHeader[]): number[] {
  return [...new Set(headers.flatMap((header) => [header.seq - 1, header.seq]))];
}

/**
 * How an entry sits in its device's chain. A number taken by another entry, or a predecessor other than the one that holds the number
 * before, means that two copies of the device write: both branches are kept. A missing predecessor is only a gap (I14).
 */
export function standingOf(chain: Chain, id: string, header: EntryHeader): ChainStanding {
  const holder = chain.main.get(header.seq);
  if (holder !== undefined && holder !== id) return 'fork';
  if (header.prev !== null && chain.forked.has(header.prev)) return 'fork';
  if (header.seq === 1) return header.prev === null ? 'ok' : 'gap';
  const prior = chain.main.get(header.seq - 1);
  if (prior === undefined) return 'gap';
  return prior === header.prev ? 'ok' : 'fork';
}

export function place(chain: Chain, id: string, header: EntryHeader, standing: ChainStanding): void {
  if (standing === 'fork') {
    chain.forked.add(id);
    return;
  }
  chain.main.set(header.seq, id);
  if (header.seq > chain.lastSeq) {
    chain.lastSeq = header.seq;
    chain.head = id;
  }
}
