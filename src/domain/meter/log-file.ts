import { columnsOf, hasOnlyOtherWeightings, type LogColumns } from './log-columns.ts';
import { logTimeOf, withDate, type LogTime } from './log-time.ts';

/** A meter's log: one level per step, in the order of time. */
export interface MeterLog {
  /** Device clock of the meter at the first value, ms; null when the log names no date. */
  readonly startedAt: number | null;
  readonly stepMs: number;
  /** A-weighted levels, tenths of dB. Averages of their step, or momentary values. */
  readonly levels: readonly number[];
  readonly isAverage: boolean;
  /** Maxima of each step, tenths; of momentary values the values themselves; null when the log cannot tell. */
  readonly maxima: readonly number[] | null;
  /** Where the meter paused: the line after it, and for how long. */
  readonly gaps: readonly { readonly line: number; readonly ms: number }[];
}

export type LogProblemCode =
  | 'empty'
  | 'no-level-column'
  | 'other-weighting'
  | 'bad-level'
  | 'bad-time'
  | 'time-goes-back'
  | 'too-coarse'
  | 'overload'
  | 'too-long';

export interface LogProblem {
  readonly code: LogProblemCode;
  /** As an editor counts them, from 1; 0 for the file as a whole. */
  readonly line: number;
  /** What stands there. */
  readonly found: string;
}

export type ParsedLog =
  { readonly ok: true; readonly log: MeterLog } | { readonly ok: false; readonly problems: readonly LogProblem[] };

/** A week of seconds. */
const MAX_ROWS = 604_800;
/** GB 12348-2008 5.1.1 and GB 22337-2008 5.1.1: F, sampled at least once a second. */
const MAX_STEP_MS = 1000;
const SHOWN_PROBLEMS = 5;
const LEVEL = /^[+-]?\d{1,3}([.,]\d+)?$/;
const NO_OVERLOAD = /^(0|no|n|否|无|正常|ok|-*)$/i;

interface Line {
  readonly number: number;
  readonly fields: readonly string[];
}

interface Row extends Line {
  readonly level: number | null;
  readonly maximum: number | null;
  readonly time: LogTime | null;
  readonly isOverloaded: boolean;
}

/** Reads a text log, whatever its separator, with or without lines of description before and after the values. */
export function parseMeterLog(text: string): ParsedLog {
  const lines = linesOf(text);
  if (lines.length === 0) return refused('empty');
  // `LAeq, 57.3` above the values is a summary, not the head of a table.
  const header = lines.findIndex(({ fields }) => columnsOf(fields) && !fields.some((field) => LEVEL.test(field)));
  const columns = header === -1 ? bareColumns(lines) : columnsOf(lines[header]?.fields ?? []);
  if (!columns) {
    const other = lines.find(({ fields }) => hasOnlyOtherWeightings(fields));
    return other ? refused('other-weighting', other) : refused('no-level-column');
  }
  const rows = lines.slice(header + 1).map((line) => rowOf(line, columns));
  const levelled = rows.findLastIndex(({ level }) => level !== null);
  if (levelled === -1) return refused('empty');
  // What stands below the values, a mean mostly, has no time of its own.
  const timed = columns.time === null ? levelled : rows.findLastIndex(({ level, time }) => level !== null && time);
  const last = timed === -1 ? levelled : timed;
  return last < MAX_ROWS ? logOf(rows.slice(0, last + 1), columns) : refused('too-long');
}

function logOf(rows: readonly Row[], columns: LogColumns): ParsedLog {
  const isTimed = columns.time !== null;
  const problems = rows.flatMap((row): LogProblem[] => {
    if (row.level === null) return [problem('bad-level', row, row.fields[columns.level])];
    if (isTimed && row.time === null) return [problem('bad-time', row, row.fields[columns.time ?? 0])];
    return row.isOverloaded ? [problem('overload', row, row.fields[columns.overload ?? 0])] : [];
  });
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, SHOWN_PROBLEMS) };
  const clock = isTimed ? withDate(rows.flatMap(({ time }) => (time ? [time] : []))) : null;
  const steps = (clock?.atMs ?? []).slice(1).map((at, i) => at - (clock?.atMs[i] ?? 0));
  const back = steps.findIndex((ms) => ms < 0);
  if (back !== -1) return refused('time-goes-back', rows[back + 1]);
  const stepMs = stepOf(steps);
  if (stepMs > MAX_STEP_MS && !columns.isAverage) return refused('too-coarse', rows[1]);
  const levels = rows.map(({ level }) => level ?? 0);
  const maxima = rows.map(({ maximum }) => maximum);
  return {
    ok: true,
    log: {
      startedAt: clock?.isDated ? (clock.atMs[0] ?? null) : null,
      stepMs,
      levels,
      isAverage: columns.isAverage,
      maxima: maxima.every((maximum) => maximum !== null) ? maxima : columns.isAverage ? null : levels,
      gaps: steps.flatMap((ms, i) => (ms > stepMs * 1.5 ? [{ line: rows[i + 1]?.number ?? 0, ms: ms - stepMs }] : [])),
    },
  };
}

/** No words at all, only values: a time and a level, or a level alone. A column with an unknown name is never taken for a level. */
function bareColumns(lines: readonly Line[]): LogColumns | null {
  const bare = { date: null, isAverage: false, maximum: null, overload: null };
  const hasWords = lines.some(({ fields }) => fields.some((field) => /\p{L}/u.test(field.replace('T', ''))));
  const sample = lines.find(({ fields }) => fields.some((field) => LEVEL.test(field)));
  if (!sample || hasWords) return null;
  const { fields } = sample;
  if (fields.length === 1) return { ...bare, time: null, level: 0 };
  const time = fields.findIndex((field) => logTimeOf(field) !== null);
  if (time === -1) return null;
  const isDateApart = time > 0 && logTimeOf(`${fields[time - 1] ?? ''} ${fields[time] ?? ''}`) !== null;
  return { ...bare, date: isDateApart ? time - 1 : null, time, level: time + 1 };
}

function rowOf(line: Line, columns: LogColumns): Row {
  const field = (at: number | null) => (at === null ? '' : (line.fields[at] ?? ''));
  return {
    ...line,
    level: tenthsOf(field(columns.level)),
    maximum: columns.maximum === null ? null : tenthsOf(field(columns.maximum)),
    time: columns.time === null ? null : logTimeOf(`${field(columns.date)} ${field(columns.time)}`),
    isOverloaded: columns.overload !== null && !NO_OVERLOAD.test(field(columns.overload).trim()),
  };
}

/** Kept as the meter wrote it: hundredths stay hundredths until the mean is taken. */
function tenthsOf(field: string): number | null {
  const text = field.trim();
  return LEVEL.test(text) ? Number(text.replace(',', '.')) * 10 : null;
}

function linesOf(text: string): Line[] {
  const rows = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const separator = separatorOf(rows);
  return rows.flatMap((row, at) =>
    row.trim() === '' ? [] : [{ number: at + 1, fields: fieldsOf(row, separator).map((field) => field.trim()) }],
  );
}

/** The one that stands in most lines; a space only where there is no other. */
function separatorOf(rows: readonly string[]): RegExp {
  const offers = [/\t/, /;/, /,/];
  const counted = offers.map((offer) => rows.filter((row) => offer.test(row)).length);
  const best = Math.max(...counted);
  return best > rows.length / 4 ? (offers[counted.indexOf(best)] ?? /,/) : /\s{2,}/;
}

/** Quotes keep what stands between them together: `"LAeq,1s"`. */
function fieldsOf(row: string, separator: RegExp): string[] {
  if (!row.includes('"')) return row.split(separator);
  const quoted: string[] = [];
  const hidden = row.replaceAll(/"((?:[^"]|"")*)"/g, (_, inner: string) => {
    quoted.push(inner.replaceAll('""', '"'));
    return `\ue000${quoted.length - 1}\ue000`;
  });
  return hidden
    .split(separator)
    .map((field) => field.replaceAll(/\ue000(\d+)\ue000/g, (_, at: string) => quoted[Number(at)] ?? ''));
}

/** The commonest one; the mean where the clock is coarser than the values. Without times a second, as the standards ask. */
function stepOf(steps: readonly number[]): number {
  if (steps.length === 0) return MAX_STEP_MS;
  if (steps.includes(0)) return Math.max(1, Math.round(steps.reduce((sum, ms) => sum + ms, 0) / steps.length));
  const counts = new Map<number, number>();
  for (const ms of steps) counts.set(ms, (counts.get(ms) ?? 0) + 1);
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

function problem(code: LogProblemCode, line: Line | undefined, found: string | undefined): LogProblem {
  return { code, line: line?.number ?? 0, found: found ?? '' };
}

function refused(code: LogProblemCode, line?: Line): ParsedLog {
  return { ok: false, problems: [problem(code, line, line?.fields.join(' '))] };
}
