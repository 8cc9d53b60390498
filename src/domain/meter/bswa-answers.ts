import { OCTAVE_BANDS, type BandLevels, type OctaveBand } from '../noise/reading.ts';

/** What is asked of a BSWA 308/309. Return manner 1 is "once": the app asks each second, so that a pulled plug leaves no stream behind. */
export const BSWA_COMMANDS = {
  start: 'STA1',
  stop: 'STA0',
  state: 'STA?',
  /** Main screen, whatever it shows. */
  main: 'DMA1 ?',
  statistics: 'DLN1 ?',
  levels: 'DSL0 1 ?',
  maxima: 'DSL4 1 ?',
  equivalents: 'DSL7 1 ?',
  octaves: 'DOT1 ?',
} as const;

/** The flag at the end of every answer with data. */
export type RangeState = 'normal' | 'overload' | 'under-range' | 'was-overloaded' | 'was-under-range';
const RANGE_STATES: readonly RangeState[] = ['normal', 'overload', 'under-range', 'was-overloaded', 'was-under-range'];

/** One value in tenths of dB with the state of the range it was measured in. */
export interface RangedLevel {
  readonly tenths: number;
  readonly range: RangeState;
}

export interface MainScreen extends RangedLevel {
  readonly filter: 'A' | 'B' | 'C' | 'Z';
  readonly detector: 'F' | 'S' | 'I';
  readonly mode: 'SPL' | 'PEAK' | 'LEQ' | 'MAX' | 'MIN';
}

const FILTERS = ['A', 'B', 'C', 'Z'] as const;
const DETECTORS = ['F', 'S', 'I'] as const;
const MODES = ['SPL', 'PEAK', 'LEQ', 'MAX', 'MIN'] as const;
/** LAF, LAS, LAI, LBF …; the first is A-weighted, fast. */
const GROUP_OF_TWELVE = 12;
/** LAeq, LBeq, LCeq, LZeq. */
const GROUP_OF_FOUR = 4;
/** Filter, the four Leq, bands from 8 Hz to 16 kHz, flag. */
const OCTAVE_FIELDS = 18;
/** 31.5 Hz after the filter, the four Leq, 8 Hz and 16 Hz. */
const OCTAVE_31_AT = 7;
/** Filter, detector, mode, ten pairs of percentage and level, flag. */
const STATISTICS_FIELDS = 24;

/** Answer to `state`: whether it measures. */
export function isRunningAnswer(text: string): boolean | null {
  if (text === '1' || text === '3') return true;
  return text === '0' || text === '2' ? false : null;
}

/** LAF of group 0. */
export function levelAnswer(text: string): RangedLevel | null {
  return firstOf(text, GROUP_OF_TWELVE);
}

/** LAFmax of group 4. */
export function maximumAnswer(text: string): RangedLevel | null {
  return firstOf(text, GROUP_OF_TWELVE);
}

/** LAeq of group 7. */
export function equivalentAnswer(text: string): RangedLevel | null {
  return firstOf(text, GROUP_OF_FOUR);
}

export function mainScreenAnswer(text: string): MainScreen | null {
  const [filter, detector, mode, data, flag, ...more] = text.split(',');
  const read = {
    filter: FILTERS[indexOf(filter)],
    detector: DETECTORS[indexOf(detector)],
    mode: MODES[indexOf(mode)],
    tenths: tenthsOf(data),
    range: RANGE_STATES[indexOf(flag)],
  };
  const { filter: f, detector: d, mode: m, tenths, range } = read;
  if (!f || !d || !m || tenths === null || !range || more.length > 0) return null;
  return { filter: f, detector: d, mode: m, tenths, range };
}

/** LN by percentage, tenths; only of A-weighted, fast levels. */
export function statisticsAnswer(text: string): ReadonlyMap<number, number> | null {
  const fields = text.split(',');
  if (fields.length !== STATISTICS_FIELDS || fields[0] !== '0' || fields[1] !== '0') return null;
  const found = new Map<number, number>();
  for (let at = 3; at < fields.length - 1; at += 2) {
    const percent = indexOf(fields[at]);
    const tenths = tenthsOf(fields[at + 1]);
    if (percent < 1 || tenths === null) return null;
    found.set(percent, tenths);
  }
  return found;
}

/** Unweighted levels of the bands that structure-borne noise is judged by; null where the filter is not Z (the tables are unweighted). */
export function octavesAnswer(text: string): { readonly bands: BandLevels; readonly range: RangeState } | null {
  const fields = text.split(',');
  const range = RANGE_STATES[indexOf(fields.at(-1))];
  if (fields.length !== OCTAVE_FIELDS || FILTERS[indexOf(fields[0])] !== 'Z' || !range) return null;
  const bands: Partial<Record<OctaveBand, number>> = {};
  for (const [at, band] of OCTAVE_BANDS.entries()) {
    const tenths = tenthsOf(fields[OCTAVE_31_AT + at]);
    if (tenths === null) return null;
    bands[band] = tenths;
  }
  return { bands, range };
}

function firstOf(text: string, count: number): RangedLevel | null {
  const fields = text.split(',');
  const tenths = tenthsOf(fields[0]);
  const range = RANGE_STATES[indexOf(fields.at(-1))];
  return fields.length === count + 1 && tenths !== null && range ? { tenths, range } : null;
}

/** `065.0` → 650 */
function tenthsOf(field: string | undefined): number | null {
  const match = /^([+-]?)(\d{1,3})\.(\d)$/.exec(field?.trim() ?? '');
  if (!match) return null;
  const tenths = Number(match[2]) * 10 + Number(match[3]);
  return match[1] === '-' ? -tenths : tenths;
}

function indexOf(field: string | undefined): number {
  return field !== undefined && /^\d{1,2}$/.test(field) ? Number(field) : -1;
}
