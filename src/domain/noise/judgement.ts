import type { ConditionName, Verification } from './noise-rules.ts';
import type { JudgementOutcome, NoisePeriod, OctaveBand, ZoneClass } from './reading.ts';

/** What was compared: the mean level, the maximum, or one unweighted octave band. */
export type Quantity = 'laeq' | 'lmax' | OctaveBand;

export interface Cited {
  readonly standard: string;
  readonly clause: string;
  readonly status: Verification;
}

export type StepName =
  | 'measured'
  | 'background'
  /** Rounded difference of the two. */
  | 'difference'
  /** What the table adds; 0 above its last row. */
  | 'correction'
  /** Nothing is taken off: by the standard (ambient noise, maximum level). */
  | 'uncorrected'
  | 'result'
  | 'limit'
  /** Result less limit; not above nought is compliant. */
  | 'over'
  /** Below the limit as measured: no background needed. */
  | 'direct'
  /** Background too near: measured less limit, rounded. */
  | 'excess'
  | 'background-missing';

/** One line of the working. */
export interface Step {
  readonly name: StepName;
  /** Tenths of dB; whole decibels, too, are given in tenths. Null where the step has no number. */
  readonly tenths: number | null;
  /** Null for what was read off the meter. */
  readonly by: Cited | null;
}

/** One level against one limit. */
export interface LevelCheck {
  readonly quantity: Quantity;
  readonly outcome: Exclude<JudgementOutcome, 'invalid'>;
  readonly limitDb: number;
  /** Whole dB; null where the rules give none. */
  readonly resultDb: number | null;
  readonly overDb: number | null;
  readonly steps: readonly Step[];
}

export type FlawName =
  | ConditionName
  /** For training; never a reading of record. */
  | 'simulator'
  | 'weak-background-class'
  | 'background-near'
  | 'background-above'
  | 'background-other-period'
  | 'maximum-below-mean'
  | 'period-differs'
  | 'newer-edition';

/** What voids a reading, or has to be explained beside it. */
export interface Flaw {
  readonly name: FlawName;
  readonly by: Cited | null;
  /** What was found, in the unit of the condition. */
  readonly found: number | null;
  readonly limit: number | null;
}

/** What has to be known before anything can be said. */
export type Missing =
  | 'regime'
  | 'point-kind'
  | 'zone'
  | 'zone-part'
  | 'room'
  | 'bands'
  | 'band-backgrounds'
  | 'background'
  | 'lmax'
  | 'burst'
  | 'meter'
  | 'meter-class'
  | 'calibrator'
  /** No edition in the table for that day. */
  | 'standard'
  /** The standard has no limit for such a point. */
  | 'limit';

export interface Judgement {
  readonly outcome: JudgementOutcome;
  readonly standard: { readonly code: string; readonly title: string } | null;
  readonly period: NoisePeriod;
  /** The class the limit was looked up by; null where none is needed or known. */
  readonly zone: ZoneClass | null;
  /** The deciding check: what exceeds most, else the mean level. */
  readonly deciding: LevelCheck | null;
  readonly checks: readonly LevelCheck[];
  readonly voids: readonly Flaw[];
  readonly warnings: readonly Flaw[];
  readonly missing: readonly Missing[];
  /** Standard and clause of the limit, as cited: `GB 22337-2008 表1`; empty where there is none. */
  readonly clause: string;
  /** For the visit record: what was measured and what the table says of it, no conclusion of law. Chinese. */
  readonly sentence: string;
}
