import type { Biquad } from '#domain/sound/weighting-filter.ts';
import { MID_BANDS_HZ } from '#domain/sound/octave-bands.ts';
import { designOctave } from '#domain/sound/octave-filter.ts';
import { SoundMeter } from '#domain/sound/sound-meter.ts';
import { designWeighting } from '#domain/sound/weighting-filter.ts';
import { pinkNoise } from '#tests/domain/sound/signals.ts';

const RATE_HZ = 48_000;
/** As the audio thread sends them. */
const BLOCK = 2048;
const SOUND_S = 10;

export interface SoundSpeed {
  /** Seconds of sound per second of one thread's processor time: A, C, Z, F, S, LAeq, LN's levels, maxima and nine octaves. */
  readonly ours: number;
  /** A, F, LAeq and nine octaves as a textbook has them: every filter a section after another, all at the full rate. */
  readonly naive: number;
}

/** Medians of `repeats` passes over ten seconds of pink noise, one thread, in turn. */
export function measureSound(repeats: number): SoundSpeed {
  const sound = Float32Array.from(pinkNoise(RATE_HZ * SOUND_S));
  const contenders = { ours: () => listenOurs(sound), naive: () => listenNaively(sound) };
  const speeds = { ours: [] as number[], naive: [] as number[] };
  for (let pass = 0; pass <= repeats; pass++)
    for (const name of ['ours', 'naive'] as const) {
      const before = process.threadCpuUsage();
      contenders[name]();
      const { user, system } = process.threadCpuUsage(before);
      // The first pass is the compiler's.
      if (pass > 0) speeds[name].push((SOUND_S * 1e6) / (user + system));
    }
  return { ours: median(speeds.ours), naive: median(speeds.naive) };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function listenOurs(sound: Float32Array): void {
  let steps = 0;
  const meter = new SoundMeter(RATE_HZ, () => (steps += 1));
  for (let at = 0; at < sound.length; at += BLOCK) meter.feed(sound.subarray(at, at + BLOCK));
  if (steps !== SOUND_S * 10) throw new Error('steps were lost');
}

class Section {
  readonly #filter: Biquad;
  #s1 = 0;
  #s2 = 0;

  constructor(filter: Biquad) {
    this.#filter = filter;
  }

  pass(x: number): number {
    const { b0, b1, b2, a1, a2 } = this.#filter;
    const y = b0 * x + this.#s1;
    this.#s1 = b1 * x - a1 * y + this.#s2;
    this.#s2 = b2 * x - a2 * y;
    return y;
  }
}

function listenNaively(sound: Float32Array): void {
  const { p1, p2, p3, a } = designWeighting(RATE_HZ);
  const highPass = (p: number, q: number): Biquad => ({ b0: 1, b1: -2, b2: 1, a1: -p - q, a2: p * q });
  const weighting = [highPass(p1, p1), highPass(p2, p3), a].map((filter) => new Section(filter));
  const octaves = MID_BANDS_HZ.map((midHz) => {
    const { a1, a2 } = designOctave(midHz, RATE_HZ);
    return [0, 1, 2].map((n) => new Section({ b0: 1, b1: 0, b2: -1, a1: a1[n] ?? 0, a2: a2[n] ?? 0 }));
  });
  const sums = MID_BANDS_HZ.map(() => 0);
  let [fast, sum] = [0, 0];
  for (const x of sound) {
    const square = weighting.reduce((y, section) => section.pass(y), x) ** 2;
    sum += square;
    fast += (square - fast) / (RATE_HZ * 0.125);
    octaves.forEach((octave, band) => {
      sums[band] = (sums[band] ?? 0) + octave.reduce((y, section) => section.pass(y), x) ** 2;
    });
  }
  if (!(sum > 0 && fast > 0 && sums.every((band) => band > 0))) throw new Error('nothing was heard');
}
