import type { CaseSummary } from '#domain/case/case-summary.ts';

/** What the colour and the shape of a marker say; worst first. */
export const DUE_STATES = ['overdue', 'soon', 'open', 'closed'] as const;
export type DueState = (typeof DUE_STATES)[number];

const SOON_MS = 24 * 3_600_000;

export function dueStateOf({ status, dueAtMs }: Pick<CaseSummary, 'status' | 'dueAtMs'>, nowMs: number): DueState {
  if (status === 'closed') return 'closed';
  if (dueAtMs === null) return 'open';
  if (dueAtMs < nowMs) return 'overdue';
  return dueAtMs - nowMs < SOON_MS ? 'soon' : 'open';
}

/** The case as the map needs it. */
export interface MapPoint {
  readonly id: string;
  readonly lat: number;
  readonly lon: number;
  readonly due: DueState;
}

export function mapPoints(summaries: readonly CaseSummary[], nowMs: number): readonly MapPoint[] {
  return summaries.flatMap((summary) => {
    const { id, lat, lon } = summary;
    return lat === null || lon === null ? [] : [{ id, lat, lon, due: dueStateOf(summary, nowMs) }];
  });
}
