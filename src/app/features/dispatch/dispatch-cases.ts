import type { Person, Unit } from '#domain/people/person.ts';
import type { CaseSummary } from '#domain/case/case-summary.ts';
import type { Outcome } from '#app/state/failure.ts';
import { recordMany } from '#app/state/record.ts';

export interface Dispatched {
  readonly sent: number;
  /** Closed ones are left out: nobody can be sent to them. */
  readonly skipped: number;
}

/** One assign entry for each open case, all of them in one transaction: a batch is never half dispatched on this device. */
export async function dispatchCases(
  cases: readonly CaseSummary[],
  unit: Unit,
  person: Person | null,
): Promise<Outcome<Dispatched>> {
  const open = cases.filter((summary) => summary.status !== 'closed');
  const body = person ? { unit: unit.id, person: person.id } : { unit: unit.id };
  if (open.length === 0) return { ok: true, value: { sent: 0, skipped: cases.length } };
  const outcome = await recordMany(open.map(({ id }) => ({ caseId: id, kind: 'assign' as const, body })));
  if (!outcome.ok) return outcome;
  return { ok: true, value: { sent: open.length, skipped: cases.length - open.length } };
}
