import type { BodyByKind, Kind } from './bodies.ts';
import { isKnownShape } from './bodies.ts';
import type { CaseRecord, CaseState } from './case-state.ts';

/** A record whose kind is known, with its body typed. Bodies were checked against the kind's schema when the server took them in. */
export type RecordOf<K extends Kind> = Omit<CaseRecord, 'kind' | 'body'> & {
  readonly kind: K;
  readonly body: BodyByKind[K] | null;
};

/** The case's records of one kind, in server order, refused and erased ones included; those of a shape this build cannot read have no body. */
export function recordsOf<K extends Kind>(state: CaseState, kind: K): readonly RecordOf<K>[] {
  return state.records
    .filter((record) => record.kind === kind)
    .map((record) =>
      isKnownShape(kind, record.kindV) ? record : { ...record, body: null },
    ) as unknown as readonly RecordOf<K>[];
}

/** The orders that make up the case, oldest first. */
export function ordersOf(state: CaseState): readonly BodyByKind['order'][] {
  return recordsOf(state, 'order').flatMap((record) =>
    record.body && record.verdict.outcome !== 'refused' ? [record.body] : [],
  );
}

/** The start of a visit that has not been ended by the same person. */
export function openVisitOf(state: CaseState, person: string): RecordOf<'visit-start'> | null {
  const ended = new Set(recordsOf(state, 'visit-end').map((record) => record.body?.visit));
  return recordsOf(state, 'visit-start').findLast((record) => record.actor === person && !ended.has(record.id)) ?? null;
}

/** The last correction of a record that stands, if any: screens show the corrected body and keep the first one a tap away. */
export function correctionOf(state: CaseState, id: string): RecordOf<'correction'> | null {
  return (
    recordsOf(state, 'correction').findLast(
      (record) => record.body?.target === id && record.verdict.outcome === 'accepted',
    ) ?? null
  );
}
