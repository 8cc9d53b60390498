import { describe, expect, test } from 'vitest';
import { levelOf } from '#domain/sound/decibels.ts';
import { MID_BANDS_HZ, OCTAVE_RATIO, OCTAVES } from '#domain/sound/octave-bands.ts';
import { OctaveBank } from '#domain/sound/octave-bank.ts';
import { METER_RATES_HZ } from '#domain/sound/sound-meter.ts';
import { MASK_POWERS, maskAt } from './iec-61260.ts';
import { sine, whiteNoise } from './signals.ts';

const AMPLITUDE = 0.5;

/** Attenuation of every band on a real sine, dB: what folds back from halving the rate is in it. */
function attenuations(hz: number, rateHz: number, settleS: number): readonly number[] {
  const bank = new OctaveBank(rateHz, rateHz);
  // As the meter feeds it: in tenths of a second, so that odd remainders are met.
  const tenth = Math.round(rateHz / 10);
  const whole = sine({ hz, rateHz, seconds: settleS + 1, amplitude: AMPLITUDE });
  const sums = MID_BANDS_HZ.map(() => 0);
  for (let at = 0; at + tenth <= whole.length; at += tenth) {
    bank.process(whole.subarray(at, at + tenth));
    if (at >= settleS * rateHz)
      bank.meanSquares.forEach((square, band) => (sums[band] = (sums[band] ?? 0) + square / 10));
  }
  return sums.map((sum) => -levelOf(sum / (AMPLITUDE ** 2 / 2)));
}

const known = new Map<string, readonly number[]>();
/** The filter of 31.5 Hz takes a second to settle; far from it, nobody waits. */
function attenuationsAt(hz: number, rateHz: number): readonly number[] {
  const key = `${hz.toFixed(3)} ${rateHz}`;
  const found = known.get(key) ?? attenuations(hz, rateHz, 1);
  known.set(key, found);
  return found;
}

describe('octave bands', () => {
  test('[SOUND-6] exact mid-band frequencies, not the nominal ones', () => {
    const printed = [31.623, 63.096, 125.893, 251.189, 501.187, 1000, 1995.26, 3981.07, 7943.28];
    printed.forEach((hz, at) => expect(MID_BANDS_HZ[at]).toBeCloseTo(hz, 2));
  });

  for (const rateHz of METER_RATES_HZ)
    test.each(MID_BANDS_HZ.map((midHz, band) => ({ midHz, band, name: OCTAVES[band] })))(
      `[SOUND-6] $name Hz at ${rateHz} Hz lies in the class 1 mask at every Ω`,
      ({ midHz, band }) => {
        const breaches = MASK_POWERS.map((power) => midHz * OCTAVE_RATIO ** power)
          .filter((hz) => hz >= 2 && hz < rateHz / 2)
          .flatMap((hz) => {
            const attenuation = attenuationsAt(hz, rateHz)[band] ?? NaN;
            const [min, max] = maskAt(hz, midHz);
            return attenuation >= min && attenuation <= max ? [] : [{ hz, attenuation, min, max }];
          });
        expect(breaches).toEqual([]);
      },
    );

  test('[SOUND-6] the mask refuses a band next door, and a filter of lower order', () => {
    const [min] = maskAt(2000, 1000);
    expect(attenuationsAt(2000, 48_000)[6]).toBeLessThan(min);
    const firstOrder = (hz: number): number => {
      const x = (hz / 1000 - 1000 / hz) / (Math.sqrt(OCTAVE_RATIO) - 1 / Math.sqrt(OCTAVE_RATIO));
      return 10 * Math.log10(1 + x ** 4);
    };
    expect(firstOrder(1000 * OCTAVE_RATIO ** 2)).toBeLessThan(maskAt(1000 * OCTAVE_RATIO ** 2, 1000)[0]);
  });

  test('[SOUND-6] noise comes through with the power of one octave: effective bandwidth within 0.1 dB', () => {
    const [rateHz, seconds] = [48_000, 20];
    const noise = whiteNoise(rateHz * seconds);
    const bank = new OctaveBank(rateHz, noise.length);
    bank.process(noise);
    const power = noise.reduce((sum, sample) => sum + sample ** 2, 0) / noise.length;
    for (const [band, midHz] of MID_BANDS_HZ.entries()) {
      if (midHz < 500) continue;
      const widthHz = midHz * (OCTAVE_RATIO ** 0.5 - OCTAVE_RATIO ** -0.5);
      const expected = (power * widthHz) / (rateHz / 2);
      expect(Math.abs(levelOf((bank.meanSquares[band] ?? 0) / expected))).toBeLessThan(0.1);
    }
  });

  test('[SOUND-6] a sine in the middle of a band is there with its level, whatever the phase of the blocks', () => {
    for (const [band, midHz] of MID_BANDS_HZ.entries())
      expect(Math.abs(attenuationsAt(midHz, 44_100)[band] ?? NaN)).toBeLessThan(0.1);
  });
});
