import type { LoggedEntry, OwnEntry } from './views.ts';
import type { Violation } from './violation.ts';
import { broken } from './violation.ts';

/** I13 on the device: what could not be taken is listed for its author as long as it has no receipt. */
export function quarantineIsShown(entries: readonly OwnEntry[]): Violation[] {
  return entries
    .filter((own) => own.isQuarantined && own.receipt === null && !own.isShown)
    .map((own) => broken('I13', `${own.id} is set aside, and its author is not told`));
}

/** I13 from the server: the author's device knows what became of everything it wrote, refusals above all. */
export function authorKnows(
  log: readonly LoggedEntry[],
  own: ReadonlyMap<string, Pick<OwnEntry, 'receipt'>>,
): Violation[] {
  return log
    .filter(({ receipt }) => own.has(receipt.entry) && own.get(receipt.entry)?.receipt === null)
    .map(({ receipt }) => broken('I13', `the author of ${receipt.entry} was not told: ${receipt.verdict.outcome}`));
}
