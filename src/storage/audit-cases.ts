import type { Found } from './found.ts';
import type { Person } from '#domain/people/person.ts';
import type { PersonStore } from './person-store.ts';
import { foldsAsTold } from '#domain/invariants/folds-as-told.ts';
import { getMeta } from './person-db.ts';
import { keptCases } from './removals.ts';
import { legalStates } from '#domain/invariants/legal-states.ts';
import { read } from './transact.ts';
import { readCase } from './read-case.ts';
import { summaryAsRecomputed } from '#domain/invariants/figures-recomputed.ts';
import { withinScope } from '#domain/invariants/within-scope.ts';

/** Cases looked at each time, in turn. */
const LOOKED_AT = 8;

interface CasesLook {
  readonly found: readonly Found[];
  readonly looked: ReadonlySet<string>;
  /** Place of the next look. */
  readonly next: number;
}

/** I8, I9, I12 and I18 for some of the held cases, the next ones with every look. */
export async function auditCases(store: PersonStore, person: Person, from: number): Promise<CasesLook> {
  const { db, index } = store;
  const ids = [...index.ids()];
  const start = from < ids.length ? from : 0;
  const looked = ids.slice(start, start + LOOKED_AT);
  const excused = await read(db, ['entries', 'blobs'], async () => [
    ...(await keptCases(db)),
    ...((await getMeta(db, 'held')) ?? []),
    ...((await getMeta(db, 'leaving')) ?? []),
  ]);
  const found: Found[] = [];
  for (const id of looked) {
    const summary = index.summaryOf(id);
    const state = await readCase(store, id);
    // Another context may have removed or moved it on meanwhile.
    if (!state || state.lastSeq !== summary?.lastSeq) continue;
    const violations = [
      ...withinScope(person, [state], new Set(excused)),
      ...foldsAsTold(state),
      ...legalStates(state),
      ...summaryAsRecomputed(summary, state),
    ];
    found.push(...violations.map((violation) => ({ ...violation, case: id })));
  }
  return { found, looked: new Set(looked), next: start + looked.length };
}
