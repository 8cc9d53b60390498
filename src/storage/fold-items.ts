import type { CaseRecord, CaseState } from '#domain/case/case-state.ts';
import type { PullItem } from '#protocol/sync.ts';
import type { Erased } from './erased.ts';
import type { HeldCase } from './write-packs.ts';
import type { PersonStore } from './person-store.ts';
import { summaryOf } from '#domain/case/case-summary.ts';
import { erasedIn } from './erased.ts';
import { evolve } from '#domain/case/evolve.ts';
import { CASE_LINE_PREFIX } from '#protocol/sync.ts';
import { readCase } from './read-case.ts';

export interface FoldedItems {
  readonly changed: ReadonlyMap<string, HeldCase>;
  readonly snapshots: ReadonlySet<string>;
  readonly gone: ReadonlySet<string>;
  readonly need: ReadonlySet<string>;
  readonly erased: Erased;
}

interface Records {
  readonly case: string;
  readonly after: number;
  readonly digest: string;
  readonly records: readonly CaseRecord[];
}

/** What the lines of a page make of the cases. Pure apart from reading the cases that records are for. */
export async function foldItems(store: PersonStore, lines: readonly string[]): Promise<FoldedItems> {
  const changed = new Map<string, HeldCase>();
  const states = new Map<string, CaseState>();
  const snapshots = new Set<string>();
  const gone = new Set<string>();
  const need = new Set<string>();
  for (const line of lines) {
    if (line.startsWith(CASE_LINE_PREFIX)) {
      // The server's own text is kept: writing it anew would cost as much as reading it.
      const text = line.slice(CASE_LINE_PREFIX.length, -1);
      const state = JSON.parse(text) as CaseState;
      states.set(state.id, state);
      changed.set(state.id, { text, summary: summaryOf(state) });
      snapshots.add(state.id);
      gone.delete(state.id);
      continue;
    }
    const [kind, what] = JSON.parse(line) as PullItem;
    if (kind === 'gone') {
      gone.add(what);
      snapshots.delete(what);
      changed.delete(what);
      states.delete(what);
    } else if (kind === 'entries') {
      const state = states.get(what.case) ?? (await readCase(store, what.case));
      const next = state && foldRecords(state, what);
      if (!next) need.add(what.case);
      else if (next !== state) {
        states.set(what.case, next);
        changed.set(what.case, { text: JSON.stringify(next), summary: summaryOf(next) });
      }
    }
  }
  return { changed, snapshots, gone, need, erased: erasedIn(states.values()) };
}

/** null: the records do not follow on what is held, or make something else of it than on the server. */
function foldRecords(state: CaseState, { after, digest, records }: Records): CaseState | null {
  if (state.lastSeq < after) return null;
  const next = records.reduce(evolve, state);
  // Held further than this page reaches: an older page, told again.
  if (next === state) return state;
  return next.digest === digest ? next : null;
}
