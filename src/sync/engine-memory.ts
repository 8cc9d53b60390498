import type { BatchLimits } from './plan-batch.ts';
import { FIRST_LIMITS } from './plan-batch.ts';
import { FIRST_CHUNK } from './plan-uploads.ts';

/** What an engine learns while it lives. Losing it costs a slower start, never data: the store alone decides what is still to be sent. */
export interface EngineMemory {
  limits: BatchLimits;
  chunkBytes: number;
  /** Characters of a pull page to ask for; null: as much as the server likes. */
  pageLength: number | null;
  /** How far each upload got by the server's word: more than that at the next try is progress, whatever was cut off. */
  readonly reached: Map<string, number>;
  /** Something arrived in this pass: the link is bad, not dead. */
  progressed: boolean;
  /** Entries the server failed on while it answered everything else: sent last and alone (fault 46, I14). */
  readonly held: Set<string>;
  /** Since when there are any; device clock, ms. */
  heldSinceMs: number;
  /** The entry the server failed on last time it came alone; a second time is no accident. */
  suspect: string | null;
  /** Passes that failed in a row. */
  failures: number;
  /** Until then the server asked to be left alone; device clock, ms. */
  quietUntilMs: number;
  /** Uploaded whole, not yet confirmed by a signed receipt. */
  readonly unconfirmed: Set<string>;
  /** The last beacon that arrived. */
  told: { readonly words: string; readonly atMs: number } | null;
}

export function newEngineMemory(): EngineMemory {
  return {
    limits: FIRST_LIMITS,
    chunkBytes: FIRST_CHUNK,
    pageLength: null,
    reached: new Map(),
    progressed: false,
    held: new Set(),
    heldSinceMs: 0,
    suspect: null,
    failures: 0,
    quietUntilMs: 0,
    unconfirmed: new Set(),
    told: null,
  };
}
