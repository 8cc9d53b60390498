import type { AssignBody } from '#domain/case/bodies.ts';
import type { CaseRecord, CaseState } from '#domain/case/case-state.ts';
import type { CaseView } from '#domain/case/overlay.ts';
import { DECISION_KINDS } from '#domain/case/bodies.ts';
import { recordsOf } from '#domain/case/case-records.ts';

/** The dispatch that was there first, when one was refused because of it. */
export interface Holder {
  readonly by: string;
  readonly at: number;
  readonly unit: string;
  readonly person: string | null;
}

export interface DecisionNote {
  readonly record: CaseRecord;
  readonly standing: 'pending' | 'doubtful' | 'refused' | 'review';
  readonly reason: string | null;
  readonly holder: Holder | null;
}

/** A refusal stays in sight until its author has decided the same again; longer ago than this many records it is history (I13 keeps it there). */
const RECENT_RECORDS = 12;

/**
 * The decisions of a case that need words: what this person decided and no receipt covers, and what was refused or is for review.
 * A refused one is settled when the same person has got the same kind of decision through since.
 */
export function notesOf(view: CaseView, person: string): readonly DecisionNote[] {
  const decisions = view.state.records.filter((record) => DECISION_KINDS.has(record.kind) && record.kind !== 'order');
  return decisions.slice(-RECENT_RECORDS).flatMap((record): DecisionNote[] => {
    if (view.pending.has(record.id)) {
      const standing = view.doubtful.has(record.id) ? ('doubtful' as const) : ('pending' as const);
      return [{ record, standing, reason: reasonOf(record), holder: holderBefore(view.state, record) }];
    }
    if (record.verdict.outcome === 'accepted' || record.actor !== person) return [];
    if (isSettled(decisions, record)) return [];
    return [
      {
        record,
        standing: record.verdict.outcome,
        reason: record.verdict.reason,
        holder: holderBefore(view.state, record),
      },
    ];
  });
}

function reasonOf(record: CaseRecord): string | null {
  return record.verdict.outcome === 'accepted' ? null : record.verdict.reason;
}

function isSettled(decisions: readonly CaseRecord[], refused: CaseRecord): boolean {
  return decisions.some(
    (later) =>
      later.seq > refused.seq &&
      later.kind === refused.kind &&
      later.actor === refused.actor &&
      later.verdict.outcome === 'accepted',
  );
}

/** Who had dispatched before `record` arrived, unseen by its author. */
function holderBefore(state: CaseState, record: CaseRecord): Holder | null {
  if (reasonOf(record) !== 'changed-meanwhile') return null;
  const first = recordsOf(state, 'assign').findLast(
    (other) =>
      other.seq < record.seq &&
      other.seq > record.base &&
      other.device !== record.device &&
      other.verdict.outcome === 'accepted',
  );
  if (!first?.body) return null;
  return { by: first.actor, at: first.receivedAt, unit: first.body.unit, person: first.body.person ?? null };
}

export function assignBodyOf(record: CaseRecord): AssignBody | null {
  return record.kind === 'assign' ? (record.body as unknown as AssignBody | null) : null;
}
