import type { CaseState } from '#domain/case/case-state.ts';
import type { Damage } from './damage.ts';
import type { AuditDeps } from './audit-entries.ts';
import type { DatabaseSync } from 'node:sqlite';
import type { JoinedEntry } from '../db/sqlite/rows.ts';
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
    const { rows, state } = readTogether(file, id);
    const what = faultOfCase(id, rows, state);
    if (what) yield { kind: 'case', id, case: id, seq: null, what };
  }
}

/** In one transaction, or an entry that another process adds just now would look like a difference. */
function readTogether(file: DatabaseSync, id: string) {
  file.exec('begin');
  try {
    const row = file.prepare('select state from case_file where id = ?').get(id);
    return { rows: entriesOfCase(file, id), state: row ? String(row['state']) : null };
  } finally {
    file.exec('commit');
  }
}

export interface Refolded {
  readonly state: CaseState;
  /** False from the first erased decision on: what it decided is known to the stored state alone. */
  readonly isReplayable: boolean;
  /** The digest after each entry. */
  readonly digests: readonly string[];
}

export function refold(id: string, rows: readonly JoinedEntry[]): Refolded {
  const digests: string[] = [];
  let [state, isReplayable] = [emptyCase(id), true];
  for (const row of rows) {
    const { entry, receipt } = sequencedOfRow(row);
    const isErased = entry.payload === null;
    const isDecided = receipt.verdict.outcome === 'accepted';
    if (isErased && isDecided) isReplayable = false;
    if (opensOrContinues(state, row.kind, receipt.verdict)) state = evolve(state, recordOfEntry(entry, receipt));
    // What an erased decision did is in the digests that were stored, and nowhere else.
    digests.push(isReplayable ? state.digest : row.case_digest);
  }
  return { state, isReplayable, digests };
}

function faultOfCase(id: string, rows: readonly EntryOnDisk[], stored: string | null): string | null {
  try {
    const { state, isReplayable, digests } = refold(id, rows);
    if (rows.some((row, i) => row.case_digest !== digests[i])) return 'its digest does not follow from its entries';
    if (stored === null) return state.records.length > 0 ? 'its state is missing' : null;
    const kept = JSON.parse(stored) as CaseState;
    const facts = (each: CaseState) => canonicalJson((isReplayable ? each : { records: each.records }) as never);
    return facts(kept) === facts(state) ? null : 'its state is not the fold of its entries';
  } catch {
    return 'its state cannot be read';
  }
}
