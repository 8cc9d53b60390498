import type { MeterLog } from './log-file.ts';
import { energyMeanTenths, exceededTenths } from './levels.ts';

/** What a stretch of a log amounts to. */
export interface LogResult {
  readonly startedAt: number | null;
  readonly durationS: number;
  readonly laeqTenths: number;
  /** null when the log holds averages without maxima: their highest is not Lmax. */
  readonly lmaxTenths: number | null;
  readonly l10Tenths: number;
  readonly l50Tenths: number;
  readonly l90Tenths: number;
}

/** Seconds from the beginning of the log. */
export interface Stretch {
  readonly fromS: number;
  readonly durationS: number;
}

export function durationOf(log: MeterLog): number {
  return (log.levels.length * log.stepMs) / 1000;
}

/** Null when the stretch holds no value. Pauses of the meter are not filled: its values follow one another. */
export function resultOf(log: MeterLog, stretch: Stretch = { fromS: 0, durationS: Infinity }): LogResult | null {
  const from = Math.round((stretch.fromS * 1000) / log.stepMs);
  const to = Math.round(((stretch.fromS + stretch.durationS) * 1000) / log.stepMs);
  const levels = log.levels.slice(from, to);
  if (levels.length === 0) return null;
  const maxima = log.maxima?.slice(from, to);
  return {
    startedAt: log.startedAt === null ? null : log.startedAt + from * log.stepMs,
    durationS: Math.max(1, Math.round((levels.length * log.stepMs) / 1000)),
    laeqTenths: energyMeanTenths(levels),
    lmaxTenths: maxima ? Math.round(maxima.reduce((most, level) => Math.max(most, level))) : null,
    l10Tenths: exceededTenths(levels, 10),
    l50Tenths: exceededTenths(levels, 50),
    l90Tenths: exceededTenths(levels, 90),
  };
}
