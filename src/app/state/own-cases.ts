import type { CaseSummary } from '#domain/case/case-summary.ts';
import type { Person } from '#domain/people/person.ts';
import { byDeadline } from './case-order.ts';

/** What somebody may be called to today: open, and dispatched to them or to their unit; the earliest limit first. */
export function ownOpenCases(all: readonly CaseSummary[], me: Person): readonly CaseSummary[] {
  return all
    .filter(({ status, person, unit }) => status !== 'closed' && (person === me.id || unit === me.unit))
    .sort(byDeadline);
}
