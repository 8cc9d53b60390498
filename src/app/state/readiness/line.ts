import type { FindingCode } from '#app/text/readiness.ts';

/** What is read back before going out, in the order it is shown. */
export const LINE_NAMES = [
  'cases',
  'forms',
  'pictures',
  'map',
  'files',
  'version',
  'reference',
  'certificates',
  'key',
  'clock',
  'room',
  'copy',
  'lasting',
  'camera',
] as const;
export type LineName = (typeof LINE_NAMES)[number];

/** `unknown`: cannot be checked without a line. */
export type Level = 'good' | 'unknown' | 'warn' | 'bad';

export interface Line {
  readonly name: LineName;
  readonly level: Level;
  /** A sentence of the catalogue, with what fills it. */
  readonly code: FindingCode;
  readonly params: Readonly<Record<string, number | string>>;
  /** Ids of the cases it is about. */
  readonly cases: readonly string[];
}

export function line(
  name: LineName,
  level: Level,
  code: FindingCode,
  params: Line['params'] = {},
): Omit<Line, 'cases'> & { cases: readonly string[] } {
  return { name, level, code, params, cases: [] };
}

const WORST_FIRST: readonly Level[] = ['bad', 'warn', 'unknown', 'good'];

export function worstOf(lines: readonly Line[]): Level {
  return WORST_FIRST.find((level) => lines.some((one) => one.level === level)) ?? 'unknown';
}
