import type { NoisePeriod } from './reading.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** China has one zone and has had no daylight saving since 1991. */
const ZONE_OFFSET_MS = 8 * HOUR_MS;
const DAY_FROM_H = 6;
const NIGHT_FROM_H = 22;

/** GB 3096-2008 3.4, 3.5: day is 06:00 to 22:00, night the rest; the start of the reading decides. */
export function noisePeriodOf(startedAtMs: number): NoisePeriod {
  const sinceMidnight = (((startedAtMs + ZONE_OFFSET_MS) % DAY_MS) + DAY_MS) % DAY_MS;
  return sinceMidnight >= DAY_FROM_H * HOUR_MS && sinceMidnight < NIGHT_FROM_H * HOUR_MS ? 'day' : 'night';
}
