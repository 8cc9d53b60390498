import type { Fix, NoFixReason, Placed } from '#domain/case/bodies.ts';

export interface LocationWatch {
  /** The most accurate position since the watch began. */
  readonly best: Fix | null;
  readonly noFix: NoFixReason | null;
  /** ≤ 15 m good, ≤ 50 m fair. */
  readonly quality: 'good' | 'fair' | 'poor' | null;
  readonly watching: boolean;
  /** For a body: the position, or why there is none. */
  placed(): Placed;
}

export function useLocation(): LocationWatch {
  return { best: null, noFix: 'not-asked', quality: null, watching: false, placed: () => ({ noFix: 'not-asked' }) };
}
