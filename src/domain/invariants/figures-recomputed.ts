import type { CaseState } from '../case/case-state.ts';
import type { CaseSummary } from '../case/case-summary.ts';
import type { Violation } from './violation.ts';
import { broken } from './violation.ts';
import { summaryOf } from '../case/case-summary.ts';

/** I18 for a case in a list: what was kept up step by step is what the whole case says. */
export function summaryAsRecomputed(kept: CaseSummary | null, state: CaseState): Violation[] {
  if (kept && JSON.stringify(kept) === JSON.stringify(summaryOf(state))) return [];
  return [broken('I18', `${state.id} is listed as something else than it is`)];
}

/** I18 for a figure kept up step by step: how many cases are in which state and with which unit. */
export function countsAsRecomputed(kept: ReadonlyMap<string, number>, cases: readonly CaseState[]): Violation[] {
  const counted = caseCounts(cases);
  const keys = new Set([...kept.keys(), ...counted.keys()]);
  return [...keys]
    .filter((key) => (kept.get(key) ?? 0) !== (counted.get(key) ?? 0))
    .map((key) =>
      broken('I18', `${key}: ${String(kept.get(key) ?? 0)} by steps, ${String(counted.get(key) ?? 0)} counted`),
    );
}

export function caseCounts(cases: readonly CaseState[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { status, assignee } of cases) {
    const key = `${status} ${assignee?.unit ?? '-'}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
