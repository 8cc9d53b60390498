import type { CaseView } from '#domain/case/overlay.ts';
import { ordersOf } from '#domain/case/case-records.ts';
import { likelyRegime } from '#app/features/measure/likely-regime.ts';
import {
  emptyNoise,
  nextPoint,
  noiseValuesOf,
  type Instruments,
  type NoiseValues,
} from '#app/features/measure/noise-values.ts';
import { nextNumber, pointName, readingsOf } from '#app/features/measure/point-names.ts';
import { t } from '#app/text/locale.svelte.ts';
import { pointKindWords } from '#app/text/measure.ts';

/** Weather and source are the same at the next point, not the next day. */
const SAME_VISIT_MS = 3 * 3_600_000;

/** Nothing is asked that is known: from the last reading of the case, this visit's above all, and from the complaint. */
export function firstValues(view: CaseView, nowMs: number, instruments: Instruments): NoiseValues {
  const readings = readingsOf(view);
  const last = readings.at(-1)?.body;
  const kind = 'boundary';
  const point = pointName(nextNumber(readings.map(({ body }) => body.point)), t(pointKindWords[kind]));
  if (last && Math.abs(nowMs - last.startedAt) < SAME_VISIT_MS) {
    const again = nextPoint(noiseValuesOf(last), nowMs, point);
    return { ...again, pointKind: kind, way: last.way === 'serial' ? 'serial' : 'typed' };
  }
  const order = ordersOf(view.state).at(-1);
  const regime = last?.regime ?? likelyRegime([order?.category, order?.categoryDetail, order?.matter].join(' '));
  return {
    ...emptyNoise(nowMs, instruments),
    point,
    pointKind: kind,
    regime,
    // What was chosen by hand stays chosen; a map is asked again.
    ...(last?.zoneFrom === 'hand' ? { zone: last.zone, zoneFrom: last.zoneFrom } : {}),
  };
}
