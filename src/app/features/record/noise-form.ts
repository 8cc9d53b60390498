import type { NoiseReadingBody } from '#domain/noise/reading.ts';
import { noisePeriodOf } from '#domain/noise/period.ts';
import type { Message } from '#app/text/messages.ts';
import { recordText } from '#app/text/record.ts';
import { found, isBlank, type Problems } from '#app/features/record/form-problems.ts';

export interface NoiseValues {
  point: string;
  startedAt?: number | undefined;
  durationS?: number | undefined;
  /** When the timer was started, device clock: in the draft, so that it goes on after the page was killed. */
  timerStartedAt?: number | undefined;
  levelDb?: number | undefined;
  maximumDb?: number | undefined;
  backgroundDb?: number | undefined;
  meterNo: string;
  calibratorNo: string;
  calibrationBeforeDb?: number | undefined;
  calibrationAfterDb?: number | undefined;
  weather: NoiseReadingBody['weather'] | '';
  windMS?: number | undefined;
  sourceState: string;
}

/** Numbers of the instruments used last; they belong to the bureau, not to a person. */
export interface Instruments {
  readonly meterNo: string;
  readonly calibratorNo: string;
}

const DEFAULT_DURATION_S = 60;
const MAX_DURATION_S = 604_800;

export function emptyNoise(nowMs: number, instruments: Instruments): NoiseValues {
  return { point: '', startedAt: nowMs, durationS: DEFAULT_DURATION_S, ...instruments, weather: '', sourceState: '' };
}

/** What a meter shows with one digit after the point is a whole number of tenths, exactly. */
export function tenthsOf(value: number): number {
  return Math.round(value * 10);
}

export function noiseValuesOf(body: NoiseReadingBody): NoiseValues {
  return {
    point: body.point,
    startedAt: body.startedAt,
    durationS: body.durationS,
    levelDb: body.laeqTenths / 10,
    maximumDb: unitsOf(body.lmaxTenths),
    backgroundDb: unitsOf(body.backgroundTenths),
    meterNo: body.meterNo,
    calibratorNo: body.calibratorNo,
    calibrationBeforeDb: body.calibrationBeforeTenths / 10,
    calibrationAfterDb: body.calibrationAfterTenths / 10,
    weather: body.weather,
    windMS: body.windTenthsMS / 10,
    sourceState: body.sourceState,
  };
}

export function noiseProblems(values: NoiseValues): Problems<keyof NoiseValues> {
  return found({
    point: isBlank(values.point) ? recordText.needPoint : undefined,
    startedAt: values.startedAt === undefined ? recordText.needStart : undefined,
    durationS: isWithin(values.durationS, 1, MAX_DURATION_S) ? undefined : recordText.needDuration,
    levelDb: values.levelDb === undefined ? recordText.needLevel : levelProblem(values.levelDb),
    maximumDb: levelProblem(values.maximumDb),
    backgroundDb: levelProblem(values.backgroundDb),
    meterNo: isBlank(values.meterNo) ? recordText.needInstrument : undefined,
    calibratorNo: isBlank(values.calibratorNo) ? recordText.needInstrument : undefined,
    calibrationBeforeDb: calibrationProblem(values.calibrationBeforeDb),
    calibrationAfterDb: calibrationProblem(values.calibrationAfterDb),
    weather: values.weather === '' ? recordText.needWeather : undefined,
    windMS: windProblem(values.windMS),
  });
}

/** Only for values that `noiseProblems` lets pass. */
export function noiseBody(values: NoiseValues): NoiseReadingBody {
  const startedAt = given(values.startedAt);
  if (values.weather === '') throw new Error('a reading without weather');
  return {
    point: values.point.trim(),
    startedAt,
    durationS: Math.round(given(values.durationS)),
    period: noisePeriodOf(startedAt),
    laeqTenths: tenthsOf(given(values.levelDb)),
    lmaxTenths: optionalTenths(values.maximumDb),
    backgroundTenths: optionalTenths(values.backgroundDb),
    meterNo: values.meterNo.trim(),
    calibratorNo: values.calibratorNo.trim(),
    calibrationBeforeTenths: tenthsOf(given(values.calibrationBeforeDb)),
    calibrationAfterTenths: tenthsOf(given(values.calibrationAfterDb)),
    weather: values.weather,
    windTenthsMS: tenthsOf(given(values.windMS)),
    sourceState: values.sourceState.trim(),
  };
}

function levelProblem(levelDb: number | undefined): Message | undefined {
  return levelDb === undefined || isWithin(levelDb, 0, 150) ? undefined : recordText.levelRange;
}

function calibrationProblem(levelDb: number | undefined): Message | undefined {
  if (levelDb === undefined) return recordText.needCalibration;
  return isWithin(levelDb, 80, 120) ? undefined : recordText.calibrationRange;
}

function windProblem(windMS: number | undefined): Message | undefined {
  if (windMS === undefined) return recordText.needWind;
  return isWithin(windMS, 0, 60) ? undefined : recordText.windRange;
}

function isWithin(value: number | undefined, least: number, most: number): boolean {
  return value !== undefined && value >= least && value <= most;
}

function unitsOf(tenths: number | undefined): number | undefined {
  return tenths === undefined ? undefined : tenths / 10;
}

function optionalTenths(value: number | undefined): number | undefined {
  return value === undefined ? undefined : tenthsOf(value);
}

function given(value: number | undefined): number {
  if (value === undefined) throw new Error('a reading without one of its needed numbers');
  return value;
}
