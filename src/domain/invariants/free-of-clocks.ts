import type { CaseState } from '../case/case-state.ts';
import type { LoggedEntry } from './views.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { sha256OfText } from '../kernel/sha256.ts';

/**
 * I11: everything a clock must not change: the log and its cases without the claims that depend on one, and without the ids that hash such
 * claims. Two runs that differ in nothing but clocks have the same.
 */
export function freeOfClocks(log: readonly LoggedEntry[], cases: readonly CaseState[]): string {
  const place = new Map(log.map(({ receipt }, index) => [receipt.entry, index]));
  const entries = log.map(({ entry, receipt }) => {
    const { device, seq, case: caseId, kind, prev } = entry.header;
    const body = { ...entry.payload?.body };
    // A correction names its target by an id, which hashes a claimed time.
    if (typeof body['target'] === 'string') body['target'] = place.get(body['target']) ?? 'unknown';
    return {
      ...{ device, seq, case: caseId, kind, body, chain: receipt.chain, verdict: { ...receipt.verdict } },
      prev: prev === null ? -1 : (place.get(prev) ?? -2),
    };
  });
  const states = cases.map(({ id, lastSeq, status, assignee, dueAtMs, returns }) => {
    const holder = assignee && { unit: assignee.unit, person: assignee.person };
    return { id, lastSeq, status, assignee: holder, dueAtMs, returns };
  });
  return sha256OfText(canonicalJson({ entries, states }));
}
