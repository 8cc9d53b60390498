import type { Checkpoint, Receipt } from '../log/receipt.ts';
import type { LoggedEntry } from './views.ts';
import type { Violation } from './violation.ts';
import { broken } from './violation.ts';
import { receiptStands } from '../log/standing.ts';

/**
 * I2: behind every receipt that stands in the server's present history lies its entry, at that place and with that verdict. (A server whose
 * file was put back by hand may state the time anew.)
 */
export function receiptsStand(
  receipts: readonly Receipt[],
  log: readonly LoggedEntry[],
  history: Pick<Checkpoint, 'epoch' | 'seq' | 'lineage'>,
): Violation[] {
  return receipts
    .filter((receipt) => receiptStands(receipt, history) && !isKept(receipt, log[receipt.seq - 1]?.receipt))
    .map((receipt) => broken('I2', `the server does not hold what it gave the receipt ${receipt.entry} for`));
}

function isKept(given: Receipt, held: Receipt | undefined): boolean {
  return held !== undefined && (given === held || promiseOf(given) === promiseOf(held));
}

function promiseOf({ entry, seq, epoch, chain, verdict }: Receipt): string {
  return JSON.stringify([
    entry,
    seq,
    epoch,
    chain,
    verdict.outcome,
    verdict.outcome === 'accepted' ? '' : verdict.reason,
  ]);
}

/** I3: an entry that comes again gets the receipt it got the first time, to the letter. */
export function sameReceiptAgain(first: string, again: string, entry: string): Violation[] {
  return first === again ? [] : [broken('I3', `two receipts for ${entry}`)];
}
