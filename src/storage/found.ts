import type { Violation } from '#domain/invariants/violation.ts';

/** A violation, and the case to ask for anew where that mends it. */
export interface Found extends Violation {
  readonly case: string | null;
}
