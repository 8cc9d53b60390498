import type { TotalsSeen } from '#domain/sound/listening-totals.ts';
import type { Tone } from '#domain/sound/spectrum.ts';

/** What was heard since the last question. Levels in dB re full scale, −∞ where there was nothing. */
export interface Heard {
  /** One for each tenth of a second, oldest first: LAF at its end, LAeq over it. A minute at most. */
  readonly lafDb: readonly number[];
  readonly laeqDb: readonly number[];
  readonly isClipped: boolean;
  /** Nothing but zeros came, for a second or more. */
  readonly isMute: boolean;
  /** Octave bands, unweighted, over about the last second; lowest first. */
  readonly bandsDb: readonly number[];
  /** A-weighted, `COLUMNS_HZ` of the domain. */
  readonly spectrumDb: readonly number[];
  readonly tone: Tone | null;
  readonly totals: TotalsSeen;
}

export interface SoundApi {
  /** Samples come through `blocks` from the audio thread, full scale ±1. What was heard before goes on. */
  listen(blocks: MessagePort, rateHz: number): void;
  take(): Heard;
  /** Begins anew. */
  forget(): void;
}
