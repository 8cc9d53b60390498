import type { Condition, ConditionName, NoiseRules, NoiseStandard } from './noise-rules.ts';
import type { Flaw, FlawName, Missing } from './judgement.ts';
import type { InstrumentUsed, NoiseReadingBody } from './reading.ts';
import { cited } from './check-level.ts';
import { isWeatherUnfit, driftTenths } from './conditions.ts';
import { standardAt } from './in-force.ts';
import { dayOf, noisePeriodOf } from './period.ts';

export interface Flaws {
  readonly voids: readonly Flaw[];
  readonly warnings: readonly Flaw[];
}

/** The value that fails the condition; null when it is met. `true`: fails without a number. */
type Failure = number | true | null;
type Test = (reading: NoiseReadingBody, value: number) => Failure;

const TESTS: Readonly<Record<ConditionName, Test>> = {
  drift: (reading, most) => {
    const drift = driftTenths(reading.calibrationBeforeTenths, reading.calibrationAfterTenths);
    return drift > most ? drift : null;
  },
  certificate: (reading) => (instrumentsOf(reading).every((one) => isCertified(one, reading)) ? null : true),
  'meter-class': (reading, below) =>
    reading.meter?.accuracyClass === 2 && reading.laeqTenths < below ? reading.laeqTenths : null,
  weather: (reading) => (isWeatherUnfit(reading.weather) ? true : null),
  wind: (reading, limit) => (reading.windTenthsMS >= limit ? reading.windTenthsMS : null),
  'source-state': (reading) => (reading.sourceState.trim() === '' ? true : null),
  'near-building': (reading) => (reading.isNearBuilding === true && !isIndoors(reading) ? true : null),
  'windows-open': (reading) => (reading.pointKind === 'indoor-airborne' && reading.windows === 'closed' ? true : null),
  'windows-closed': (reading) => (reading.pointKind === 'indoor-structure' && reading.windows === 'open' ? true : null),
  'steady-duration': (reading, least) =>
    reading.isSteady === true && reading.durationS < least ? reading.durationS : null,
  'unsteady-duration': (reading, least) =>
    reading.isSteady !== true && reading.durationS < least ? reading.durationS : null,
  'background-duration': (reading) => {
    const seconds = reading.background?.durationS;
    return seconds !== undefined && seconds < reading.durationS ? seconds : null;
  },
};

/** Everything that speaks against the reading, each with its clause: what voids it, and what has to be explained beside it. */
export function flawsOf(reading: NoiseReadingBody, standard: NoiseStandard, rules: NoiseRules): Flaws {
  const failed = standard.conditions.flatMap((condition) => {
    const flaw = flawOf(reading, condition, standard.code);
    return flaw ? [{ flaw, effect: condition.effect }] : [];
  });
  const simulated = reading.way === 'simulator' ? [plain('simulator')] : [];
  return {
    voids: [...simulated, ...failed.filter(({ effect }) => effect === 'void').map(({ flaw }) => flaw)],
    warnings: [
      ...failed.filter(({ effect }) => effect === 'warn').map(({ flaw }) => flaw),
      ...contradictions(reading, standard, rules).map(plain),
    ],
  };
}

/** Rules of the instruments that hold whatever the noise: for a reading of an older build that does not say whose noise it was. */
export function standardOfUnknown(rules: NoiseRules, reading: NoiseReadingBody): NoiseStandard | null {
  return standardAt(rules, reading.regime ?? 'social', dayOf(reading.startedAt));
}

export function missingInstruments(reading: NoiseReadingBody, { conditions }: NoiseStandard): readonly Missing[] {
  const below = conditions.find(({ name }) => name === 'meter-class')?.value ?? 0;
  const isClassNeeded = reading.meter !== undefined && reading.meter.accuracyClass === undefined;
  return [
    ...(reading.meter ? [] : (['meter'] as const)),
    ...(reading.calibrator ? [] : (['calibrator'] as const)),
    ...(isClassNeeded && reading.laeqTenths < below ? (['meter-class'] as const) : []),
  ];
}

function flawOf(reading: NoiseReadingBody, condition: Condition, code: string): Flaw | null {
  const failure = TESTS[condition.name](reading, condition.value ?? 0);
  if (failure === null) return null;
  const found = failure === true ? null : failure;
  return { name: condition.name, by: cited(code, condition), found, limit: condition.value };
}

function contradictions(reading: NoiseReadingBody, standard: NoiseStandard, rules: NoiseRules): readonly FlawName[] {
  const { background, laeqTenths } = reading;
  const backgroundTenths = background?.laeqTenths ?? reading.backgroundTenths;
  const period = noisePeriodOf(reading.startedAt, rules);
  const below = standard.conditions.find(({ name }) => name === 'meter-class')?.value ?? 0;
  const found: readonly (FlawName | false)[] = [
    reading.period !== period && 'period-differs',
    reading.lmaxTenths !== undefined && reading.lmaxTenths < laeqTenths && 'maximum-below-mean',
    background !== undefined && noisePeriodOf(background.startedAt, rules) !== period && 'background-other-period',
    backgroundTenths !== undefined && backgroundTenths > laeqTenths && 'background-above',
    backgroundTenths !== undefined &&
      backgroundTenths < below &&
      reading.meter?.accuracyClass === 2 &&
      'weak-background-class',
  ];
  return found.filter((name) => name !== false);
}

function instrumentsOf({ meter, calibrator }: NoiseReadingBody): readonly InstrumentUsed[] {
  return [meter, calibrator].filter((one) => one !== undefined);
}

/** Verified on the day of the reading: the last day of validity counts. */
function isCertified({ certificateNo, validTo }: InstrumentUsed, { startedAt }: NoiseReadingBody): boolean {
  return !!certificateNo?.trim() && validTo !== undefined && dayOf(startedAt) <= validTo;
}

function isIndoors({ pointKind }: NoiseReadingBody): boolean {
  return pointKind === 'indoor-airborne' || pointKind === 'indoor-structure';
}

function plain(name: FlawName): Flaw {
  return { name, by: null, found: null, limit: null };
}
