import type {
  BandLevels,
  BackgroundReading,
  InstrumentUsed,
  NoiseReadingBody,
  ReadingWay,
  ZoneClass,
} from '#domain/noise/reading.ts';
import type { Instrument, InstrumentRegister } from '#domain/reference/instruments.ts';
import type { ReferenceVersion } from '#domain/reference/reference.ts';
import { OCTAVE_BANDS } from '#domain/noise/reading.ts';
import { judge, shownOf } from '#domain/noise/judge.ts';
import type { Judgement } from '#domain/noise/judgement.ts';
import { noisePeriodOf } from '#domain/noise/period.ts';
import type { Message } from '#app/text/messages.ts';
import { recordText } from '#app/text/record.ts';
import { found, isBlank, type Problems } from '#app/features/record/form-problems.ts';
import type { BandValues, MeasuringValues, NoiseValues } from '#app/features/measure/noise-values.ts';

const MAX_DURATION_S = 604_800;

/** What the form needs to know besides what is typed. */
export interface NoiseContext {
  readonly register: InstrumentRegister;
  readonly rules: ReferenceVersion<'noise-rules'>;
  /** Device clock, ms: when it is judged. */
  readonly nowMs: number;
  /** What the zone map says of this place: taken while nobody has chosen. */
  readonly mapped?: ZoneClass | null | undefined;
}

/** What a meter shows with one digit after the point is a whole number of tenths, exactly. */
export function tenthsOf(value: number): number {
  return Math.round(value * 10);
}

/** Only what a reading cannot be without. What a judgement lacks is said by the judgement, and holds up nothing. */
export function noiseProblems(values: NoiseValues): Problems<keyof NoiseValues> {
  const { background } = values;
  return found({
    point: isBlank(values.point) ? recordText.needPoint : undefined,
    startedAt: values.startedAt === undefined ? recordText.needStart : undefined,
    durationS: isWithin(values.durationS, 1, MAX_DURATION_S) ? undefined : recordText.needDuration,
    levelDb: values.levelDb === undefined ? recordText.needLevel : levelProblem(values.levelDb),
    maximumDb: levelProblem(values.maximumDb),
    bandsDb: bandProblem(values.bandsDb),
    background: levelProblem(background.levelDb) ?? bandProblem(background.bandsDb),
    meterNo: isBlank(values.meterNo) ? recordText.needInstrument : undefined,
    calibratorNo: isBlank(values.calibratorNo) ? recordText.needInstrument : undefined,
    calibrationBeforeDb: calibrationProblem(values.calibrationBeforeDb),
    calibrationAfterDb: calibrationProblem(values.calibrationAfterDb),
    weather: values.weather === '' ? recordText.needWeather : undefined,
    windMS: windProblem(values.windMS),
  });
}

/** With the judgement as it is shown. Only for values that `noiseProblems` lets pass. */
export function noiseBody(values: NoiseValues, context: NoiseContext): NoiseReadingBody {
  const reading = readingOf(values, context);
  return { ...reading, judgement: shownOf(judge(reading, context.rules.body, context.nowMs), context.rules.hash) };
}

function readingOf(values: NoiseValues, { register, rules, mapped }: NoiseContext): NoiseReadingBody {
  const startedAt = given(values.startedAt);
  if (values.weather === '') throw new Error('a reading without weather');
  const period = noisePeriodOf(startedAt, rules.body);
  const zone = values.regime === 'construction' ? undefined : (values.zone ?? mapped ?? undefined);
  const isStructure = values.pointKind === 'indoor-structure';
  const isIndoors = isStructure || values.pointKind === 'indoor-airborne';
  const background = backgroundOf(values.background, isStructure);
  return {
    point: values.point.trim(),
    startedAt,
    durationS: Math.round(given(values.durationS)),
    period,
    laeqTenths: tenthsOf(given(values.levelDb)),
    lmaxTenths: optionalTenths(values.maximumDb),
    backgroundTenths: background?.laeqTenths ?? optionalTenths(values.background.levelDb),
    meterNo: values.meterNo.trim(),
    calibratorNo: values.calibratorNo.trim(),
    calibrationBeforeTenths: tenthsOf(given(values.calibrationBeforeDb)),
    calibrationAfterTenths: tenthsOf(given(values.calibrationAfterDb)),
    weather: values.weather,
    windTenthsMS: tenthsOf(given(values.windMS)),
    sourceState: values.sourceState.trim(),
    regime: values.regime,
    pointKind: values.pointKind,
    zone,
    zoneFrom: zone && (values.zone ? values.zoneFrom : 'map'),
    room: isStructure ? values.room : undefined,
    windows: isIndoors ? values.windows : undefined,
    isNearBuilding: values.isNearBuilding || undefined,
    isSteady: values.steadiness && values.steadiness === 'steady',
    burst: period === 'night' && values.burst !== 'none' ? values.burst : undefined,
    bands: isStructure ? bandsOf(values.bandsDb) : undefined,
    background,
    meter: usedInstrument(register, 'meter', values.meterNo),
    calibrator: usedInstrument(register, 'calibrator', values.calibratorNo),
    way: wayOf(values),
    compares: values.compares,
  };
}

/** A simulated reading stays one, whatever was typed over it; of a meter or a file is only what it brought itself. */
function wayOf({ way, levelDb, arrivedDb }: NoiseValues): ReadingWay {
  return way === 'simulator' || levelDb === arrivedDb ? way : 'typed';
}

/**
 * Judged before everything is there. What is still to come is taken as in order: the check after the measurement is done last, and stands
 * in nobody's way until it is. Null until there is a level.
 */
export function judgeSoFar(values: NoiseValues, context: NoiseContext): Judgement | null {
  if (values.levelDb === undefined || levelProblem(values.levelDb) || values.startedAt === undefined) return null;
  const before = values.calibrationBeforeDb ?? values.calibrationAfterDb ?? 94;
  const filled: NoiseValues = {
    ...values,
    durationS: values.durationS ?? 60,
    weather: values.weather === '' ? 'clear' : values.weather,
    windMS: values.windMS ?? 0,
    calibrationBeforeDb: before,
    calibrationAfterDb: values.calibrationAfterDb ?? before,
  };
  return judge(readingOf(filled, context), context.rules.body, context.nowMs);
}

/** As the register has it now; a number it does not know stays a number alone. */
function usedInstrument(
  { instruments }: InstrumentRegister,
  kind: Instrument['kind'],
  serialNo: string,
): InstrumentUsed | undefined {
  const known = instruments.find((one) => one.kind === kind && one.serialNo === serialNo.trim());
  if (!known) return undefined;
  const { model, accuracyClass, certificateNo, validTo } = known;
  return { serialNo: known.serialNo, model, accuracyClass, certificateNo, validTo };
}

/** A background typed without its own time has none: then only its level is kept. */
function backgroundOf(values: MeasuringValues, withBands: boolean): BackgroundReading | undefined {
  const { levelDb, startedAt, durationS } = values;
  if (levelDb === undefined || startedAt === undefined || !isWithin(durationS, 1, MAX_DURATION_S)) return undefined;
  return {
    startedAt,
    durationS: Math.round(given(durationS)),
    laeqTenths: tenthsOf(levelDb),
    bands: withBands ? bandsOf(values.bandsDb) : undefined,
  };
}

function bandsOf(values: BandValues): BandLevels | undefined {
  const given = OCTAVE_BANDS.flatMap((band) => {
    const level = values[band];
    return level === undefined ? [] : [[band, tenthsOf(level)] as const];
  });
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}

function bandProblem(values: BandValues): Message | undefined {
  return OCTAVE_BANDS.map((band) => levelProblem(values[band])).find((problem) => problem !== undefined);
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

function optionalTenths(value: number | undefined): number | undefined {
  return value === undefined ? undefined : tenthsOf(value);
}

function given(value: number | undefined): number {
  if (value === undefined) throw new Error('a reading without one of its needed numbers');
  return value;
}
