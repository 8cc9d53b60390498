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
    const state = this.#state;
    let [carry, a0, a1, a2, b0, b1, b2] = state as unknown as number[] as Seven;
    let at = 0;
    let written = 0;
    if (!this.#hasCarry && count > 0) carry = input[at++] as number;
    this.#hasCarry = true;
    while (at < count) {
      const newer = input[at++] as number;
      const a1New = K0 * (newer - a1) + a0;
      a2 = K2 * (a1New - a2) + a1;
      a0 = newer;
      a1 = a1New;
      const b1New = K1 * (carry - b1) + b0;
      b2 = K3 * (b1New - b2) + b1;
      b0 = carry;
      b1 = b1New;
      output[written++] = 0.5 * (a2 + b2);
      if (at === count) this.#hasCarry = false;
      else carry = input[at++] as number;
    }
    state.set([carry, a0, a1, a2, b0, b1, b2]);
    flushTiny(state);
    return written;
  }
}

type Seven = [number, number, number, number, number, number, number];
