import type { RangeState } from '#domain/meter/bswa-answers.ts';
import type { BandLevels } from '#domain/noise/reading.ts';

/** Why a meter gives nothing; each has its sentence in `text/meters.ts`. */
export type MeterTrouble =
  'not-chosen' | 'no-answer' | 'refused' | 'lost' | 'overload' | 'under-range' | 'stopped-early' | 'garbled';

export type MeterAnswer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: MeterTrouble };

export interface MeterInfo {
  readonly model: string;
}

/** What the meter shows now. Tenths of dB(A); null where it does not say. */
export interface LiveLevel {
  readonly levelTenths: number;
  readonly laeqTenths: number | null;
  readonly lmaxTenths: number | null;
  readonly range: RangeState;
}

export interface MeterResult {
  readonly laeqTenths: number;
  readonly lmaxTenths: number | null;
  /** Unweighted; null when the meter was not in its octave mode. */
  readonly bands: BandLevels | null;
  /** What was said on the line, or each second's level: kept beside the reading. */
  readonly transcript: string;
}

/**
 * A meter that measures by itself and is asked: it goes on while the line, the page or the phone is gone, and its own LAeq covers all of it.
 *   connect ─▶ start ─▶ level (once a second) ─▶ stop ─▶ result
 * `connect` may be called again at any time after the line was lost; a measurement under way is not touched by it.
 */
export interface MeterDriver {
  readonly way: 'serial' | 'simulator';
  readonly info: MeterInfo;
  /** `mayAsk`: the browser may show its list of ports, which it does only after a tap. */
  connect(mayAsk: boolean): Promise<MeterAnswer<MeterInfo>>;
  /** Answers when it began to measure, ms. */
  start(): Promise<MeterAnswer<number>>;
  /** A measurement begun before this page was there. */
  resume(startedAtMs: number): void;
  level(nowMs: number): Promise<MeterAnswer<LiveLevel>>;
  stop(nowMs: number): Promise<MeterAnswer<null>>;
  result(): Promise<MeterAnswer<MeterResult>>;
  disconnect(): Promise<void>;
}

export function good<T>(value: T): MeterAnswer<T> {
  return { ok: true, value };
}

export function trouble(code: MeterTrouble): { readonly ok: false; readonly trouble: MeterTrouble } {
  return { ok: false, trouble: code };
}
