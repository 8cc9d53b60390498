import { describe, expect, test } from 'vitest';
import { levelOf } from '#domain/sound/decibels.ts';
import { LevelHistogram, LN_SHARES } from '#domain/sound/level-histogram.ts';
import { ListeningTotals } from '#domain/sound/listening-totals.ts';
import { METER_RATES_HZ, SoundMeter } from '#domain/sound/sound-meter.ts';
import { joined, silence, sine } from './signals.ts';

/** Fed in blocks that never fit a step. */
function listen(rateHz: number, samples: Float64Array, blockLength = 1023) {
  const totals = new ListeningTotals();
  const steps: { fast: number; isMute: boolean; isClipped: boolean; band1k: number }[] = [];
  const meter = new SoundMeter(rateHz, (step) => {
    totals.add(step);
    const { fast, isMute, isClipped, bands } = step;
    steps.push({ fast, isMute, isClipped, band1k: bands[5] ?? 0 });
  });
  const block = Float32Array.from(samples);
  for (let at = 0; at < block.length; at += blockLength) meter.feed(block.subarray(at, at + blockLength));
  return { totals: totals.seen(), steps };
}

describe.each(METER_RATES_HZ)('a meter at %i Hz', (rateHz) => {
  test('[SOUND-8] a steady kilohertz: LAeq, L50, the band and the maxima say the same; LAE adds 10 lg T', () => {
    const { totals, steps } = listen(rateHz, sine({ hz: 1000, rateHz, seconds: 10, amplitude: 0.1 }));
    const expected = levelOf(0.005);
    expect(totals.seconds).toBe(10);
    for (const level of [totals.laeq, totals.lafMax, totals.ln.L50, levelOf(steps.at(-1)?.band1k ?? 0)])
      expect(Math.abs((level ?? NaN) - expected)).toBeLessThan(0.1);
    expect(totals.lae - totals.laeq).toBeCloseTo(10, 10);
    expect(totals.lcPeak).toBeCloseTo(-20, 0);
  });

  test('blocks of any length give the same numbers', () => {
    const sound = sine({ hz: 440, rateHz, seconds: 2, amplitude: 0.3 });
    const [whole, torn] = [listen(rateHz, sound, sound.length), listen(rateHz, sound, 97)];
    expect(torn.totals).toEqual(whole.totals);
    expect(torn.steps).toHaveLength(20);
  });

  test('[SOUND-10] an overdriven microphone is seen, and stays said until listening begins anew', () => {
    const loud = sine({ hz: 100, rateHz, seconds: 1, amplitude: 1 });
    const soft = sine({ hz: 100, rateHz, seconds: 1, amplitude: 0.9 });
    expect(listen(rateHz, soft).totals.wasClipped).toBe(false);
    const { totals, steps } = listen(rateHz, joined(loud, soft));
    expect(totals.wasClipped).toBe(true);
    expect(steps.at(-1)?.isClipped).toBe(false);
  });

  test('[SOUND-10] nothing but zeros is a microphone that is switched off, not a quiet place', () => {
    const { steps } = listen(
      rateHz,
      joined(silence(rateHz, 1), sine({ hz: 1000, rateHz, seconds: 1, amplitude: 1e-5 })),
    );
    expect(steps.map(({ isMute }) => isMute)).toEqual([
      ...Array<boolean>(10).fill(true),
      ...Array<boolean>(10).fill(false),
    ]);
  });
});

describe('statistical levels', () => {
  test('[SOUND-7] LN is exceeded for N % of the time: L10 is the high one, L90 the low one', () => {
    const histogram = new LevelHistogram();
    for (let level = 1; level <= 100; level++) histogram.add(-level);
    expect(histogram.exceededTenths(10)).toBe(-100);
    expect(histogram.exceededTenths(90)).toBe(-900);
    const all = Object.values(LN_SHARES).map((share) => histogram.exceededTenths(share) ?? NaN);
    expect(all).toEqual(all.toSorted((a, b) => b - a));
  });

  test('[SOUND-7] the same as sorting all levels in descending order', () => {
    const histogram = new LevelHistogram();
    const levels = Array.from({ length: 997 }, (_, n) => Math.round(Math.sin(n * 7) * 300 - 500) / 10);
    for (const level of levels) histogram.add(level);
    const sorted = levels.toSorted((a, b) => b - a);
    for (const share of Object.values(LN_SHARES))
      expect(histogram.exceededTenths(share)).toBe(
        Math.round((sorted[Math.ceil((997 * share) / 100) - 1] ?? NaN) * 10),
      );
  });

  test('[SOUND-7] nothing heard has no LN; what is off the scale counts in its last class', () => {
    const histogram = new LevelHistogram();
    expect(histogram.exceededTenths(50)).toBeNull();
    histogram.add(-Infinity);
    histogram.add(40);
    expect([histogram.exceededTenths(1), histogram.exceededTenths(100)]).toEqual([100, -1600]);
  });
});
