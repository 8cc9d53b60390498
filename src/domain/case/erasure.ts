import type { CaseRecord, CaseState } from './case-state.ts';
import { DECISION_KINDS } from './bodies.ts';
import { recordsOf } from './case-records.ts';

/** Words that nothing depends on: observations and corrections. What decides how a case stands is not erased, and holds no caller's data. */
export function isErasable(record: CaseRecord): boolean {
  return record.body !== null && !DECISION_KINDS.has(record.kind);
}

/** The record and every correction of it, for a correction repeats the words. */
export function erasedWith(state: CaseState, target: string): readonly string[] {
  const corrections = recordsOf(state, 'correction').filter(({ body }) => body?.target === target);
  return [target, ...corrections.map(({ id }) => id)];
}
