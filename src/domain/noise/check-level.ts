import type { Cited, LevelCheck, Quantity, Step, StepName } from './judgement.ts';
import type { CorrectionMethod, Sourced } from './noise-rules.ts';
import { roundToWhole } from './rounding.ts';

export interface Limit {
  readonly db: number;
  readonly by: Cited;
}

interface Measured {
  readonly quantity: Quantity;
  readonly tenths: number;
}

export function cited(standard: string, { clause, status }: Sourced): Cited {
  return { standard, clause, status };
}

/** A level the standard compares as it is: the maximum, and ambient noise. */
export function checkUncorrected({ quantity, tenths }: Measured, limit: Limit, rounding: Cited): LevelCheck {
  return compared(quantity, roundToWhole(tenths), {
    limit,
    rounding,
    before: [step('measured', tenths), step('uncorrected', null, limit.by)],
  });
}

/**
 * HJ 706-2014: the background is taken off by the table, never as energy, and the result is rounded last.
 * @param backgroundTenths undefined when none was measured
 */
export function checkCorrected(
  { quantity, tenths }: Measured,
  backgroundTenths: number | undefined,
  { limit, method }: { readonly limit: Limit; readonly method: CorrectionMethod },
): LevelCheck {
  const measured = step('measured', tenths);
  if (backgroundTenths === undefined) return withoutBackground({ quantity, tenths }, limit, method);
  const difference = roundToWhole(tenths - backgroundTenths);
  const before = [
    measured,
    step('background', backgroundTenths),
    step('difference', difference * 10, cited(method.code, method.table)),
  ];
  const add = correctionFor(difference, method);
  if (add === null) return backgroundTooNear({ quantity, tenths }, before, { limit, method });
  const correction = step('correction', add * 10, cited(method.code, method.table));
  return compared(quantity, roundToWhole(tenths + add * 10), {
    limit,
    rounding: cited(method.code, method.rounding),
    before: [...before, correction],
  });
}

/** Whole dB to add; null below the first row of the table. */
function correctionFor(difference: number, { table }: CorrectionMethod): number | null {
  const row = table.rows.find(({ from, to }) => difference >= from && difference <= to);
  if (row) return row.addDb;
  return table.rows.some(({ to }) => difference <= to) ? null : 0;
}

function withoutBackground({ quantity, tenths }: Measured, limit: Limit, method: CorrectionMethod): LevelCheck {
  const by = cited(method.code, method.direct);
  const isBelow = tenths < limit.db * 10;
  return {
    quantity,
    outcome: isBelow ? 'compliant-unverified' : 'cannot-evaluate',
    limitDb: limit.db,
    resultDb: null,
    overDb: null,
    steps: [
      step('measured', tenths),
      step('limit', limit.db * 10, limit.by),
      step(isBelow ? 'direct' : 'background-missing', null, by),
    ],
  };
}

function backgroundTooNear(
  { quantity, tenths }: Measured,
  before: readonly Step[],
  { limit, method }: { readonly limit: Limit; readonly method: CorrectionMethod },
): LevelCheck {
  const excess = roundToWhole(tenths - limit.db * 10);
  const isBelow = excess <= method.tooNear.excessUpToDb;
  return {
    quantity,
    outcome: isBelow ? 'compliant' : 'cannot-evaluate',
    limitDb: limit.db,
    resultDb: null,
    overDb: null,
    steps: [
      ...before,
      step('limit', limit.db * 10, limit.by),
      step('excess', excess * 10, cited(method.code, method.tooNear)),
    ],
  };
}

interface Comparison {
  readonly limit: Limit;
  readonly rounding: Cited;
  readonly before: readonly Step[];
}

function compared(quantity: Quantity, resultDb: number, { limit, rounding, before }: Comparison): LevelCheck {
  const overDb = resultDb - limit.db;
  return {
    quantity,
    outcome: overDb > 0 ? 'exceeds' : 'compliant',
    limitDb: limit.db,
    resultDb,
    overDb,
    steps: [
      ...before,
      step('result', resultDb * 10, rounding),
      step('limit', limit.db * 10, limit.by),
      step('over', overDb * 10),
    ],
  };
}

function step(name: StepName, tenths: number | null, by: Cited | null = null): Step {
  return { name, tenths, by };
}
