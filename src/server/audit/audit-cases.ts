import type { CaseState } from '#domain/case/case-state.ts';
import type { Damage } from './damage.ts';
import type { AuditDeps } from './audit-entries.ts';
import type { EntryOnDisk } from './entry-rows.ts';
import { canonicalJson } from '#domain/kernel/canonical-json.ts';
import { emptyCase, evolve } from '#domain/case/evolve.ts';
import { entriesOfCase } from './entry-rows.ts';
import { opensOrContinues } from '../sync/sequence.ts';
import { recordOfEntry } from '#domain/log/record-of-entry.ts';
import { sequencedOfRow } from '../db/sqlite/rows.ts';

const CASES_PER_PAUSE = 20;

/** Every case folded anew from its entries: the digest after each of them, and the state that is kept. `skip`: cases with damaged entries. */
export async function* auditCases(
  { file, pause }: Pick<AuditDeps, 'file' | 'pause'>,
  skip: ReadonlySet<string>,
): AsyncGenerator<Damage> {
  const ids = file.prepare('select case_id as id from entry union select id from case_file order by 1').all();
  for (const [i, { id }] of (ids as unknown as { id: string }[]).entries()) {
    if (i % CASES_PER_PAUSE === 0) await pause();
    if (skip.has(id)) continue;
    const row = file.prepare('select state from case_file where id = ?').get(id) as { state: string } | undefined;
    const what = faultOfCase(id, entriesOfCase(file, id), row?.state ?? null);
    if (what) yield { kind: 'case', id, case: id, seq: null, what };
  }
}

export interface Refolded {
  readonly state: CaseState;
  /** False from the first erased decision on: what it decided is known to the stored state alone. */
  readonly isReplayable: boolean;
  /** Every stored digest was met. */
  readonly digestsFit: boolean;
}

export function refold(id: string, rows: readonly EntryOnDisk[]): Refolded {
  let [state, isReplayable, digestsFit] = [emptyCase(id), true, true];
  for (const row of rows) {
    const { entry, receipt } = sequencedOfRow(row);
    const isErased = entry.payload === null;
    const isDecided = receipt.verdict.outcome === 'accepted';
    if (isErased && isDecided) isReplayable = false;
    if (opensOrContinues(state, row.kind, receipt.verdict)) state = evolve(state, recordOfEntry(entry, receipt));
    if (isReplayable && state.digest !== row.case_digest) digestsFit = false;
  }
  return { state, isReplayable, digestsFit };
}

function faultOfCase(id: string, rows: readonly EntryOnDisk[], stored: string | null): string | null {
  try {
    const { state, isReplayable, digestsFit } = refold(id, rows);
    if (!digestsFit) return 'its digest does not follow from its entries';
    if (stored === null) return state.records.length > 0 ? 'its state is missing' : null;
    const kept = JSON.parse(stored) as CaseState;
    const facts = (each: CaseState) => canonicalJson((isReplayable ? each : { records: each.records }) as never);
    return facts(kept) === facts(state) ? null : 'its state is not the fold of its entries';
  } catch {
    return 'its state cannot be read';
  }
}
