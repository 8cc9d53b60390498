import { LevelDetector } from './level-detector.ts';
import { MID_BANDS_HZ } from './octave-bands.ts';
import { OctaveBank } from './octave-bank.ts';

/** Rates the signal chain is held to the standards at. */
export const METER_RATES_HZ = [44_100, 48_000] as const;

/** Ten steps a second: an interval of LN and of the curve (GB asks for at most 1 s). */
export const STEPS_PER_S = 10;

/** At this amplitude a converter has nothing left to say. */
const CLIPPED_FROM = 0.995;

/** What a tenth of a second held. Mean squares re full scale. */
export interface SoundStep {
  readonly a: number;
  readonly c: number;
  readonly z: number;
  /** A with F and S, at the end of the step. */
  readonly fast: number;
  readonly slow: number;
  readonly fastMax: number;
  readonly slowMax: number;
  /** Amplitude. */
  readonly peakC: number;
  readonly isClipped: boolean;
  /** Every sample was zero: no microphone does that by itself. */
  readonly isMute: boolean;
  /** Unweighted, lowest band first. */
  readonly bands: Float64Array;
}

/** Samples in, steps of a tenth of a second out. No memory is taken after the start. */
export class SoundMeter {
  readonly #levels: LevelDetector;
  readonly #bank: OctaveBank;
  readonly #samples: Float64Array;
  #filled = 0;
  readonly #step = {
    a: 0,
    c: 0,
    z: 0,
    fast: 0,
    slow: 0,
    fastMax: 0,
    slowMax: 0,
    peakC: 0,
    isClipped: false,
    isMute: false,
    bands: new Float64Array(MID_BANDS_HZ.length),
  };
  readonly #onStep: (step: SoundStep, samples: Float64Array) => void;

  /** `onStep` is given the same objects each time: it copies what it keeps. */
  constructor(rateHz: number, onStep: (step: SoundStep, samples: Float64Array) => void) {
    this.#samples = new Float64Array(Math.round(rateHz / STEPS_PER_S));
    this.#levels = new LevelDetector(rateHz);
    this.#bank = new OctaveBank(rateHz, this.#samples.length);
    this.#onStep = onStep;
  }

  /** Full scale is ±1. Blocks may have any length. */
  feed(block: Float32Array): void {
    const samples = this.#samples;
    for (let at = 0; at < block.length;) {
      const filled = this.#filled;
      const count = Math.min(block.length - at, samples.length - filled);
      samples.set(block.subarray(at, at + count), filled);
      at += count;
      this.#filled = filled + count;
      if (this.#filled === samples.length) {
        this.#measure();
        this.#filled = 0;
      }
    }
  }

  #measure(): void {
    const levels = this.#levels;
    const step = this.#step;
    const count = this.#samples.length;
    levels.process(this.#samples);
    this.#bank.process(this.#samples);
    step.a = levels.sumA / count;
    step.c = levels.sumC / count;
    step.z = levels.sumZ / count;
    step.fast = levels.fast;
    step.slow = levels.slow;
    step.fastMax = levels.fastMax;
    step.slowMax = levels.slowMax;
    step.peakC = levels.peakC;
    step.isClipped = levels.peak >= CLIPPED_FROM;
    step.isMute = levels.peak === 0;
    step.bands.set(this.#bank.meanSquares);
    this.#onStep(step, this.#samples);
  }
}
