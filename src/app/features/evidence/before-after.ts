import type { NoiseReadingBody } from '#domain/noise/reading.ts';
import type { Item } from '#app/features/evidence/evidence-of.ts';

/** Two readings at one point, before and after rectification. */
export interface BeforeAfter {
  /** Entry id of the later one. */
  readonly id: string;
  readonly before: NoiseReadingBody;
  readonly after: NoiseReadingBody;
  /** After less before, tenths of dB(A); as measured, with nothing taken off. */
  readonly changeTenths: number;
  /** A day's reading beside a night's says nothing of the rectification. */
  readonly isSamePeriod: boolean;
}

/** Of every reading that names the one before it, both as they stand now; withdrawn and erased ones compare with nothing. */
export function beforeAfterOf(readings: readonly Item<'noise-reading'>[]): readonly BeforeAfter[] {
  const bodies = new Map(readings.flatMap(({ record, body }) => (body ? [[record.id, body] as const] : [])));
  return [...bodies].flatMap(([id, after]) => {
    const before = after.compares === undefined ? undefined : bodies.get(after.compares);
    if (!before) return [];
    const changeTenths = after.laeqTenths - before.laeqTenths;
    return [{ id, before, after, changeTenths, isSamePeriod: before.period === after.period }];
  });
}
