import type { CaseState } from '../case/case-state.ts';
import type { Violation } from './violation.ts';
import { broken } from './violation.ts';
import { foldCase } from '../case/evolve.ts';

/**
 * I9: this build makes of a case's records what the build that told the case made of them. A case with erased bodies cannot be folded anew:
 * it is only ever delivered whole.
 */
export function foldsAsTold(told: CaseState): Violation[] {
  if (told.records.some((record) => record.body === null)) return [];
  const own = foldCase(told.id, told.records);
  return JSON.stringify(own) === JSON.stringify(told) ? [] : [broken('I9', `${told.id} folds to something else here`)];
}
