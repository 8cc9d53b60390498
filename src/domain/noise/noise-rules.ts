import type { NoisePeriod, NoiseRegime, RoomType, ZoneClass } from './reading.ts';

/** How a value was checked; shown beside it. The marks of docs/spec/noise.md: read [V], quoted [V2], computed [C], common [K]. */
export type Verification = 'read' | 'quoted' | 'computed' | 'common' | 'unchecked' | 'bureau';

export interface Sourced {
  /** As printed: `表1`, `5.1.2`, `第1189条`. */
  readonly clause: string;
  readonly status: Verification;
  /** Where it was read, or what is still in doubt. */
  readonly source: string;
}

/** Days of Asia/Shanghai, YYYY-MM-DD. What counts is the day of the act. */
export interface Dated {
  readonly validFrom: string;
  /** Last day; null while in force. */
  readonly validTo: string | null;
}

/** 噪声限值与判定规则 as data: a bureau corrects a value, and every earlier version can still be found. */
export interface NoiseRules {
  readonly standards: readonly NoiseStandard[];
  readonly corrections: readonly CorrectionMethod[];
  readonly nights: readonly NightRule[];
  readonly authorities: readonly AuthorityRule[];
  readonly citations: readonly LegalCitation[];
}

/** One edition of one standard. Limits are whole decibels, as printed. */
export interface NoiseStandard extends Dated {
  /** As cited: `GB 22337-2008`. */
  readonly code: string;
  readonly title: string;
  readonly regime: NoiseRegime;
  readonly limits: LimitTable;
  /** Measured indoors with the windows open: so much is taken off the limit. */
  readonly indoors: (Sourced & { readonly lessDb: number }) | null;
  /** By how much a night's bursts may exceed the night limit. */
  readonly nightMax: (Sourced & { readonly frequentDb: number; readonly occasionalDb: number }) | null;
  readonly structure: StructureTables | null;
  readonly conditions: readonly Condition[];
  /** Emission standards take the background off; the ambient standard judges all sound there is. */
  readonly takesBackgroundOff: boolean;
}

export interface LimitTable extends Sourced {
  readonly rows: readonly ZoneLimit[];
}

export interface ZoneLimit {
  /** `any`: the same everywhere. */
  readonly zone: ZoneClass | 'any';
  readonly dayDb: number;
  readonly nightDb: number;
}

/** 结构传播固定设备室内噪声: the mean level and every octave band have to hold. */
export interface StructureTables {
  readonly levels: Sourced & { readonly rows: readonly RoomLimit[] };
  readonly bands: Sourced & { readonly rows: readonly BandLimits[] };
  /** Noise that was not steady while it was measured: the maximum may exceed the limit by so much. */
  readonly unsteadyMax: (Sourced & { readonly overDb: number }) | null;
}

interface RoomRow {
  readonly zones: readonly ZoneClass[];
  readonly rooms: readonly RoomType[];
}

export interface RoomLimit extends RoomRow {
  readonly dayDb: number;
  readonly nightDb: number;
}

export interface BandLimits extends RoomRow {
  readonly period: NoisePeriod;
  /** Unweighted, in the order of `OCTAVE_BANDS`. */
  readonly db: readonly number[];
}

export type ConditionName =
  | 'drift'
  | 'certificate'
  | 'meter-class'
  | 'weather'
  | 'wind'
  | 'source-state'
  | 'near-building'
  | 'windows-open'
  | 'windows-closed'
  | 'steady-duration'
  | 'unsteady-duration'
  | 'background-duration';

/** What a reading has to meet, and whether one that does not is void or only to be explained. */
export interface Condition extends Sourced {
  readonly name: ConditionName;
  readonly effect: 'void' | 'warn';
  /** drift and meter-class: tenths of dB; wind: tenths of m/s; durations: seconds; null for the others. */
  readonly value: number | null;
}

/** How the background is taken off a measured level. */
export interface CorrectionMethod extends Dated {
  readonly code: string;
  readonly title: string;
  /** Rounded difference from … to → whole dB added. Above the last row nothing is added; below the first the table has no answer. */
  readonly table: Sourced & {
    readonly rows: readonly { readonly from: number; readonly to: number; readonly addDb: number }[];
  };
  readonly rounding: Sourced;
  /** Below the limit as measured: compliant without a background. */
  readonly direct: Sourced;
  /** Background too near: compliant when the level is above the limit by at most so much, else it cannot be said. */
  readonly tooNear: Sourced & { readonly excessUpToDb: number };
}

/** Night lasts eight hours wherever it begins; a locality may set the beginning (Code art. 572). */
export interface NightRule extends Dated, Sourced {
  /** Minutes after midnight. */
  readonly fromMinute: number;
}

/** Who is in charge is data: (matter, place, date). */
export interface AuthorityRule extends Dated, Sourced {
  readonly matter: NoiseRegime;
  /** Name of the township it holds for; empty for the whole district. */
  readonly place: string;
  readonly authority: string;
}

export type CitationUse = 'inspection' | 'duty' | 'mediation' | 'liability' | 'recheck';

/** A provision and what it is cited for. Never cited for an act outside its dates. */
export interface LegalCitation extends Dated, Sourced {
  readonly matter: NoiseRegime | 'any';
  readonly use: CitationUse;
  readonly law: string;
  readonly says: string;
}
