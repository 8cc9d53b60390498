import type { CaseRecord, CaseState } from './case-state.ts';
import { DECISION_KINDS } from './bodies.ts';
import { recordsOf } from './case-records.ts';

/** Words that nothing depends on: observations and corrections. What decides how a case stands is not erased, and holds no caller's data. */
export function isErasable(state: CaseState, record: CaseRecord): boolean {
  return !DECISION_KINDS.has(record.kind) && !isErased(state, record.id);
}

/** By what the log says, not by whether words are here: so a verdict that was given before the erasure replays as it was (I10). */
export function isErased(state: CaseState, id: string): boolean {
  const targets = recordsOf(state, 'erase').flatMap(({ verdict, body }) =>
    verdict.outcome === 'accepted' && body ? [body.target] : [],
  );
  return targets.some((target) => erasedWith(state, target).includes(id));
}

/** The record and every correction and amendment of it, for they repeat the words. */
export function erasedWith(state: CaseState, target: string): readonly string[] {
  const corrections = recordsOf(state, 'correction').filter(({ body }) => body?.target === target);
  const amendments = recordsOf(state, 'record-amendment').filter(({ body }) => body?.record === target);
  return [target, ...[...corrections, ...amendments].map(({ id }) => id)];
}
