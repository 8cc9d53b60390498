import type { CaseRecord, CaseState } from './case-state.ts';
import type { Person } from '../people/person.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';

/** An entry of this device that the confirmed state does not hold yet. */
export type PendingRecord = Omit<CaseRecord, 'seq' | 'receivedAt' | 'verdict'>;

export interface CaseView {
  /** Confirmed state with the pending entries played on top, as the author expects it to become. */
  readonly state: CaseState;
  /** Ids of records in `state` that have no receipt folded in yet. */
  readonly pending: ReadonlySet<string>;
  /** Of those, the ones that the rules would refuse as things stand: shown as 可能被退回. */
  readonly doubtful: ReadonlySet<string>;
}

/**
 * What the author sees: the confirmed case plus their own unconfirmed entries, in the order they wrote them. Numbers above the confirmed
 * sequence are lent to them; they vanish as soon as the server has given real ones.
 */
export function overlay(confirmed: CaseState, unconfirmed: readonly PendingRecord[], actor: Person): CaseView {
  const known = new Set(confirmed.records.map((record) => record.id));
  const pending = new Set<string>();
  const doubtful = new Set<string>();
  let state = confirmed;
  for (const record of unconfirmed) {
    if (known.has(record.id)) continue;
    const verdict = record.body
      ? decide(state, { ...record, case: state.id, body: record.body }, actor)
      : ({ outcome: 'accepted' } as const);
    if (verdict.outcome === 'refused') doubtful.add(record.id);
    pending.add(record.id);
    state = evolve(state, { ...record, seq: state.lastSeq + 1, receivedAt: record.claimedAt, verdict });
  }
  return { state, pending, doubtful };
}
