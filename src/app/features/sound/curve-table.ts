import { STEPS_PER_S } from '#domain/sound/sound-meter.ts';

const ROW_S = 10;

export interface CurveRow {
  readonly fromS: number;
  readonly toS: number;
  readonly lowDb: number;
  readonly highDb: number;
}

/** Lowest and highest of what was heard; null when nothing was. */
export function rangeOf(
  levelsDb: readonly (number | null)[],
): { readonly lowDb: number; readonly highDb: number } | null {
  const heard = levelsDb.filter((level) => level !== null && Number.isFinite(level)) as number[];
  return heard.length === 0 ? null : { lowDb: Math.min(...heard), highDb: Math.max(...heard) };
}

/** A curve of ten levels a second in rows of ten seconds, the latest first. */
export function curveTable(levelsDb: readonly (number | null)[]): readonly CurveRow[] {
  const rows: CurveRow[] = [];
  for (let end = levelsDb.length; end > 0; end -= ROW_S * STEPS_PER_S) {
    const fromS = (levelsDb.length - end) / STEPS_PER_S;
    const range = rangeOf(levelsDb.slice(Math.max(0, end - ROW_S * STEPS_PER_S), end));
    if (range) rows.push({ fromS, toS: Math.min(fromS + ROW_S, Math.ceil(levelsDb.length / STEPS_PER_S)), ...range });
  }
  return rows;
}
