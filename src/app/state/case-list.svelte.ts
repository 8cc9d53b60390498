import type { CaseSummary } from '#domain/case/case-summary.ts';
import type { PersonStore } from '#storage/person-store.ts';
import type { CaseCounts, CaseFilter } from './case-order.ts';
import { getMeta } from '#storage/person-db.ts';
import { byDeadline, countCases, matchesFilter } from './case-order.ts';
import { searchCases, stopSearch } from './case-search.ts';
import { clock } from './clock.svelte.ts';
import { expectedSummaries } from './expected-summaries.ts';
import { onChange, paused } from './live-query.ts';
import { inBackground, watchStore } from './open-store.svelte.ts';
import { session } from './session.svelte.ts';

/** While the first cases stream in, the list is put in order this often at most. */
const PAUSE_MS = 200;
const MAX_HITS = 2_000;

export interface CaseRows {
  /** By deadline; cases without one last. */
  readonly rows: readonly CaseSummary[];
  readonly searching: boolean;
}

class CaseListState {
  /** The store has been read; `all` may still be empty. */
  ready = $state(false);
  /** By deadline, with the own unconfirmed entries counted in. */
  all: readonly CaseSummary[] = $state.raw([]);
  readonly #byId = $derived(new Map(this.all.map((summary) => [summary.id, summary])));
  readonly #counts = $derived(countCases(this.all, session.person, clock.nowMs));

  get total(): number {
    return this.all.length;
  }

  get counts(): CaseCounts {
    return this.#counts;
  }

  byId(id: string): CaseSummary | null {
    return this.#byId.get(id) ?? null;
  }
}

const state = new CaseListState();
export const caseList: Readonly<CaseListState> = state;

watchStore((store) => {
  let expected: ReadonlyMap<string, CaseSummary> = new Map();
  let isLeft = false;
  const show = (): void => {
    state.all = listed(store, expected);
    state.ready = true;
  };
  const showSoon = paused(show, PAUSE_MS);
  const expectAnew = async (): Promise<void> => {
    if (!session.person) return;
    expected = await expectedSummaries(store, session.person);
    if (!isLeft) showSoon.soon();
  };
  showSoon.soon();
  const stops = [
    store.index.subscribe(() => {
      showSoon.soon();
      if (expected.size > 0) inBackground(expectAnew);
    }),
    onChange(
      () => getMeta(store.db, 'rev'),
      () => inBackground(() => store.index.refresh(store.db)),
      PAUSE_MS,
    ),
    onChange(
      () => store.db.entries.where('stage').anyOf('unsent', 'quarantined', 'sent').primaryKeys(),
      () => inBackground(expectAnew),
      PAUSE_MS,
    ),
    showSoon.stop,
  ];
  return () => {
    isLeft = true;
    for (const stop of stops) stop();
    stopSearch();
    state.all = [];
    state.ready = false;
  };
});

function listed(store: PersonStore, expected: ReadonlyMap<string, CaseSummary>): readonly CaseSummary[] {
  const all: CaseSummary[] = [];
  for (const [, list] of store.index.packs()) for (const summary of list) all.push(expected.get(summary.id) ?? summary);
  return all.sort(byDeadline);
}

/** Rows for a list: filtered, and searched when the filter has a text. */
export function useCases(filter: () => CaseFilter): CaseRows {
  let found = $state.raw<{ readonly text: string; readonly ids: ReadonlySet<string> } | null>(null);
  const text = $derived(filter().text?.trim() ?? '');
  $effect(() => {
    const wanted = text;
    if (wanted === '') return;
    let isStale = false;
    void searchCases(wanted, state.all, MAX_HITS).then((ids) => {
      if (!isStale) found = { text: wanted, ids };
    });
    return () => (isStale = true);
  });
  const rows = $derived.by(() => {
    const given = filter();
    const hits = text === '' ? null : found?.ids;
    return state.all.filter(
      (summary) => matchesFilter(summary, given, session.person) && (hits?.has(summary.id) ?? true),
    );
  });
  return {
    get rows() {
      return rows;
    },
    get searching() {
      return text !== '' && found?.text !== text;
    },
  };
}

export function summaryById(id: string): CaseSummary | null {
  return state.byId(id);
}
