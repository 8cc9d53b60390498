import type { CaseState } from '../case/case-state.ts';
import type { Violation } from './violation.ts';
import { broken } from './violation.ts';

/** I4: two that may see the same cases hold the same, to the letter. `held` may hold more: that is I8's business. */
export function equalCases(
  holder: string,
  held: ReadonlyMap<string, CaseState>,
  visible: ReadonlyMap<string, CaseState>,
): Violation[] {
  return [...visible].flatMap(([id, state]) => {
    const own = held.get(id);
    if (own && (own === state || JSON.stringify(own) === JSON.stringify(state))) return [];
    return [broken('I4', `${holder} holds another ${id} (${String(own?.lastSeq)} of ${String(state.lastSeq)})`)];
  });
}
