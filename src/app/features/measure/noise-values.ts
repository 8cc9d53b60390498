import type {
  BandLevels,
  Burst,
  NoiseReadingBody,
  NoiseRegime,
  OctaveBand,
  PointKind,
  ReadingWay,
  RoomType,
  ZoneClass,
} from '#domain/noise/reading.ts';
import { OCTAVE_BANDS } from '#domain/noise/reading.ts';

/** Levels of the structure-borne bands as they are typed, dB. */
export type BandValues = Partial<Record<OctaveBand, number | undefined>>;

/** One measuring of one thing: the source, or the background without it. Instants, so that a timer survives the page. */
export interface MeasuringValues {
  startedAt?: number | undefined;
  durationS?: number | undefined;
  /** When the timer was started, device clock; the run goes on from it after the page was killed. */
  timerStartedAt?: number | undefined;
  /** A meter was started with the timer, and its value has not arrived yet. */
  isMetered?: boolean | undefined;
  levelDb?: number | undefined;
  /** The level as a meter or a file brought it: a changed one was typed. */
  arrivedDb?: number | undefined;
  bandsDb: BandValues;
}

/** The form of a reading, as it lies in the draft. The source's own measuring is flat, for drafts of older versions are. */
export interface NoiseValues extends MeasuringValues {
  point: string;
  maximumDb?: number | undefined;
  background: MeasuringValues;
  meterNo: string;
  calibratorNo: string;
  calibrationBeforeDb?: number | undefined;
  calibrationAfterDb?: number | undefined;
  weather: NoiseReadingBody['weather'] | '';
  windMS?: number | undefined;
  sourceState: string;
  regime?: NoiseRegime | undefined;
  pointKind?: PointKind | undefined;
  zone?: ZoneClass | undefined;
  zoneFrom?: 'map' | 'hand' | undefined;
  room?: RoomType | undefined;
  windows?: 'open' | 'closed' | undefined;
  /** The boundary is less than 1 m from the sensitive building. */
  isNearBuilding: boolean;
  steadiness?: 'steady' | 'unsteady' | undefined;
  burst: Burst | 'none';
  way: ReadingWay;
  compares?: string | undefined;
}

/** Numbers of the instruments used last; they belong to the bureau, not to a person. */
export interface Instruments {
  readonly meterNo: string;
  readonly calibratorNo: string;
}

export const NO_INSTRUMENTS: Instruments = { meterNo: '', calibratorNo: '' };

const DEFAULT_DURATION_S = 60;

export function emptyNoise(nowMs: number, { meterNo, calibratorNo }: Instruments): NoiseValues {
  return {
    point: '',
    startedAt: nowMs,
    durationS: DEFAULT_DURATION_S,
    bandsDb: {},
    background: { durationS: DEFAULT_DURATION_S, bandsDb: {} },
    meterNo,
    calibratorNo,
    weather: '',
    sourceState: '',
    isNearBuilding: false,
    burst: 'none',
    way: 'typed',
  };
}

/** What is the same at the next point stays: only what is measured there is asked again. */
export function nextPoint(values: NoiseValues, nowMs: number, point: string): NoiseValues {
  const { meterNo, calibratorNo, weather, windMS, sourceState, regime, pointKind, zone, zoneFrom, steadiness, way } =
    values;
  return {
    ...emptyNoise(nowMs, { meterNo, calibratorNo }),
    ...{ weather, windMS, sourceState, regime, pointKind, zone, zoneFrom, steadiness, way },
    point,
    durationS: values.durationS,
    background: { durationS: values.background.durationS, bandsDb: {} },
    // The check after one point is the check before the next.
    calibrationBeforeDb: values.calibrationAfterDb,
  };
}

export function noiseValuesOf(body: NoiseReadingBody): NoiseValues {
  const { background } = body;
  return {
    ...emptyNoise(body.startedAt, body),
    point: body.point,
    durationS: body.durationS,
    levelDb: body.laeqTenths / 10,
    arrivedDb: body.laeqTenths / 10,
    maximumDb: unitsOf(body.lmaxTenths),
    bandsDb: bandValuesOf(body.bands),
    background: {
      startedAt: background?.startedAt,
      durationS: background?.durationS ?? DEFAULT_DURATION_S,
      levelDb: unitsOf(background?.laeqTenths ?? body.backgroundTenths),
      bandsDb: bandValuesOf(background?.bands),
    },
    calibrationBeforeDb: body.calibrationBeforeTenths / 10,
    calibrationAfterDb: body.calibrationAfterTenths / 10,
    weather: body.weather,
    windMS: body.windTenthsMS / 10,
    sourceState: body.sourceState,
    regime: body.regime,
    pointKind: body.pointKind,
    zone: body.zone,
    zoneFrom: body.zoneFrom,
    room: body.room,
    windows: body.windows,
    isNearBuilding: body.isNearBuilding ?? false,
    steadiness: body.isSteady === undefined ? undefined : body.isSteady ? 'steady' : 'unsteady',
    burst: body.burst ?? 'none',
    way: body.way ?? 'typed',
    compares: body.compares,
  };
}

export function bandValuesOf(bands: BandLevels | null | undefined): BandValues {
  return Object.fromEntries(OCTAVE_BANDS.map((band) => [band, unitsOf(bands?.[band])]));
}

function unitsOf(tenths: number | undefined): number | undefined {
  return tenths === undefined ? undefined : tenths / 10;
}
