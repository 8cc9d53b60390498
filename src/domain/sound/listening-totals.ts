import type { Ln } from './level-histogram.ts';
import type { SoundStep } from './sound-meter.ts';
import { levelOf, levelOfPeak } from './decibels.ts';
import { LevelHistogram, LN_SHARES } from './level-histogram.ts';
import { STEPS_PER_S } from './sound-meter.ts';

/** Since the beginning of listening; dB re full scale, −∞ where there was nothing. */
export interface TotalsSeen {
  readonly seconds: number;
  readonly laeq: number;
  /** LAeq + 10 lg(T / 1 s). */
  readonly lae: number;
  readonly lafMax: number;
  readonly lasMax: number;
  readonly lcPeak: number;
  /** Of LAF, every tenth of a second; null while there is nothing. */
  readonly ln: Readonly<Record<Ln, number | null>>;
  /** Latched: once the microphone was overdriven, averages and maxima stay doubtful until listening begins anew (IEC 61672-1, 5.11). */
  readonly wasClipped: boolean;
}

export class ListeningTotals {
  #steps = 0;
  #sumA = 0;
  #fastMax = 0;
  #slowMax = 0;
  #peakC = 0;
  #wasClipped = false;
  readonly #histogram = new LevelHistogram();

  add(step: SoundStep): void {
    this.#steps += 1;
    this.#sumA += step.a;
    this.#fastMax = Math.max(this.#fastMax, step.fastMax);
    this.#slowMax = Math.max(this.#slowMax, step.slowMax);
    this.#peakC = Math.max(this.#peakC, step.peakC);
    this.#wasClipped ||= step.isClipped;
    this.#histogram.add(levelOf(step.fast));
  }

  seen(): TotalsSeen {
    const seconds = this.#steps / STEPS_PER_S;
    const shares = Object.entries(LN_SHARES) as readonly (readonly [Ln, number])[];
    return {
      seconds,
      laeq: this.#steps === 0 ? -Infinity : levelOf(this.#sumA / this.#steps),
      lae: levelOf(this.#sumA / STEPS_PER_S),
      lafMax: levelOf(this.#fastMax),
      lasMax: levelOf(this.#slowMax),
      lcPeak: levelOfPeak(this.#peakC),
      ln: Object.fromEntries(
        shares.map(([name, share]) => [name, inDb(this.#histogram.exceededTenths(share))]),
      ) as Record<Ln, number | null>,
      wasClipped: this.#wasClipped,
    };
  }
}

function inDb(tenths: number | null): number | null {
  return tenths === null ? null : tenths / 10;
}
