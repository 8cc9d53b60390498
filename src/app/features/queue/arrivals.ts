import type { CaseSummary } from '#domain/case/case-summary.ts';

/** Case id → the last server sequence that has been on this screen. */
export type SeenSeqs = ReadonlyMap<string, number>;

export interface Arrivals {
  readonly seen: SeenSeqs;
  /** Cases new on the screen since `seen`. */
  readonly opened: readonly string[];
  /** Cases that got records since `seen`. */
  readonly grown: readonly string[];
}

/** What is new between two looks at the list. The first look is nothing new: whoever opens the screen is not told of a whole year. */
export function arrivalsSince(seen: SeenSeqs | null, summaries: readonly CaseSummary[]): Arrivals {
  const now = new Map<string, number>();
  const opened: string[] = [];
  const grown: string[] = [];
  for (const { id, lastSeq } of summaries) {
    now.set(id, lastSeq);
    if (seen === null) continue;
    const before = seen.get(id);
    if (before === undefined) opened.push(id);
    else if (before < lastSeq) grown.push(id);
  }
  return { seen: now, opened, grown };
}

export const NOTHING_FRESH: ReadonlySet<string> = new Set();

export function withAll(ids: ReadonlySet<string>, more: readonly string[]): ReadonlySet<string> {
  return new Set([...ids, ...more]);
}

export function without(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set([...ids].filter((other) => other !== id));
}
