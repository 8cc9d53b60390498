import type { CaseStatus } from '#domain/case/case-state.ts';
import type { CaseSummary } from '#domain/case/case-summary.ts';
import type { Person } from '#domain/people/person.ts';

export interface CaseFilter {
  /** `mine`: dispatched to me by name; `unit`: held by my unit, by whomever. */
  readonly scope?: 'all' | 'mine' | 'unit' | undefined;
  /** A certain unit; null: not dispatched. */
  readonly unit?: string | null | undefined;
  readonly statuses?: readonly CaseStatus[] | undefined;
  readonly text?: string | undefined;
}

export interface CaseCounts {
  readonly total: number;
  readonly open: number;
  /** Open ones only, like `unit` and `overdue`. */
  readonly mine: number;
  readonly unit: number;
  readonly overdue: number;
  readonly byStatus: Readonly<Record<CaseStatus, number>>;
}

/** Earliest limit first; without a limit last; the newer order first among equals. */
export function byDeadline(a: CaseSummary, b: CaseSummary): number {
  if (a.dueAtMs !== b.dueAtMs) return (a.dueAtMs ?? Infinity) - (b.dueAtMs ?? Infinity);
  return b.receivedAtMs - a.receivedAtMs || (a.id < b.id ? -1 : 1);
}

export function matchesFilter(summary: CaseSummary, filter: CaseFilter, me: Person | null): boolean {
  if (filter.scope === 'mine' && summary.person !== me?.id) return false;
  if (filter.scope === 'unit' && summary.unit !== me?.unit) return false;
  if (filter.unit !== undefined && summary.unit !== filter.unit) return false;
  return filter.statuses?.includes(summary.status) ?? true;
}

export function countCases(summaries: readonly CaseSummary[], me: Person | null, nowMs: number): CaseCounts {
  const byStatus: Record<CaseStatus, number> = { new: 0, assigned: 0, accepted: 0, closed: 0 };
  const counts = { open: 0, mine: 0, unit: 0, overdue: 0 };
  for (const summary of summaries) {
    byStatus[summary.status]++;
    if (summary.status === 'closed') continue;
    counts.open++;
    if (summary.person === me?.id) counts.mine++;
    if (summary.unit === me?.unit) counts.unit++;
    if (summary.dueAtMs !== null && summary.dueAtMs < nowMs) counts.overdue++;
  }
  return { total: summaries.length, ...counts, byStatus };
}
