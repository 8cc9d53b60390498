import type { PhotoMark } from './marks.ts';

type Lined = Extract<PhotoMark, { readonly shape: 'arrow' | 'circle' }>;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Of the short side of the picture. */
const HEAD_SHARE = 1 / 20;
const HEAD_ANGLE = 0.5;

/** SVG path data of an arrow or a circle on a picture of this size; one drawing for the screen and for the copy. */
export function markPath({ width, height }: Size, mark: Lined): string {
  if (mark.shape === 'circle') {
    const [rx, ry] = [(mark.w * width) / 2, (mark.h * height) / 2];
    const [left, middle] = [mark.x * width, mark.y * height + ry];
    const half = `a ${fixed(rx)} ${fixed(ry)} 0 1 0`;
    return `M ${fixed(left)} ${fixed(middle)} ${half} ${fixed(2 * rx)} 0 ${half} ${fixed(-2 * rx)} 0 Z`;
  }
  const [x1, y1, x2, y2] = [mark.x1 * width, mark.y1 * height, mark.x2 * width, mark.y2 * height];
  const angle = Math.atan2(y2 - y1, x2 - x1);
  const head = Math.min(width, height) * HEAD_SHARE;
  const wing = (side: 1 | -1) =>
    `M ${fixed(x2)} ${fixed(y2)} L ${fixed(x2 - head * Math.cos(angle + side * HEAD_ANGLE))} ${fixed(y2 - head * Math.sin(angle + side * HEAD_ANGLE))}`;
  return `M ${fixed(x1)} ${fixed(y1)} L ${fixed(x2)} ${fixed(y2)} ${wing(1)} ${wing(-1)}`;
}

/** Thickness of a line and height of letters, px, on a picture of this size. */
export function markSizes({ width, height }: Size): { readonly linePx: number; readonly textPx: number } {
  const short = Math.min(width, height);
  return { linePx: Math.max(2, short / 110), textPx: Math.max(12, short / 20) };
}

function fixed(value: number): string {
  return value.toFixed(1);
}
