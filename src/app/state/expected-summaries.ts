import type { CaseSummary } from '#domain/case/case-summary.ts';
import type { Person } from '#domain/people/person.ts';
import type { PersonStore } from '#storage/person-store.ts';
import { summaryOf } from '#domain/case/case-summary.ts';
import { overlay } from '#domain/case/overlay.ts';
import { unconfirmedByCase } from '#storage/own-entries.ts';
import { readCase } from '#storage/read-case.ts';

/** How the cases with own unconfirmed entries are expected to become: a case I have just taken is in my list, network or not. */
export async function expectedSummaries(store: PersonStore, me: Person): Promise<ReadonlyMap<string, CaseSummary>> {
  const expected = new Map<string, CaseSummary>();
  for (const [caseId, records] of await unconfirmedByCase(store)) {
    const confirmed = await readCase(store, caseId);
    if (confirmed) expected.set(caseId, summaryOf(overlay(confirmed, records, me).state));
  }
  return expected;
}
