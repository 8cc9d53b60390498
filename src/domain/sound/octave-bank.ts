import type { OctaveFilter } from './octave-filter.ts';
import { flushTiny } from './flush-tiny.ts';
import { HalfBand } from './half-band.ts';
import { MID_BANDS_HZ } from './octave-bands.ts';
import { designOctave } from './octave-filter.ts';

/**
 * Nine octave bands: the highest at the full rate, each lower one at half the rate of the one above it. So all of them together cost two
 * bands, and the filter at 31.5 Hz has as well-behaved numbers as the one at 8 kHz.
 */
export class OctaveBank {
  /** Mean square of each band over the last call, lowest band first. */
  readonly meanSquares = new Float64Array(MID_BANDS_HZ.length);
  /** Highest band first. */
  readonly #stages: readonly Stage[];

  /** `maxSamples` is the longest input of a call. */
  constructor(rateHz: number, maxSamples: number) {
    this.#stages = MID_BANDS_HZ.toReversed().map((midHz, at) => ({
      band: new Band(designOctave(midHz, rateHz / 2 ** at)),
      halve: new HalfBand(),
      half: new Float64Array(Math.ceil(maxSamples / 2 ** (at + 1)) + 1),
    }));
  }

  process(samples: Float64Array): void {
    let input = samples;
    let count = samples.length;
    for (let at = 0; at < this.#stages.length; at++) {
      const { band, halve, half } = this.#stages[at] as Stage;
      this.meanSquares[this.#stages.length - 1 - at] = band.meanSquare(input, count);
      count = halve.process(input, count, half);
      input = half;
    }
  }
}

interface Stage {
  readonly band: Band;
  readonly halve: HalfBand;
  readonly half: Float64Array;
}

class Band {
  readonly #filter: OctaveFilter;
  readonly #state = new Float64Array(6);

  constructor(filter: OctaveFilter) {
    this.#filter = filter;
  }

  meanSquare(input: Float64Array, count: number): number {
    const { a1, a2, power } = this.#filter;
    const [a, b, c] = a1;
    const [a_, b_, c_] = a2;
    let [s1, s2, t1, t2, u1, u2] = this.#state as unknown as number[] as Six;
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const x = input[i] as number;
      const first = x + s1;
      s1 = s2 - a * first;
      s2 = -x - a_ * first;
      const second = first + t1;
      t1 = t2 - b * second;
      t2 = -first - b_ * second;
      const third = second + u1;
      u1 = u2 - c * third;
      u2 = -second - c_ * third;
      sum += third * third;
    }
    this.#state.set([s1, s2, t1, t2, u1, u2]);
    flushTiny(this.#state);
    return count === 0 ? 0 : (sum * power) / count;
  }
}

type Six = [number, number, number, number, number, number];
