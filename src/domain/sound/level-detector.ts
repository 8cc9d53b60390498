import { designWeighting } from './weighting-filter.ts';
import { flushTiny } from './flush-tiny.ts';

/** Time weightings F and S, seconds (IEC 61672-1:2013, 5.8). */
const TAU_FAST_S = 0.125;
const TAU_SLOW_S = 1;

// Places in the state; before them the filters'.
const [FAST, SLOW, STATES] = [10, 11, 12] as const;

/**
 * A, C and Z weighting, F and S time weighting, sums and maxima in one pass over the samples; full scale is ±1. Filters go on from call
 * to call; sums and maxima are those of the last call.
 */
export class LevelDetector {
  /** Sums of squares. */
  sumA = 0;
  sumC = 0;
  sumZ = 0;
  /** Mean squares of A with F and S: greatest of the call. */
  fastMax = 0;
  slowMax = 0;
  /** Greatest amplitudes of the call: C-weighted, and as they came. */
  peakC = 0;
  peak = 0;
  readonly #filter: ReturnType<typeof designWeighting>;
  readonly #fastStep: number;
  readonly #slowStep: number;
  readonly #state = new Float64Array(STATES);

  constructor(rateHz: number) {
    this.#filter = designWeighting(rateHz);
    this.#fastStep = -Math.expm1(-1 / (rateHz * TAU_FAST_S));
    this.#slowStep = -Math.expm1(-1 / (rateHz * TAU_SLOW_S));
  }

  /** Mean square of A with F, at the end of the last call. */
  get fast(): number {
    return this.#state[FAST] as number;
  }

  get slow(): number {
    return this.#state[SLOW] as number;
  }

  process(samples: Float64Array): void {
    const { p1, p2, p3, pz, a, c } = this.#filter;
    // The double pole at f4 is the same for both.
    const { b0: ab0, b1: ab1, b2: ab2, a1, a2 } = a;
    const { b0: cb0, b1: cb1, b2: cb2 } = c;
    const [fastStep, slowStep, state] = [this.#fastStep, this.#slowStep, this.#state];
    let [xOld, z, h1, h2, h3, h4, u1, u2, v1, v2, fast, slow] = state as unknown as number[] as Twelve;
    let [sumA, sumC, sumZ, fastMax, slowMax, peakC, peak] = [0, 0, 0, 0, 0, 0, 0];
    for (let i = 0; i < samples.length; i++) {
      const x = samples[i] as number;
      const step = x - xOld;
      xOld = x;
      z = step + pz * z;
      // Each high-pass takes the step of the one before it: oldest state first.
      const h1New = step + p1 * h1;
      const h2New = h1New - h1 + p1 * h2;
      const h3New = h2New - h2 + p2 * h3;
      h4 = h3New - h3 + p3 * h4;
      h1 = h1New;
      h2 = h2New;
      h3 = h3New;
      const weightedC = cb0 * h2 + v1;
      v1 = cb1 * h2 - a1 * weightedC + v2;
      v2 = cb2 * h2 - a2 * weightedC;
      const weightedA = ab0 * h4 + u1;
      u1 = ab1 * h4 - a1 * weightedA + u2;
      u2 = ab2 * h4 - a2 * weightedA;
      const square = weightedA * weightedA;
      sumA += square;
      sumC += weightedC * weightedC;
      sumZ += z * z;
      fast += fastStep * (square - fast);
      slow += slowStep * (square - slow);
      if (fast > fastMax) fastMax = fast;
      if (slow > slowMax) slowMax = slow;
      const sizeC = weightedC < 0 ? -weightedC : weightedC;
      const size = x < 0 ? -x : x;
      if (sizeC > peakC) peakC = sizeC;
      if (size > peak) peak = size;
    }
    [this.sumA, this.sumC, this.sumZ] = [sumA, sumC, sumZ];
    [this.fastMax, this.slowMax, this.peakC, this.peak] = [fastMax, slowMax, peakC, peak];
    state.set([xOld, z, h1, h2, h3, h4, u1, u2, v1, v2, fast, slow]);
    flushTiny(state);
  }
}

type Twelve = [number, number, number, number, number, number, number, number, number, number, number, number];
