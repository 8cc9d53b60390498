import { flushTiny } from './flush-tiny.ts';

/**
 * Half the sample rate: an elliptic half-band low-pass as two chains of all-passes (polyphase, so that it runs at the lower rate).
 * Flat to 0.001 dB up to 0.19 of the upper rate, 77 dB down from 0.31 of it on: what folds back onto an octave band lies beyond that.
 */
const [K0, K1, K2, K3] = [0.07076594897618446, 0.25785307851345257, 0.5131675747487928, 0.8173173544171368] as const;

const STATES = 7;

export class HalfBand {
  readonly #state = new Float64Array(STATES);
  #hasCarry = false;

  /** Takes `count` samples of `input`, writes half as many to `output` and answers how many; an odd one waits for the next call. */
  process(input: Float64Array, count: number, output: Float64Array): number {
    if (count === 0) return 0;
    const state = this.#state;
    let [carry, a0, a1, a2, b0, b1, b2] = state as unknown as number[] as Seven;
    const from = this.#hasCarry ? 0 : 1;
    if (from === 1) carry = input[0] as number;
    const pairs = (count - from + 1) >> 1;
    for (let n = 0; n < pairs; n++) {
      const at = from + 2 * n;
      const older = n === 0 ? carry : (input[at - 1] as number);
      const newer = input[at] as number;
      // All-passes K·(x − y₁) + x₁, multiplied out: the next sample waits for one product and one difference.
      const a1New = K0 * newer + a0 - K0 * a1;
      a2 = K2 * a1New + a1 - K2 * a2;
      a0 = newer;
      a1 = a1New;
      const b1New = K1 * older + b0 - K1 * b1;
      b2 = K3 * b1New + b1 - K3 * b2;
      b0 = older;
      b1 = b1New;
      output[n] = 0.5 * (a2 + b2);
    }
    this.#hasCarry = (count - from) % 2 === 0;
    carry = input[count - 1] as number;
    state.set([carry, a0, a1, a2, b0, b1, b2]);
    flushTiny(state);
    return pairs;
  }
}

type Seven = [number, number, number, number, number, number, number];
