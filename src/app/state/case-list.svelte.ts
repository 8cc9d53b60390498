import type { CaseStatus } from '#domain/case/case-state.ts';
import type { CaseSummary } from '#domain/case/case-summary.ts';

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

export interface CaseRows {
  /** By deadline; cases without one last. */
  readonly rows: readonly CaseSummary[];
  readonly searching: boolean;
}

export interface NearCase {
  readonly summary: CaseSummary;
  readonly distanceM: number;
}

const NO_COUNTS: CaseCounts = { total: 0, open: 0, mine: 0, unit: 0, overdue: 0, byStatus: { new: 0, assigned: 0, accepted: 0, closed: 0 } };

class CaseListState {
  ready = $state(false);
  /** Summaries by deadline, with the own unconfirmed entries counted in. */
  all: readonly CaseSummary[] = $state.raw([]);
  get total(): number {
    return this.all.length;
  }
  get counts(): CaseCounts {
    return NO_COUNTS;
  }
}

const state = new CaseListState();
export const caseList: Readonly<CaseListState> = state;

export function useCases(filter: () => CaseFilter): CaseRows {
  const rows = $derived(filter().text === '' ? [] : state.all);
  return {
    get rows() {
      return rows;
    },
    get searching() {
      return false;
    },
  };
}

/** The `count` open cases whose limit is nearest. */
export function listByDeadline(count: number): readonly CaseSummary[] {
  return state.all.slice(0, count);
}

export function summaryById(id: string): CaseSummary | null {
  return state.all.find((summary) => summary.id === id) ?? null;
}

export function nearest(lat: number, lon: number, count: number): readonly NearCase[] {
  return [lat, lon, count].length === 0 ? [] : [];
}
