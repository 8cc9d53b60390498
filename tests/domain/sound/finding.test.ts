import { describe, expect, test } from 'vitest';
import { ASSUMED_OFFSET_DB, offsetFrom } from '#domain/sound/calibration.ts';
import { levelOf } from '#domain/sound/decibels.ts';
import { FastFourier } from '#domain/sound/fast-fourier.ts';
import { louder } from '#domain/sound/louder.ts';
import { stillProcessed } from '#domain/sound/processing.ts';
import { COLUMNS_HZ, Spectrum } from '#domain/sound/spectrum.ts';
import { weightingGoal } from '#domain/sound/weighting-goal.ts';
import { sine, whiteNoise } from './signals.ts';

function spectrumOf(samples: Float64Array, rateHz: number) {
  const spectrum = new Spectrum(rateHz);
  for (let at = 0; at < samples.length; at += 4410) spectrum.push(samples.subarray(at, at + 4410));
  return spectrum.seen();
}

describe('the spectrum', () => {
  test('the transform is the sum it stands for', () => {
    const size = 64;
    const [re, im] = [whiteNoise(size), new Float64Array(size)];
    const input = Float64Array.from(re);
    new FastFourier(size).transform(re, im);
    for (const bin of [0, 1, 17, 63]) {
      const sum = [0, 0] as [number, number];
      input.forEach((x, n) => {
        sum[0] += x * Math.cos((2 * Math.PI * bin * n) / size);
        sum[1] -= x * Math.sin((2 * Math.PI * bin * n) / size);
      });
      expect([re[bin], im[bin]]).toEqual([expect.closeTo(sum[0], 9), expect.closeTo(sum[1], 9)]);
    }
    expect(() => new FastFourier(48)).toThrow('no power of two');
  });

  test.each([44_100, 48_000])(
    '[SOUND-12] at %i Hz a hum is named with its frequency and its A-weighted level',
    (rateHz) => {
      for (const hz of [98, 440, 1000, 3150]) {
        const { tone } = spectrumOf(sine({ hz, rateHz, seconds: 1, amplitude: 0.1 }), rateHz);
        expect(Math.abs((tone?.hz ?? NaN) - hz)).toBeLessThan(0.5);
        const expected = levelOf(0.005 * weightingGoal('A', hz));
        // A Hann window tells a tone between two bins up to 1.4 dB low.
        expect(Math.abs((tone?.levelDb ?? NaN) - expected)).toBeLessThan(1.5);
      }
    },
  );

  test('[SOUND-12] noise has no tone, and neither has silence', () => {
    expect(spectrumOf(whiteNoise(48_000), 48_000).tone).toBeNull();
    const { tone, columns } = spectrumOf(new Float64Array(48_000), 48_000);
    expect(tone).toBeNull();
    expect([...columns]).toEqual(COLUMNS_HZ.map(() => -Infinity));
  });
});

describe('two places', () => {
  test('[SOUND-13] how much louder it is here, in whole dB; less than 2 dB tells nothing apart', () => {
    const at = (levelDb: number) => ({ levelDb });
    expect(louder(at(-40), at(-46.2))).toEqual({ which: 'here', byDb: 6 });
    expect(louder(at(-46.2), at(-40))).toEqual({ which: 'there', byDb: 6 });
    expect(louder(at(-40), at(-41.4))).toEqual({ which: 'alike', byDb: 1 });
    expect(louder(at(-40), at(-Infinity))).toBeNull();
  });
});

describe('the offset of a phone', () => {
  test('[SOUND-11] what the meter shows less what the phone heard, in whole tenths', () => {
    expect(offsetFrom(63.5, { laeqDb: -48.83, wasClipped: false })).toEqual({ offsetDb: 112.3 });
    expect(ASSUMED_OFFSET_DB).toBeCloseTo(90 - levelOf((2500 / 32_768) ** 2), 0);
  });

  test('[SOUND-11] refused, with the reason: no level of a meter, nothing heard, overdriven, beyond belief', () => {
    const heard = { laeqDb: -50, wasClipped: false };
    expect(offsetFrom(undefined, heard)).toEqual({ refusal: 'meter-value' });
    expect(offsetFrom(635, heard)).toEqual({ refusal: 'meter-value' });
    expect(offsetFrom(NaN, heard)).toEqual({ refusal: 'meter-value' });
    expect(offsetFrom(63, { laeqDb: -Infinity, wasClipped: false })).toEqual({ refusal: 'too-quiet' });
    expect(offsetFrom(63, { ...heard, wasClipped: true })).toEqual({ refusal: 'clipped' });
    expect(offsetFrom(120, { laeqDb: -60, wasClipped: false })).toEqual({ refusal: 'implausible' });
  });
});

describe('what a phone does to the sound', () => {
  test('[SOUND-15] whatever is not said to be off is on', () => {
    const off = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    expect(stillProcessed(off)).toEqual([]);
    expect(stillProcessed({ ...off, autoGainControl: true })).toEqual(['autoGainControl']);
    expect(stillProcessed({ ...off, echoCancellation: 'remote-only' })).toEqual(['echoCancellation']);
    expect(stillProcessed({})).toHaveLength(3);
  });
});
