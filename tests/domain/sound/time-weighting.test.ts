import { describe, expect, test } from 'vitest';
import { energyMean, levelOf, levelOfPeak } from '#domain/sound/decibels.ts';
import { LevelDetector } from '#domain/sound/level-detector.ts';
import { METER_RATES_HZ } from '#domain/sound/sound-meter.ts';
import { DECAY, PEAKS, TONEBURSTS } from './iec-61672.ts';
import { joined, silence, sine, steady } from './signals.ts';

const AMPLITUDE = 0.2;

function run(rateHz: number, samples: Float64Array): LevelDetector {
  const detector = new LevelDetector(rateHz);
  detector.process(samples);
  return detector;
}

/** Whether a deviation is within limits, said so that a failure shows the number. */
function outside(deviation: number, [upper, lower]: readonly [number, number]): number | null {
  return deviation <= upper && deviation >= lower ? null : deviation;
}

describe.each(METER_RATES_HZ)('time weighting at %i Hz', (rateHz) => {
  const steadyA = levelOf(steady(4000, rateHz, AMPLITUDE).A);
  const burst = (ms: number): LevelDetector =>
    run(
      rateHz,
      joined(
        silence(rateHz, 0.1),
        sine({ hz: 4000, rateHz, seconds: ms / 1000, amplitude: AMPLITUDE }),
        silence(rateHz, 1),
      ),
    );

  test.each(TONEBURSTS)('[SOUND-3] a burst of $ms ms: LAFmax, LASmax and LAE', ({ ms, fast, exposure, ...row }) => {
    const detector = burst(ms);
    expect(outside(levelOf(detector.fastMax) - steadyA - fast, row.limits)).toBeNull();
    expect(outside(levelOf(detector.sumA / rateHz) - steadyA - exposure, row.limits)).toBeNull();
    if (row.slow !== undefined && row.slowLimits !== undefined)
      expect(outside(levelOf(detector.slowMax) - steadyA - row.slow, row.slowLimits)).toBeNull();
  });

  test('[SOUND-3] repeated bursts: LAeq is 10 lg(n·Tb/Tm) below the steady level', () => {
    const [count, seconds] = [20, 2];
    const one = joined(
      sine({ hz: 4000, rateHz, seconds: 0.01, amplitude: AMPLITUDE }),
      silence(rateHz, seconds / count - 0.01),
    );
    const detector = run(rateHz, joined(...Array.from({ length: count }, () => one)));
    const laeq = levelOf(detector.sumA / (seconds * rateHz));
    expect(laeq - steadyA).toBeCloseTo(levelOf((count * 0.01) / seconds), 1);
  });

  test('[SOUND-2] once a steady sound stops, F falls by 34.7 and S by 4.3 dB a second', () => {
    const detector = run(rateHz, sine({ hz: 4000, rateHz, seconds: 8, amplitude: AMPLITUDE }));
    detector.process(silence(rateHz, 0.1));
    const before = [detector.fast, detector.slow].map(levelOf) as [number, number];
    detector.process(silence(rateHz, 1));
    const after = [detector.fast, detector.slow].map(levelOf) as [number, number];
    const { fast, slow } = DECAY;
    expect(outside(before[0] - after[0] - fast[0], [fast[1], fast[2]])).toBeNull();
    expect(outside(before[1] - after[1] - slow[0], [slow[1], slow[2]])).toBeNull();
  });

  test('[SOUND-2] F and S read a steady 1 kHz alike, within 0.1 dB, and as LAeq does', () => {
    const detector = run(rateHz, sine({ hz: 1000, rateHz, seconds: 10, amplitude: AMPLITUDE }));
    expect(Math.abs(levelOf(detector.slow) - levelOf(detector.fast))).toBeLessThanOrEqual(0.1);
    expect(levelOf(detector.fast)).toBeCloseTo(levelOf(AMPLITUDE ** 2 / 2), 1);
  });

  test('[SOUND-4] linear from full scale down over 100 dB, and in every step of 1 to 10 dB', () => {
    const top = levelOf(steady(1000, rateHz, 1).A);
    for (const down of [1, 2, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]) {
      const level = levelOf(steady(1000, rateHz, 10 ** (-down / 20)).A);
      expect(Math.abs(top - level - down)).toBeLessThan(0.01);
    }
  });

  test.each(PEAKS)('[SOUND-5] LCpeak of $cycle cycle of $hz Hz', ({ hz, cycles, sign, goal, limit }) => {
    const steadyC = levelOf(steady(hz, rateHz, AMPLITUDE).C);
    const cycle = sine({ hz, rateHz, seconds: cycles / hz, amplitude: sign * AMPLITUDE });
    const { peakC } = run(rateHz, joined(silence(rateHz, 0.1), cycle, silence(rateHz, 0.1)));
    expect(Math.abs(levelOfPeak(peakC) - steadyC - goal)).toBeLessThanOrEqual(limit);
  });

  test('after a sound has gone the filters come to rest at nothing', () => {
    const detector = run(rateHz, sine({ hz: 1000, rateHz, seconds: 1, amplitude: AMPLITUDE }));
    for (let second = 0; second < 100; second++) detector.process(silence(rateHz, 1));
    expect([detector.fast, detector.slow, detector.sumA, detector.sumC]).toEqual([0, 0, 0, 0]);
  });
});

describe('decibels', () => {
  test('[SOUND-8] the mean of levels is that of their energies, never of their numbers', () => {
    expect(energyMean([60, 60])).toBeCloseTo(60, 10);
    expect(energyMean([70, 50])).toBeCloseTo(67.03, 2);
    expect(energyMean([50, -Infinity])).toBeCloseTo(46.99, 2);
    expect(energyMean([])).toBe(-Infinity);
  });
});
