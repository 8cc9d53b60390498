import type { SoundStep } from '#domain/sound/sound-meter.ts';
import { levelOf } from '#domain/sound/decibels.ts';
import { ListeningTotals } from '#domain/sound/listening-totals.ts';
import { MID_BANDS_HZ } from '#domain/sound/octave-bands.ts';
import { SoundMeter, STEPS_PER_S } from '#domain/sound/sound-meter.ts';
import { Spectrum } from '#domain/sound/spectrum.ts';
import type { Heard } from './contract.ts';

/** A microphone that has just been opened thumps, and filters settle: not counted. */
const SETTLE_STEPS = 0.5 * STEPS_PER_S;
/** A page that asks for nothing (it is hidden) must not make the worker grow. */
const MAX_UNTAKEN = 60 * STEPS_PER_S;
const MUTE_STEPS = STEPS_PER_S;

/** Keeps what was heard until it is asked for. */
export class Listener {
  #meter: SoundMeter | null = null;
  #spectrum: Spectrum | null = null;
  #totals = new ListeningTotals();
  #lafDb: number[] = [];
  #laeqDb: number[] = [];
  readonly #bands = new Float64Array(MID_BANDS_HZ.length);
  #settling = 0;
  #muteSteps = 0;
  #isClipped = false;

  /** A microphone was opened. Totals go on: a pause is a gap, not an end. */
  open(rateHz: number): void {
    this.#meter = new SoundMeter(rateHz, (step, samples) => this.#hear(step, samples));
    this.#spectrum = new Spectrum(rateHz);
    this.#bands.fill(0);
    this.#settling = SETTLE_STEPS;
    this.#muteSteps = 0;
  }

  feed(block: Float32Array): void {
    this.#meter?.feed(block);
  }

  take(): Heard {
    const spectrum = this.#spectrum?.seen();
    const heard: Heard = {
      lafDb: this.#lafDb,
      laeqDb: this.#laeqDb,
      isClipped: this.#isClipped,
      isMute: this.#muteSteps >= MUTE_STEPS,
      bandsDb: Array.from(this.#bands, levelOf),
      spectrumDb: Array.from(spectrum?.columns ?? []),
      tone: spectrum?.tone ?? null,
      totals: this.#totals.seen(),
    };
    this.#lafDb = [];
    this.#laeqDb = [];
    this.#isClipped = false;
    return heard;
  }

  forget(): void {
    this.#totals = new ListeningTotals();
    this.#lafDb = [];
    this.#laeqDb = [];
    this.#isClipped = false;
  }

  #hear(step: SoundStep, samples: Float64Array): void {
    if (this.#settling > 0) {
      this.#settling -= 1;
      return;
    }
    this.#totals.add(step);
    this.#spectrum?.push(samples);
    this.#lafDb.push(levelOf(step.fast));
    this.#laeqDb.push(levelOf(step.a));
    if (this.#lafDb.length > MAX_UNTAKEN) {
      this.#lafDb.shift();
      this.#laeqDb.shift();
    }
    this.#isClipped ||= step.isClipped;
    this.#muteSteps = step.isMute ? this.#muteSteps + 1 : 0;
    step.bands.forEach((square, at) => {
      const before = this.#bands[at] ?? 0;
      this.#bands[at] = before === 0 ? square : before + (square - before) / STEPS_PER_S;
    });
  }
}
