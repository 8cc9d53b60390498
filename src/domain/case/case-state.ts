import type { JsonObject } from '../kernel/json.ts';
import type { Verdict } from '../log/verdict.ts';

export type CaseStatus = 'new' | 'assigned' | 'accepted' | 'closed';

export interface Assignee {
  readonly unit: string;
  readonly person: string | null;
}

/** One sequenced entry as screens and rules see it: header fields without the chain, and the body unless it was erased. */
export interface CaseRecord {
  readonly id: string;
  readonly seq: number;
  readonly kind: string;
  readonly kindV: number;
  readonly actor: string;
  readonly device: string;
  readonly base: number;
  readonly claimedAt: number;
  readonly clockOffsetMs: number | null;
  readonly receivedAt: number;
  readonly verdict: Verdict;
  readonly blobs: readonly string[];
  readonly body: JsonObject | null;
}

/**
 * The fold of a case's sequenced entries: plain JSON, the same text on server, phone and wire.
 * `records` are in server order; the other fields follow from them.
 */
export interface CaseState {
  readonly v: 1;
  readonly id: string;
  /** Server sequence of the last record folded in. */
  readonly lastSeq: number;
  /** Chains over what the fold made of each record, so that two folds that differ anywhere differ here (I4, I9). */
  readonly digest: string;
  readonly status: CaseStatus;
  readonly assignee: Assignee | null;
  /** The earliest limit among open orders, ms; null when no order sets one. */
  readonly dueAtMs: number | null;
  readonly returns: number;
  readonly records: readonly CaseRecord[];
}
