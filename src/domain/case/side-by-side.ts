import type { CaseRecord, CaseState } from './case-state.ts';
import type { RecordOf } from './case-records.ts';
import { correctionOf, recordsOf } from './case-records.ts';

/**
 * Corrections of a record that stand beside the one shown, because neither author had seen the other's: both are shown, and the record's author
 * chooses by correcting once more, having seen them ([CASE-22]). No clock and no order of arrival decides between people.
 */
export function rivalCorrections(state: CaseState, id: string): readonly RecordOf<'correction'>[] {
  const all = recordsOf(state, 'correction').filter(
    ({ body, verdict }) => body?.target === id && verdict.outcome !== 'refused',
  );
  const shown = correctionOf(state, id)?.id;
  return all.filter((one) => one.id !== shown && !all.some((later) => hasSeen(later, one)));
}

function hasSeen(later: RecordOf<'correction'>, earlier: RecordOf<'correction'>): boolean {
  if (later.seq <= earlier.seq) return false;
  return later.base >= earlier.seq || later.device === earlier.device;
}

const SAME_ACTION_MS = 6 * 3_600_000;

/**
 * Other people's records of one joint action: several bodies write down the same hours on site. They are linked and never made one, for each
 * says what its author saw ([CASE-24]). The times are those written in the forms.
 */
export function accountsOfSameAction(state: CaseState, record: RecordOf<'joint-action'>): RecordOf<'joint-action'>[] {
  const { body } = record;
  if (!body) return [];
  const units = new Set(body.participants.map(({ unit }) => unit));
  return recordsOf(state, 'joint-action').filter(
    (other) =>
      other.actor !== record.actor &&
      other.body !== null &&
      Math.abs(other.body.startedAt - body.startedAt) <= SAME_ACTION_MS &&
      other.body.participants.some(({ unit }) => units.has(unit)),
  );
}

/** Written within the limit by its device's word, received after it: whether that is in time, a person says, never a clock ([CASE-23]). */
export interface AcrossLimit {
  readonly claimedAt: number;
  readonly receivedAt: number;
  readonly dueAtMs: number;
}

export function acrossLimit(state: CaseState, record: CaseRecord): AcrossLimit | null {
  const dueAtMs = limitBefore(state, record.seq);
  const claimedAt = record.claimedAt + (record.clockOffsetMs ?? 0);
  if (dueAtMs === null || claimedAt > dueAtMs || record.receivedAt <= dueAtMs) return null;
  return { claimedAt, receivedAt: record.receivedAt, dueAtMs };
}

/** The earliest limit of the orders that were open then. */
function limitBefore({ records }: CaseState, seq: number): number | null {
  const before = records.filter((record) => record.seq < seq && record.verdict.outcome === 'accepted');
  const closed = before.findLast(({ kind }) => kind === 'close')?.seq ?? 0;
  const limits = before.flatMap(({ kind, body, seq: at }) =>
    kind === 'order' && at > closed && body ? [Number(body['dueAtMs'])] : [],
  );
  return limits.length === 0 ? null : Math.min(...limits);
}
