import type { NoiseRules } from './noise-rules.ts';
import type { NoisePeriod } from './reading.ts';
import { inForce } from './in-force.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const DAY_MS = DAY_MINUTES * MINUTE_MS;
/** Code art. 572: wherever night begins, it lasts eight hours. */
const NIGHT_MINUTES = 480;
/** China has one zone and has had no daylight saving since 1991. */
const ZONE_OFFSET_MS = 8 * 60 * MINUTE_MS;

type Nights = Pick<NoiseRules, 'nights'>;

/** The start of the reading decides. Night is what the rules of that day say, whatever the zone of the device. */
export function noisePeriodOf(startedAtMs: number, rules: Nights): NoisePeriod {
  return sinceNightfall(startedAtMs, rules) < NIGHT_MINUTES ? 'night' : 'day';
}

/** The night between two days belongs to the evening it began on: 01:30 on the 2nd is the night of the 1st. YYYY-MM-DD. */
export function noiseDayOf(startedAtMs: number, rules: Nights): string {
  const minutes = sinceNightfall(startedAtMs, rules);
  return dayOf(minutes < NIGHT_MINUTES ? startedAtMs - minutes * MINUTE_MS : startedAtMs);
}

/** Calendar day in Asia/Shanghai, YYYY-MM-DD. */
export function dayOf(atMs: number): string {
  return new Date(atMs + ZONE_OFFSET_MS).toISOString().slice(0, 10);
}

function sinceNightfall(atMs: number, { nights }: Nights): number {
  const night = inForce(nights, dayOf(atMs)) ?? nights[0];
  const sinceMidnight = (((atMs + ZONE_OFFSET_MS) % DAY_MS) + DAY_MS) % DAY_MS;
  const minutes = Math.floor(sinceMidnight / MINUTE_MS) - (night?.fromMinute ?? 0);
  return (minutes + DAY_MINUTES) % DAY_MINUTES;
}
