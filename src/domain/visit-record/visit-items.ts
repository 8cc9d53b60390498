import type { BodyByKind, Kind } from '../case/bodies.ts';
import type { CaseState } from '../case/case-state.ts';
import type { RecordOf } from '../case/case-records.ts';
import { correctionOf, recordsOf } from '../case/case-records.ts';

/** A record as it stands: with its last correction, and never a withdrawn, refused or erased one. */
export interface Standing<K extends Kind> {
  readonly record: RecordOf<K>;
  readonly body: BodyByKind[K];
}

/** Device time put right by the offset the device knew of itself: what a document calls the time. */
export function instantOf({ claimedAt, clockOffsetMs }: Pick<RecordOf<Kind>, 'claimedAt' | 'clockOffsetMs'>): number {
  return claimedAt + (clockOffsetMs ?? 0);
}

export function standingOf<K extends Kind>(state: CaseState, kind: K): readonly Standing<K>[] {
  return recordsOf(state, kind).flatMap((record) => {
    if (record.body === null || record.verdict.outcome === 'refused') return [];
    const correction = correctionOf(state, record.id);
    if (!correction) return [{ record, body: record.body }];
    const body = correction.body?.body as BodyByKind[K] | undefined;
    return body ? [{ record, body }] : [];
  });
}

/** The people of a visit and what it is bounded by. */
export interface Visit {
  readonly start: Standing<'visit-start'>;
  /** null while it goes on. */
  readonly end: Standing<'visit-end'> | null;
  /** Person ids, who began it first. */
  readonly people: readonly string[];
}

export function visitOf(state: CaseState, id: string): Visit | null {
  const start = standingOf(state, 'visit-start').find(({ record }) => record.id === id);
  if (!start) return null;
  const end = standingOf(state, 'visit-end').findLast(({ body }) => body.visit === id) ?? null;
  return { start, end, people: [...new Set([start.record.actor, ...start.body.companions])] };
}

/** Every visit of the case, newest last. */
export function visitsOf(state: CaseState): readonly Visit[] {
  return standingOf(state, 'visit-start').flatMap(({ record }) => visitOf(state, record.id) ?? []);
}

type OnVisit = 'finding' | 'noise-reading' | 'photo' | 'checklist';

/**
 * What was recorded on a visit: by whoever began it, under its id; by companions, whose phones know of no visit of their own, between its
 * start and its end.
 */
export function itemsOf<K extends OnVisit>(state: CaseState, visit: Visit, kind: K): readonly Standing<K>[] {
  const id = visit.start.record.id;
  const from = instantOf(visit.start.record);
  const to = visit.end ? instantOf(visit.end.record) : Infinity;
  return standingOf(state, kind).filter(({ record, body }) => {
    if (body.visit !== undefined) return body.visit === id;
    const at = instantOf(record);
    return visit.people.includes(record.actor) && at >= from && at <= to;
  });
}
