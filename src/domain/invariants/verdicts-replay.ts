import type { CaseState } from '../case/case-state.ts';
import type { Person } from '../people/person.ts';
import type { Verdict } from '../log/verdict.ts';
import type { LoggedEntry } from './views.ts';
import type { Violation } from './violation.ts';
import { broken } from './violation.ts';
import { decide } from '../case/decide.ts';
import { emptyCase, evolve } from '../case/evolve.ts';
import { recordOfEntry } from '../log/record-of-entry.ts';
import { RULES_VERSION } from '../log/verdict.ts';

/**
 * I10: the verdicts of a log, decided anew under the rules they name, are the verdicts recorded. What the sender's standing decided (a fork, a
 * revoked device) is no matter of the case; verdicts under rules this build does not have are recorded facts, and are passed over.
 */
export function verdictsReplay(log: readonly LoggedEntry[], personOf: (id: string) => Person | null): Violation[] {
  const cases = new Map<string, CaseState>();
  return log.flatMap(({ entry, receipt }) => {
    const { header, payload } = entry;
    const before = cases.get(header.case) ?? emptyCase(header.case);
    const { verdict } = receipt;
    if (before.records.length > 0 || opens(header.kind, verdict))
      cases.set(header.case, evolve(before, recordOfEntry(entry, receipt)));
    const actor = personOf(header.actor);
    if (!payload || !actor || receipt.rules < 1 || receipt.rules > RULES_VERSION || isOfTheSender(verdict)) return [];
    const again = decide(before, { ...header, body: payload.body }, actor, receipt.rules);
    const isSame = again.outcome === verdict.outcome && reasonOf(again) === reasonOf(verdict);
    return isSame ? [] : [broken('I10', `${receipt.entry} was ${wordsOf(verdict)}, and would be ${wordsOf(again)}`)];
  });
}

/** As the server does: what names a case nobody opened makes none ([SYNC-26]). */
function opens(kind: string, verdict: Verdict): boolean {
  return verdict.outcome === 'accepted' ? kind === 'order' : reasonOf(verdict) === 'unknown-kind';
}

function isOfTheSender(verdict: Verdict): boolean {
  return reasonOf(verdict) === 'device-revoked' || reasonOf(verdict) === 'forked-device';
}

function reasonOf(verdict: Verdict): string {
  return verdict.outcome === 'accepted' ? '' : verdict.reason;
}

function wordsOf(verdict: Verdict): string {
  return `${verdict.outcome} ${reasonOf(verdict)}`.trim();
}
