import { describe, expect, test } from 'vitest';
import type { Weighting } from '#domain/sound/weighting-goal.ts';
import { levelOf } from '#domain/sound/decibels.ts';
import { METER_RATES_HZ } from '#domain/sound/sound-meter.ts';
import { POLES_HZ, weightingGoal } from '#domain/sound/weighting-goal.ts';
import { exactHz, WEIGHTINGS } from './iec-61672.ts';
import { steady } from './signals.ts';

const ALL = ['A', 'C', 'Z'] as const;

/** Gain in dB of a weighting on a real sine. */
type Gain = (weighting: Weighting, hz: number, rateHz: number) => number;

const AMPLITUDE = 0.1;
const known = new Map<string, Readonly<Record<Weighting, number>>>();
const measured: Gain = (weighting, hz, rateHz) => {
  const key = `${hz} ${rateHz}`;
  const squares = known.get(key) ?? steady(hz, rateHz, AMPLITUDE);
  known.set(key, squares);
  return levelOf(squares[weighting] / (AMPLITUDE ** 2 / 2));
};

function goalOf(row: (typeof WEIGHTINGS)[number], weighting: Weighting): number {
  return weighting === 'Z' ? 0 : row[weighting === 'A' ? 1 : 2];
}

/** Rows of table 3 that a gain breaks. */
function breaches(gain: Gain, weighting: Weighting, rateHz: number): readonly number[] {
  return WEIGHTINGS.filter((row, n) => {
    const deviation = gain(weighting, exactHz(n), rateHz) - goalOf(row, weighting);
    const [upper, lower] = row[3];
    return !(deviation <= upper && deviation >= lower);
  }).map(([nominalHz]) => nominalHz);
}

/** The filter everybody builds: the analogue poles through the bilinear transform. */
const bilinear: Gain = (weighting, hz, rateHz) =>
  levelOf(weightingGoal(weighting, (rateHz / Math.PI) * Math.tan((Math.PI * hz) / rateHz)));

describe('weightings', () => {
  test('the table and the formula say the same at exact frequencies, and not at nominal ones', () => {
    const misses = (weighting: 'A' | 'C', hzOf: (n: number, nominalHz: number) => number): number =>
      WEIGHTINGS.filter(
        (row, n) => Math.abs(levelOf(weightingGoal(weighting, hzOf(n, row[0]))) - goalOf(row, weighting)) > 0.0501,
      ).length;
    expect([misses('A', exactHz), misses('C', exactHz)]).toEqual([0, 0]);
    expect(misses('A', (_, nominalHz) => nominalHz)).toBe(14);
    expect(POLES_HZ.f4).toBeCloseTo(12_194.217, 3);
  });

  for (const rateHz of METER_RATES_HZ) {
    for (const weighting of ALL) {
      test(`[SOUND-1] ${weighting} at ${rateHz} Hz: inside class 1 at 34 frequencies, within 0.21 dB of the exact goal`, () => {
        expect(breaches(measured, weighting, rateHz)).toEqual([]);
        const worst = Math.max(
          ...WEIGHTINGS.map((_, n) =>
            Math.abs(measured(weighting, exactHz(n), rateHz) - levelOf(weightingGoal(weighting, exactHz(n)))),
          ),
        );
        expect(worst).toBeLessThan(0.21);
      });
    }

    test(`[SOUND-1] at ${rateHz} Hz: A, C and Z agree at 1 kHz within 0.2 dB`, () => {
      const [a, c, z] = ALL.map((weighting) => measured(weighting, 1000, rateHz)) as [number, number, number];
      expect(Math.abs(a - c)).toBeLessThan(0.01);
      expect(Math.abs(a - z)).toBeLessThan(0.01);
    });
  }

  test('[SOUND-1] the test sees what is wrong: C for A, a rate that is not the real one, a bilinear filter', () => {
    expect(breaches((_, hz, rateHz) => measured('C', hz, rateHz), 'A', 48_000).length).toBeGreaterThan(10);
    expect(breaches((weighting, hz) => measured(weighting, hz * (44.1 / 48), 44_100), 'A', 48_000)).not.toEqual([]);
    const missedBy = bilinear('A', exactHz(33), 44_100) - levelOf(weightingGoal('A', exactHz(33)));
    expect(missedBy).toBeLessThan(-10);
  });
});
