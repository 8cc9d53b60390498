import type { Judgement, LevelCheck, Missing } from './judgement.ts';
import type { CorrectionMethod, NoiseRules, NoiseStandard } from './noise-rules.ts';
import type { JudgementOutcome, JudgementShown, NoisePeriod, NoiseReadingBody } from './reading.ts';
import type { Flaws } from './flaws.ts';
import type { Limit } from './check-level.ts';
import type { Limits } from './limits.ts';
import { OCTAVE_BANDS } from './reading.ts';
import { checkCorrected, checkUncorrected, cited } from './check-level.ts';
import { flawsOf, missingInstruments, standardOfUnknown } from './flaws.ts';
import { inForce, standardAt } from './in-force.ts';
import { limitsFor } from './limits.ts';
import { dayOf, noisePeriodOf } from './period.ts';
import { sentenceOf } from './sentence.ts';

/** Worse outweighs better: one level over its limit is enough, and what cannot be said is never a pass. */
const WORST_FIRST: readonly LevelCheck['outcome'][] = [
  'exceeds',
  'cannot-evaluate',
  'compliant-unverified',
  'compliant',
];

/**
 * Judges one reading: one point, one period ([NOISE-5] and on). Pure; the same on the phone, at the office and by anybody later.
 * @param atMs when it is judged. The edition is that of the day of the act; a newer one by now is a warning, for the lighter may apply.
 */
export function judge(reading: NoiseReadingBody, rules: NoiseRules, atMs: number): Judgement {
  const day = dayOf(reading.startedAt);
  const period = noisePeriodOf(reading.startedAt, rules);
  const standard = reading.regime === undefined ? null : standardAt(rules, reading.regime, day);
  const conditions = standardOfUnknown(rules, reading);
  const flaws = conditions ? flawsOf(reading, conditions, rules) : { voids: [], warnings: [] };
  const needed = [...whatIsNotSaid(reading, standard), ...(conditions ? missingInstruments(reading, conditions) : [])];
  const method = inForce(rules.corrections, day) ?? rules.corrections[0];
  const found = standard && method && reading.pointKind ? limitsFor(standard, reading, period) : null;
  const missing = [...needed, ...(found && 'missing' in found ? [found.missing] : [])];
  const base = { period, standard, flaws: withNewerEdition(flaws, { standard, rules, atMs }) };
  if (flaws.voids.length > 0) return conclude(reading, { ...base, outcome: 'invalid', checks: [], missing });
  if (!standard || !method || !found || 'missing' in found)
    return conclude(reading, { ...base, outcome: 'cannot-evaluate', checks: [], missing });
  const checks = checksOf(reading, found.limits, { standard, method });
  const still = stillMissing(reading, checks, { period, standard, limits: found.limits });
  const said = WORST_FIRST.find((outcome) => checks.some((check) => check.outcome === outcome));
  const stands = missing.length === 0 && (still.length === 0 || said === 'exceeds');
  const outcome = (stands ? said : undefined) ?? 'cannot-evaluate';
  return conclude(reading, { ...base, outcome, checks, missing: [...missing, ...still], limits: found.limits });
}

/** What an entry keeps of it. */
export function shownOf(judgement: Judgement, rulesHash: string): JudgementShown {
  const { outcome, deciding, clause, sentence } = judgement;
  return {
    outcome,
    rules: rulesHash,
    result: deciding?.resultDb ?? undefined,
    limit: deciding?.limitDb,
    clause,
    sentence,
  };
}

function whatIsNotSaid(reading: NoiseReadingBody, standard: NoiseStandard | null): readonly Missing[] {
  if (reading.regime === undefined) return ['regime', ...(reading.pointKind ? [] : (['point-kind'] as const))];
  if (!standard) return ['standard'];
  return reading.pointKind === undefined ? ['point-kind'] : [];
}

interface By {
  readonly standard: NoiseStandard;
  readonly method: CorrectionMethod;
}

function checksOf(reading: NoiseReadingBody, limits: Limits, { standard, method }: By): readonly LevelCheck[] {
  const rounding = cited(method.code, method.rounding);
  const level = (quantity: LevelCheck['quantity'], tenths: number, background: number | undefined, limit: Limit) =>
    standard.takesBackgroundOff
      ? checkCorrected({ quantity, tenths }, background, { limit, method })
      : checkUncorrected({ quantity, tenths }, limit, rounding);
  const { laeq, lmax, bands } = limits;
  const backgroundTenths = reading.background?.laeqTenths ?? reading.backgroundTenths;
  return [
    level('laeq', reading.laeqTenths, backgroundTenths, laeq),
    ...(lmax && reading.lmaxTenths !== undefined
      ? [checkUncorrected({ quantity: 'lmax', tenths: reading.lmaxTenths }, lmax, rounding)]
      : []),
    ...(bands
      ? OCTAVE_BANDS.flatMap((band) => {
          const tenths = reading.bands?.[band];
          return tenths === undefined ? [] : [level(band, tenths, reading.background?.bands?.[band], bands[band])];
        })
      : []),
  ];
}

interface Setting {
  readonly period: NoisePeriod;
  readonly standard: NoiseStandard;
  readonly limits: Limits;
}

/** What a complete judgement still lacks. An exceeded limit stands without it. */
function stillMissing(
  reading: NoiseReadingBody,
  checks: readonly LevelCheck[],
  { period, standard, limits }: Setting,
): readonly Missing[] {
  const lacksBackground = checks.filter(({ steps }) => steps.some(({ name }) => name === 'background-missing'));
  const { nightMax } = standard;
  const isBurstNeeded =
    period === 'night' && nightMax !== null && !limits.bands && reading.lmaxTenths !== undefined && !limits.lmax;
  const wanted: readonly (Missing | false)[] = [
    lacksBackground.some(({ quantity }) => quantity === 'laeq') && 'background',
    lacksBackground.some(({ quantity }) => quantity !== 'laeq') && 'band-backgrounds',
    limits.bands !== null && OCTAVE_BANDS.some((band) => reading.bands?.[band] === undefined) && 'bands',
    isBurstNeeded && 'burst',
    isMaximumNeeded(reading, limits) && 'lmax',
  ];
  return wanted.filter((one) => one !== false);
}

function isMaximumNeeded(reading: NoiseReadingBody, { lmax }: Limits): boolean {
  return lmax !== null && reading.lmaxTenths === undefined && reading.burst !== undefined;
}

interface Concluded {
  readonly outcome: JudgementOutcome;
  readonly period: NoisePeriod;
  readonly standard: NoiseStandard | null;
  readonly flaws: Flaws;
  readonly checks: readonly LevelCheck[];
  readonly missing: readonly Missing[];
  readonly limits?: Limits;
}

function conclude(reading: NoiseReadingBody, concluded: Concluded): Judgement {
  const { outcome, period, standard, flaws, checks, missing, limits } = concluded;
  const deciding = decidingOf(checks);
  const limitBy = deciding?.steps.find(({ name }) => name === 'limit')?.by;
  const bare = {
    outcome,
    standard: standard && { code: standard.code, title: standard.title },
    period,
    zone: limits?.zone ?? reading.zone ?? null,
    deciding,
    checks,
    ...flaws,
    missing,
    clause: limitBy ? `${limitBy.standard} ${limitBy.clause}` : '',
  };
  return { ...bare, sentence: sentenceOf(reading, bare) };
}

/** What exceeds most; else what cannot be said; else the mean level, which is what a limit is about. */
function decidingOf(checks: readonly LevelCheck[]): LevelCheck | null {
  const exceeding = checks.filter(({ outcome }) => outcome === 'exceeds');
  if (exceeding.length > 0)
    return exceeding.reduce((most, one) => ((one.overDb ?? 0) > (most.overDb ?? 0) ? one : most));
  return checks.find(({ outcome }) => outcome === 'cannot-evaluate') ?? checks[0] ?? null;
}

function withNewerEdition(
  flaws: Flaws,
  {
    standard,
    rules,
    atMs,
  }: { readonly standard: NoiseStandard | null; readonly rules: NoiseRules; readonly atMs: number },
): Flaws {
  const newest = standard && standardAt(rules, standard.regime, dayOf(atMs));
  if (!standard || !newest || newest.code === standard.code) return flaws;
  return {
    ...flaws,
    warnings: [
      ...flaws.warnings,
      { name: 'newer-edition', by: cited(newest.code, newest.limits), found: null, limit: null },
    ],
  };
}
