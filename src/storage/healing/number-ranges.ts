/** Numbers of a device's chain, both ends included. */
export interface NumberRange {
  readonly from: number;
  readonly to: number;
}

/** What is not there of 1 … last. */
export function missingNumbers(present: ReadonlySet<number>, last: number): readonly NumberRange[] {
  const ranges: NumberRange[] = [];
  let from = 0;
  for (let seq = 1; seq <= last + 1; seq++) {
    const isMissing = seq <= last && !present.has(seq);
    if (isMissing && from === 0) from = seq;
    if (!isMissing && from > 0) {
      ranges.push({ from, to: seq - 1 });
      from = 0;
    }
  }
  return ranges;
}

export function withoutNumbers(ranges: readonly NumberRange[], found: ReadonlySet<number>): readonly NumberRange[] {
  const last = ranges.at(-1)?.to ?? 0;
  const wanted = new Set(ranges.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i)));
  const present = new Set<number>();
  for (let seq = 1; seq <= last; seq++) if (!wanted.has(seq) || found.has(seq)) present.add(seq);
  return missingNumbers(present, last);
}

export function countOf(ranges: readonly NumberRange[]): number {
  return ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);
}
