import { levelOf } from './decibels.ts';
import { FastFourier } from './fast-fourier.ts';
import { weightingGoal } from './weighting-goal.ts';

/** A third of a second: tones 6 Hz apart are told apart. */
const SIZE = 16_384;
const COLUMNS_PER_OCTAVE = 12;
const [FROM_HZ, TO_HZ] = [31.5, 16_000] as const;
/** A tone is named when it stands out of what is around it. */
const STANDS_OUT_DB = 10;
const AROUND = 6;

/** Middles of the columns of a spectrum, Hz, twelve to an octave. */
export const COLUMNS_HZ: readonly number[] = Array.from(
  { length: Math.floor(Math.log2(TO_HZ / FROM_HZ) * COLUMNS_PER_OCTAVE) + 1 },
  (_, at) => FROM_HZ * 2 ** (at / COLUMNS_PER_OCTAVE),
);

export interface Tone {
  readonly hz: number;
  /** A-weighted, dB re full scale. */
  readonly levelDb: number;
}

export interface SpectrumSeen {
  /** A-weighted level of the strongest tone in each of `COLUMNS_HZ`, dB re full scale. */
  readonly columns: Float64Array;
  /** The strongest, when it stands out by 10 dB from the half octave on either side. */
  readonly tone: Tone | null;
}

/** The A-weighted spectrum of the last third of a second (Hann window). */
export class Spectrum {
  readonly #rateHz: number;
  readonly #fourier = new FastFourier(SIZE);
  readonly #window = Float64Array.from({ length: SIZE }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / SIZE));
  readonly #recent = new Float64Array(SIZE);
  readonly #re = new Float64Array(SIZE);
  readonly #im = new Float64Array(SIZE);
  /** Mean square of a sine at each bin, A-weighted. */
  readonly #power = new Float64Array(SIZE / 2);
  readonly #scale: Float64Array;
  readonly #columns = new Float64Array(COLUMNS_HZ.length);

  constructor(rateHz: number) {
    this.#rateHz = rateHz;
    // A sine of amplitude 1 has SIZE/4 in its bin, and a mean square of ½.
    this.#scale = Float64Array.from(
      { length: SIZE / 2 },
      (_, bin) => (weightingGoal('A', (bin * rateHz) / SIZE) * 8) / SIZE ** 2,
    );
  }

  /** Samples as they come, fewer than a third of a second at a time. */
  push(samples: Float64Array): void {
    this.#recent.copyWithin(0, samples.length);
    this.#recent.set(samples, SIZE - samples.length);
  }

  seen(): SpectrumSeen {
    for (let n = 0; n < SIZE; n++) this.#re[n] = (this.#recent[n] as number) * (this.#window[n] as number);
    this.#im.fill(0);
    this.#fourier.transform(this.#re, this.#im);
    for (let bin = 0; bin < SIZE / 2; bin++) {
      const [re, im] = [this.#re[bin] as number, this.#im[bin] as number];
      this.#power[bin] = (re * re + im * im) * (this.#scale[bin] as number);
    }
    COLUMNS_HZ.forEach((hz, at) => (this.#columns[at] = levelOf(this.#greatestAround(hz))));
    return { columns: this.#columns, tone: this.#tone() };
  }

  /** Of the bins of a column, or of the nearest one where bins are wider than columns. */
  #greatestAround(hz: number): number {
    const binOf = (frequencyHz: number): number => Math.round((frequencyHz * SIZE) / this.#rateHz);
    const edge = 2 ** (0.5 / COLUMNS_PER_OCTAVE);
    let greatest = 0;
    for (let bin = binOf(hz / edge); bin <= binOf(hz * edge); bin++)
      greatest = Math.max(greatest, this.#power[bin] ?? 0);
    return greatest;
  }

  #tone(): Tone | null {
    const columns = this.#columns;
    const best = columns.reduce((at, level, column) => (level > (columns[at] as number) ? column : at), 0);
    const levelDb = columns[best] as number;
    if (!Number.isFinite(levelDb)) return null;
    const around = [
      ...columns.subarray(Math.max(0, best - AROUND), best - 1),
      ...columns.subarray(best + 2, best + 1 + AROUND),
    ];
    const isAlone = around.every((level) => levelDb - level >= STANDS_OUT_DB);
    return isAlone ? { hz: this.#peakNear(COLUMNS_HZ[best] as number), levelDb } : null;
  }

  /** Between bins, by the parabola through three of them. */
  #peakNear(hz: number): number {
    const edge = 2 ** (0.6 / COLUMNS_PER_OCTAVE);
    const perBin = this.#rateHz / SIZE;
    let best = Math.max(1, Math.round(hz / edge / perBin));
    for (let bin = best; bin <= Math.round((hz * edge) / perBin); bin++)
      if ((this.#power[bin] ?? 0) > (this.#power[best] ?? 0)) best = bin;
    const [before, here, after] = [best - 1, best, best + 1].map((bin) => levelOf(this.#power[bin] ?? 0)) as Three;
    const bend = before - 2 * here + after;
    return (best + (bend < 0 ? (before - after) / (2 * bend) : 0)) * perBin;
  }
}

type Three = [number, number, number];
