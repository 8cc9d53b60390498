import type { BodyByKind, Kind } from '#domain/case/bodies.ts';
import type { CaseState } from '#domain/case/case-state.ts';
import type { CaseView } from '#domain/case/overlay.ts';
import { correctionOf, recordsOf, type RecordOf } from '#domain/case/case-records.ts';

export interface Item<K extends Kind> {
  readonly record: RecordOf<K>;
  /** As it stands now: the corrected body where there is a correction; null when withdrawn or erased. */
  readonly body: BodyByKind[K] | null;
  readonly standing: 'stands' | 'corrected' | 'withdrawn' | 'erased';
  /** No receipt covers it yet. */
  readonly isPending: boolean;
}

export interface Evidence {
  readonly photos: readonly Item<'photo'>[];
  readonly readings: readonly Item<'noise-reading'>[];
  readonly findings: readonly Item<'finding'>[];
  readonly checklists: readonly Item<'checklist'>[];
  readonly jointActions: readonly Item<'joint-action'>[];
  readonly audioNotes: readonly Item<'audio-note'>[];
  readonly count: number;
}

/** Everything of a case that can prove something, in the order the server received it. */
export function evidenceOf(view: CaseView): Evidence {
  const of = <K extends Kind>(kind: K) => recordsOf(view.state, kind).map((record) => itemOf(view, record));
  const photos = of('photo');
  const readings = of('noise-reading');
  const findings = of('finding');
  const checklists = of('checklist');
  const jointActions = of('joint-action');
  const audioNotes = of('audio-note');
  const lists = [photos, readings, findings, checklists, jointActions, audioNotes];
  const count = lists.reduce((sum, { length }) => sum + length, 0);
  return { photos, readings, findings, checklists, jointActions, audioNotes, count };
}

function itemOf<K extends Kind>(view: CaseView, record: RecordOf<K>): Item<K> {
  const isPending = view.pending.has(record.id);
  if (record.body === null) return { record, body: null, standing: 'erased', isPending };
  const correction = correctionOf(view.state, record.id);
  if (!correction) return { record, body: record.body, standing: 'stands', isPending };
  const body = correction.body?.body as BodyByKind[K] | undefined;
  return body
    ? { record, body, standing: 'corrected', isPending }
    : { record, body: null, standing: 'withdrawn', isPending };
}

/** Hashes of the originals that must arrive before the case's photos are all delivered. A withdrawn photo's bytes are evidence all the same. */
export function originalsOf(photos: readonly Item<'photo'>[]): readonly string[] {
  return [...new Set(photos.flatMap(({ record }) => (record.body ? [record.body.original] : [])))];
}

/**
 * The photo to put beside another: the one it was taken to match, or that was taken to match it; else an 整改后 beside the earliest of the same kind of view before it, anything else beside the last 整改后,
 * and without one beside its neighbour.
 */
export function counterpartOf(photos: readonly Item<'photo'>[], id: string): Item<'photo'> | null {
  const at = photos.findIndex(({ record }) => record.id === id);
  const photo = photos[at];
  if (!photo) return null;
  const others = photos.filter((other) => other !== photo);
  const paired =
    others.find(({ record }) => record.id === photo.record.body?.pairOf) ??
    others.findLast(({ record }) => record.body?.pairOf === id);
  if (paired) return paired;
  if (photo.body?.tag === 'after') {
    const before = others.filter((other) => other.body && other.body.tag !== 'after');
    return before.find((other) => other.body?.tag === 'source') ?? before[0] ?? others[0] ?? null;
  }
  return others.findLast((other) => other.body?.tag === 'after') ?? photos[at + 1] ?? photos[at - 1] ?? null;
}

/** What a case proves and with what receipts, for a person or another program to keep. */
export function evidenceFileOf(state: CaseState, pending: ReadonlySet<string>, exportedAtMs: number): object {
  const kinds: readonly Kind[] = [
    'photo',
    'photo-marks',
    'photo-share',
    'audio-note',
    'noise-reading',
    'finding',
    'checklist',
    'joint-action',
    'visit-start',
    'visit-end',
    'correction',
    'contact',
  ];
  const entries = state.records
    .filter((record) => (kinds as readonly string[]).includes(record.kind))
    .map(({ seq, receivedAt, verdict, ...entry }) => ({
      ...entry,
      receipt: pending.has(entry.id) ? null : { seq, receivedAt, verdict },
    }));
  return {
    format: 'jiban-evidence-list',
    v: 1,
    case: state.id,
    lastSeq: state.lastSeq,
    digest: state.digest,
    exportedAt: exportedAtMs,
    entries,
  };
}
