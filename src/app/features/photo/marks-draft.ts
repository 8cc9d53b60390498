import type { PhotoMark } from '#domain/photo/marks.ts';

export type Tool = PhotoMark['shape'];

/** Share of the picture's width and height, 0…1. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Below this a drag was a tap, and a mark would be a speck. */
const SMALLEST = 0.015;
const STEPS = 10_000;

/** The mark between two points, however they lie to each other; null when they are the same place. */
export function markBetween(tool: Exclude<Tool, 'text'>, from: Point, to: Point): PhotoMark | null {
  if (isTap(from, to)) return null;
  if (tool === 'arrow')
    return { shape: 'arrow', x1: rounded(from.x), y1: rounded(from.y), x2: rounded(to.x), y2: rounded(to.y) };
  const [w, h] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)];
  // A line has no inside to encircle or to hide.
  if (w < SMALLEST || h < SMALLEST) return null;
  const corner = { x: rounded(Math.min(from.x, to.x)), y: rounded(Math.min(from.y, to.y)) };
  return { shape: tool, ...corner, w: rounded(w), h: rounded(h) };
}

export function textAt({ x, y }: Point, text: string): PhotoMark | null {
  const words = text.trim();
  return words === '' ? null : { shape: 'text', x: rounded(x), y: rounded(y), text: words };
}

export function isTap(from: Point, to: Point): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) < SMALLEST;
}

/** Back onto the picture, where a finger slipped over its edge. */
export function onPicture({ x, y }: Point): Point {
  return { x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) };
}

/** Short numbers in the log: a ten-thousandth is less than a pixel of any copy. */
function rounded(share: number): number {
  return Math.round(share * STEPS) / STEPS;
}
