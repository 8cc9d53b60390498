import type { OwnEntry } from './views.ts';
import type { Violation } from './violation.ts';
import { broken } from './violation.ts';

/** I17: the badge says how many entries have no receipt, no more and no less. */
export function badgeIsTrue(badge: number, entries: readonly Pick<OwnEntry, 'receipt'>[]): Violation[] {
  const unsent = entries.filter((own) => own.receipt === null).length;
  return badge === unsent ? [] : [broken('I17', `says ${String(badge)} unsent, and has ${String(unsent)}`)];
}
