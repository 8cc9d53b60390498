import type { Placed } from '../case/placed.ts';

export type NoisePeriod = 'day' | 'night';

/** Whose noise it is; each has its emission standard: GB 22337, GB 12348, GB 12523; `ambient` is judged by GB 3096. */
export type NoiseRegime = 'social' | 'industrial' | 'construction' | 'ambient';

/** GB/T 15190 classes. Emission standards know one class 4; GB 3096 splits it. */
export type ZoneClass = '0' | '1' | '2' | '3' | '4' | '4a' | '4b';

/**
 * Where the microphone stood: 1 m outside the boundary; above a boundary wall; 1 m outside the window of a sensitive building; inside it with
 * windows open (airborne, limit − 10); inside it with windows closed (structure-borne, tables of rooms and bands).
 */
export type PointKind = 'boundary' | 'boundary-wall' | 'window' | 'indoor-airborne' | 'indoor-structure';

/** A: rooms for sleep; B: rooms used by day (GB 22337 4.2). */
export type RoomType = 'A' | 'B';

/** 频发 / 偶发: how a night's bursts come. */
export type Burst = 'frequent' | 'occasional';

/** Centre frequencies of the structure-borne tables, Hz, as they are printed there. */
export const OCTAVE_BANDS = ['31.5', '63', '125', '250', '500'] as const;
export type OctaveBand = (typeof OCTAVE_BANDS)[number];
/** Unweighted band levels, tenths of dB. */
export type BandLevels = Readonly<Partial<Record<OctaveBand, number>>>;

/** How the numbers came into the app. `simulator` is for training and is never a reading of record. */
export type ReadingWay = 'typed' | 'serial' | 'file' | 'simulator';

/** The background with the source off, at the same point. */
export interface BackgroundReading {
  readonly startedAt: number;
  readonly durationS: number;
  readonly laeqTenths: number;
  readonly bands?: BandLevels | undefined;
  /** As `log` of the reading. */
  readonly log?: string | undefined;
}

/** The instrument as the register knew it when the reading was taken. */
export interface InstrumentUsed {
  readonly serialNo: string;
  readonly model: string;
  readonly accuracyClass?: 1 | 2 | undefined;
  readonly certificateNo?: string | undefined;
  /** YYYY-MM-DD */
  readonly validTo?: string | undefined;
}

export type JudgementOutcome = 'compliant' | 'exceeds' | 'cannot-evaluate' | 'compliant-unverified' | 'invalid';

/** The verdict as it was shown on the spot. Anybody may judge again from the reading; this says what was said. */
export interface JudgementShown {
  readonly outcome: JudgementOutcome;
  /** Hash of the `noise-rules` version it was judged by. */
  readonly rules: string;
  /** 示值修约后的结果, whole dB(A); absent where there is none. */
  readonly result?: number | undefined;
  readonly limit?: number | undefined;
  /** Standard and clause, as cited. */
  readonly clause: string;
  /** The sentence for the visit record, Chinese. */
  readonly sentence: string;
}

/** One noise reading: one point, one period. Levels in tenths of dB(A), as integers, so that rounding rules stay exact. */
export interface NoiseReadingBody extends Placed {
  readonly point: string;
  /** Device clock at the start, ms. */
  readonly startedAt: number;
  readonly durationS: number;
  readonly period: NoisePeriod;
  readonly laeqTenths: number;
  readonly lmaxTenths?: number | undefined;
  readonly backgroundTenths?: number | undefined;
  readonly meterNo: string;
  readonly calibratorNo: string;
  readonly calibrationBeforeTenths: number;
  readonly calibrationAfterTenths: number;
  readonly weather: 'clear' | 'cloudy' | 'overcast' | 'rain' | 'snow' | 'thunder';
  readonly windTenthsMS: number;
  /** What was running, and how. */
  readonly sourceState: string;
  readonly visit?: string | undefined;

  readonly regime?: NoiseRegime | undefined;
  readonly pointKind?: PointKind | undefined;
  readonly zone?: ZoneClass | undefined;
  readonly zoneFrom?: 'map' | 'hand' | undefined;
  readonly room?: RoomType | undefined;
  /** Of the room measured in: open for airborne noise, closed for structure-borne. */
  readonly windows?: 'open' | 'closed' | undefined;
  /** The boundary is less than 1 m from the sensitive building: then it is measured indoors. */
  readonly isNearBuilding?: boolean | undefined;
  /** Fluctuation of the source within 3 dB(A): one minute is enough then. */
  readonly isSteady?: boolean | undefined;
  readonly burst?: Burst | undefined;
  readonly bands?: BandLevels | undefined;
  /** With its own time; `backgroundTenths` stays beside it, for builds that know nothing else. */
  readonly background?: BackgroundReading | undefined;
  readonly meter?: InstrumentUsed | undefined;
  readonly calibrator?: InstrumentUsed | undefined;
  readonly way?: ReadingWay | undefined;
  /** Hex SHA-256 of the meter's own file or transcript, kept as a blob. */
  readonly log?: string | undefined;
  /** Entry id of the reading before rectification at the same point. */
  readonly compares?: string | undefined;
  readonly judgement?: JudgementShown | undefined;
}
