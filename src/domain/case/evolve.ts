import type { BodyByKind, Kind } from './bodies.ts';
import type { CaseRecord, CaseState } from './case-state.ts';
import { isKnownShape } from './bodies.ts';
import { erasedWith } from './erasure.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { sha256OfText } from '../kernel/sha256.ts';

/** A case before its first record. */
export function emptyCase(id: string): CaseState {
  return { v: 1, id, lastSeq: 0, digest: '', status: 'new', assignee: null, dueAtMs: null, returns: 0, records: [] };
}

/**
 * The fold's one step: the case after a sequenced record. A record at or before `lastSeq` was folded before and changes nothing, so that
 * pages may overlap. A refused record is kept and shown, and moves nothing.
 */
export function evolve(state: CaseState, record: CaseRecord): CaseState {
  if (record.seq <= state.lastSeq) return state;
  const moved = record.verdict.outcome === 'accepted' ? { ...state, ...changeBy(state, record) } : state;
  const next = { ...moved, lastSeq: record.seq, records: [...moved.records, record] };
  return { ...next, digest: digestAfter(state.digest, next, record) };
}

export function foldCase(id: string, records: readonly CaseRecord[]): CaseState {
  return records.reduce(evolve, emptyCase(id));
}

type Change = Partial<Pick<CaseState, 'status' | 'assignee' | 'dueAtMs' | 'returns' | 'records'>>;

function changeBy(state: CaseState, record: CaseRecord): Change {
  // An erased body cannot be replayed: a case whose decision bodies were erased is only ever delivered as a snapshot.
  // Nor can one of a newer shape; the digest then tells that the server made more of it, and a snapshot is asked for.
  if (record.body === null || !isKnownShape(record.kind, record.kindV)) return {};
  switch (record.kind as Kind) {
    case 'order':
      return orderReceived(state, record.body as unknown as BodyByKind['order']);
    case 'assign': {
      const body = record.body as unknown as BodyByKind['assign'];
      return { status: 'assigned', assignee: { unit: body.unit, person: body.person ?? null } };
    }
    case 'accept':
      return { status: 'accepted', assignee: state.assignee && { ...state.assignee, person: record.actor } };
    case 'return':
      return { status: 'new', assignee: null, returns: state.returns + 1 };
    case 'close':
      return { status: 'closed', dueAtMs: null };
    case 'erase':
      return { records: withoutWords(state, (record.body as unknown as BodyByKind['erase']).target) };
    default:
      return {};
  }
}

/** A further order of the same grievance brings a closed case back to the desk. */
function orderReceived(state: CaseState, order: BodyByKind['order']): Change {
  const dueAtMs = state.dueAtMs === null ? order.dueAtMs : Math.min(state.dueAtMs, order.dueAtMs);
  return state.status === 'closed' ? { status: 'new', assignee: null, dueAtMs } : { dueAtMs };
}

/** The words of a record and of its corrections are gone; that it was, by whom and when, stays. */
function withoutWords(state: CaseState, target: string): CaseState['records'] {
  const erased = new Set(erasedWith(state, target));
  return state.records.map((record) => (erased.has(record.id) ? { ...record, body: null } : record));
}

function digestAfter(before: string, state: CaseState, record: CaseRecord): string {
  const { status, assignee, dueAtMs, returns } = state;
  const { id, seq, verdict } = record;
  return sha256OfText(
    before +
      canonicalJson({
        id,
        seq,
        verdict: { ...verdict },
        status,
        assignee: assignee && { ...assignee },
        dueAtMs,
        returns,
      }),
  );
}
