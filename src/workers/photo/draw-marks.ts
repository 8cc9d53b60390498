import type { PhotoMark, Region } from '#domain/photo/marks.ts';
import { markPath, markSizes } from '#domain/photo/mark-path.ts';
import type { Size } from './drawing.ts';

type Context = OffscreenCanvasRenderingContext2D;

/** Blocks along the short side of a region: coarse enough that neither a face nor a number plate can be guessed from them. */
const BLOCKS = 5;
const SMALLEST_BLOCK_PX = 16;
const INK = '#e5341d';
const HALO = '#ffffff';

interface Pixels {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Replaces the pixels of a region, rounded outwards so that no row of it is left at the edge. */
export function burnOut(context: Context, size: Size, region: Region, by: 'black' | 'mosaic'): void {
  const area = pixelsOf(size, region);
  if (area.w <= 0 || area.h <= 0) return;
  if (by === 'black') {
    context.fillStyle = '#000000';
    context.fillRect(area.x, area.y, area.w, area.h);
    return;
  }
  const { data } = context.getImageData(area.x, area.y, area.w, area.h);
  const block = Math.max(SMALLEST_BLOCK_PX, Math.ceil(Math.min(area.w, area.h) / BLOCKS));
  for (let top = 0; top < area.h; top += block)
    for (let left = 0; left < area.w; left += block) {
      const cell = { x: left, y: top, w: Math.min(block, area.w - left), h: Math.min(block, area.h - top) };
      context.fillStyle = meanOf(data, area.w, cell);
      context.fillRect(area.x + left, area.y + top, cell.w, cell.h);
    }
}

/** To eight steps a channel: what little is left of the picture is blunted once more. */
function meanOf(data: Uint8ClampedArray, width: number, cell: Pixels): string {
  const sums = [0, 0, 0];
  for (let y = cell.y; y < cell.y + cell.h; y++)
    for (let x = cell.x; x < cell.x + cell.w; x++)
      for (let channel = 0; channel < 3; channel++)
        sums[channel] = (sums[channel] ?? 0) + (data[(y * width + x) * 4 + channel] ?? 0);
  const blunt = sums.map((sum) => Math.min(255, Math.round(sum / (cell.w * cell.h) / 32) * 32));
  return `rgb(${blunt.join(' ')})`;
}

function pixelsOf({ width, height }: Size, { x, y, w, h }: Region): Pixels {
  const left = Math.max(0, Math.floor(x * width));
  const top = Math.max(0, Math.floor(y * height));
  const right = Math.min(width, Math.ceil((x + w) * width));
  const bottom = Math.min(height, Math.ceil((y + h) * height));
  return { x: left, y: top, w: right - left, h: bottom - top };
}

export function drawMarks(context: Context, size: Size, marks: readonly PhotoMark[]): void {
  context.save();
  context.beginPath();
  context.rect(0, 0, size.width, size.height);
  context.clip();
  context.lineCap = context.lineJoin = 'round';
  for (const mark of marks) {
    if (mark.shape === 'text') drawWords(context, size, mark);
    // By name: a newer app may know more shapes.
    else if (mark.shape === 'arrow' || mark.shape === 'circle')
      drawLine(context, size, new Path2D(markPath(size, mark)));
  }
  context.restore();
}

/** White under red: seen on any picture, and by whoever cannot tell red from green. */
function drawLine(context: Context, size: Size, path: Path2D): void {
  const { linePx } = markSizes(size);
  context.strokeStyle = HALO;
  context.lineWidth = linePx * 2;
  context.stroke(path);
  context.strokeStyle = INK;
  context.lineWidth = linePx;
  context.stroke(path);
}

function drawWords(context: Context, size: Size, { x, y, text }: Extract<PhotoMark, { readonly shape: 'text' }>): void {
  const { textPx } = markSizes(size);
  context.font = `700 ${String(textPx)}px sans-serif`;
  context.textBaseline = 'middle';
  context.strokeStyle = HALO;
  context.lineWidth = textPx / 4;
  context.strokeText(text, x * size.width, y * size.height);
  context.fillStyle = INK;
  context.fillText(text, x * size.width, y * size.height);
}
