import type { NoiseReadingBody } from './reading.ts';

/** GB 12348-2008 5.1.2: calibration before and after may differ by 0.5 dB, or the reading is void. */
const MAX_DRIFT_TENTHS = 5;
/** GB 12348-2008 5.2.1: no rain, no snow, no thunder, wind below 5 m/s. */
const WIND_LIMIT_TENTHS_MS = 50;

const BAD_WEATHER: ReadonlySet<NoiseReadingBody['weather']> = new Set(['rain', 'snow', 'thunder']);

export function driftTenths(beforeTenths: number, afterTenths: number): number {
  return Math.abs(beforeTenths - afterTenths);
}

export function isDriftTooGreat(beforeTenths: number, afterTenths: number): boolean {
  return driftTenths(beforeTenths, afterTenths) > MAX_DRIFT_TENTHS;
}

export function isWeatherUnfit(weather: NoiseReadingBody['weather']): boolean {
  return BAD_WEATHER.has(weather);
}

export function isWindTooStrong(windTenthsMS: number): boolean {
  return windTenthsMS >= WIND_LIMIT_TENTHS_MS;
}
