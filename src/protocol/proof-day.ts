import * as v from 'valibot';

export const ProofDayQuerySchema = v.object({ day: v.optional(v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/))) });

/** `GET /api/proof-day?day=2026-11-27`: what a day's report of the log's signed states says. Days are those of Asia/Shanghai. */
export interface ProofDay {
  readonly day: string;
  /** Server clock, ms. */
  readonly madeAt: number;
  /** Earliest first. */
  readonly states: readonly ProofState[];
  /** The last signed state of the day as a C2SP note; null on a day without one. */
  readonly note: string | null;
  /** SHA-256 of the server's raw key, hex. */
  readonly key: string;
  /** Why the last try to have a state stamped outside failed; null when it went well or nobody is asked. */
  readonly anchorFailure: string | null;
}

export interface ProofState {
  readonly size: number;
  /** hex */
  readonly root: string;
  readonly at: number;
  readonly isStamped: boolean;
}
