import type { Verdict } from './verdict.ts';

/** How an entry sat in its device's chain: `gap` = an earlier number had not arrived, `fork` = the number was taken by another entry. */
export type ChainStanding = 'ok' | 'gap' | 'fork';

/** What the server states about one entry. `sig` is the server's, over `hashOfStatement` of everything else. */
export interface Receipt {
  readonly v: number;
  readonly alg: string;
  readonly entry: string;
  readonly case: string;
  /** The server's sequence: the only order there is. */
  readonly seq: number;
  /** Server clock, ms: the entry cannot be younger than that. */
  readonly receivedAt: number;
  readonly verdict: Verdict;
  /** RULES_VERSION the verdict was made under. */
  readonly rules: number;
  readonly chain: ChainStanding;
  readonly epoch: string;
  readonly sig: string;
}

/** What the server states about one blob after counting and hashing the bytes it stored. */
export interface BlobReceipt {
  readonly v: number;
  readonly alg: string;
  readonly blob: string;
  readonly bytes: number;
  readonly receivedAt: number;
  readonly epoch: string;
  readonly sig: string;
}

/** The state of the server's log. `hash` chains over every entry: SHA-256(hash before ‖ entry id). */
export interface Checkpoint {
  readonly v: number;
  readonly alg: string;
  readonly epoch: string;
  readonly seq: number;
  readonly hash: string;
  readonly at: number;
  /** Histories this one goes on from, oldest first: a server restored from a backup begins a new epoch (I16). */
  readonly lineage?: readonly LogReach[] | undefined;
  /** What a verified backup holds as well; absent until there is one. */
  readonly durable?: LogReach | undefined;
  readonly sig: string;
}

/** Everything up to and including sequence `seq` of the history `epoch`. */
export interface LogReach {
  readonly epoch: string;
  readonly seq: number;
}

/** The part of a statement that its signature covers. */
export function signedPart<T extends { readonly sig: string }>(statement: T): Omit<T, 'sig'> {
  const { sig: _sig, ...rest } = statement;
  return rest;
}
