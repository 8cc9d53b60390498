import { describe, expect, it } from 'vitest';
import { isDriftTooGreat, isWeatherUnfit, isWindTooStrong } from '#domain/noise/conditions.ts';
import { noisePeriodOf } from '#domain/noise/period.ts';
import { SHIPPED_NOISE_RULES } from '#domain/noise/shipped-rules/shipped-noise-rules.ts';

describe('period', () => {
  it.each([
    ['2026-07-01T06:00:00+08:00', 'day'],
    ['2026-07-01T21:59:59.999+08:00', 'day'],
    ['2026-07-01T22:00:00+08:00', 'night'],
    ['2026-07-02T00:00:00+08:00', 'night'],
    ['2026-07-02T05:59:59.999+08:00', 'night'],
    ['1969-12-31T23:00:00+08:00', 'night'],
    ['1969-06-01T12:00:00+08:00', 'day'],
  ])('[NOISE-1] at %s it is %s', (stamp, period) => {
    expect(noisePeriodOf(Date.parse(stamp), SHIPPED_NOISE_RULES)).toBe(period);
  });
});

describe('conditions', () => {
  it('[NOISE-2] half a decibel of drift still stands, more does not, whichever way', () => {
    expect(isDriftTooGreat(938, 943)).toBe(false);
    expect(isDriftTooGreat(938, 944)).toBe(true);
    expect(isDriftTooGreat(944, 938)).toBe(true);
  });

  it('[NOISE-3] rain, snow, thunder and 5 m/s do not meet the conditions', () => {
    expect((['clear', 'cloudy', 'overcast', 'rain', 'snow', 'thunder'] as const).filter(isWeatherUnfit)).toEqual([
      'rain',
      'snow',
      'thunder',
    ]);
    expect(isWindTooStrong(49)).toBe(false);
    expect(isWindTooStrong(50)).toBe(true);
  });
});
