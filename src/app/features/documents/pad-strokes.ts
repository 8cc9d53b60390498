import type { PointGroup } from 'signature_pad';
import type { Stroke } from '#domain/visit-record/signature.ts';

/** A phone held upright gives a narrow strip: people turn it and write along its long side. */
export interface PadSize {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly isTurned: boolean;
}

export function sizeOf(widthPx: number, heightPx: number): PadSize {
  const isTurned = heightPx > widthPx;
  return isTurned ? { widthPx: heightPx, heightPx: widthPx, isTurned } : { widthPx, heightPx, isTurned };
}

/**
 * What was drawn, the right way up: whole pixels, ms since the first point. Turned a quarter to the left, the phone's long side runs from the
 * writer's left to right, so that down the screen is forward and left is down.
 */
export function strokesOf(
  groups: readonly Pick<PointGroup, 'points'>[],
  { heightPx, isTurned }: PadSize,
): readonly Stroke[] {
  const begun = groups[0]?.points[0]?.time ?? 0;
  return groups.map(({ points }) =>
    points.map(({ x, y, time }) => {
      const at = Math.max(0, Math.round(time - begun));
      return isTurned ? [Math.round(y), Math.round(heightPx - x), at] : [Math.round(x), Math.round(y), at];
    }),
  );
}
