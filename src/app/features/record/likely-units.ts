import { recordsOf } from '#domain/case/case-records.ts';
import type { CaseState } from '#domain/case/case-state.ts';
import { remember, remembered, withLatest } from '#app/state/remembered.ts';

const NAME = 'joint-units';
const MOST = 6;

/** Who will probably take part: the unit that holds the case, who was there before, then whom this device met last. */
export function likelyUnits(state: CaseState): readonly string[] {
  const before = recordsOf(state, 'joint-action').flatMap(
    ({ body }) => body?.participants.map(({ unit }) => unit) ?? [],
  );
  return withLatest(
    remembered<readonly string[]>(NAME, []),
    [...(state.assignee ? [state.assignee.unit] : []), ...before],
    MOST,
  );
}

export function rememberUnits(units: readonly string[]): void {
  remember(NAME, withLatest(remembered<readonly string[]>(NAME, []), units, MOST));
}
