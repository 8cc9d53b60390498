import type { PhotoMark, Region } from '#domain/photo/marks.ts';
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
    else if (mark.shape !== 'mosaic') drawLine(context, size, pathOf(size, mark));
  }
  context.restore();
}

/** White under red: seen on any picture, and by whoever cannot tell red from green. */
function drawLine(context: Context, size: Size, path: Path2D): void {
  const width = Math.max(3, Math.min(size.width, size.height) / 120);
  context.strokeStyle = HALO;
  context.lineWidth = width * 2;
  context.stroke(path);
  context.strokeStyle = INK;
  context.lineWidth = width;
  context.stroke(path);
}

function pathOf({ width, height }: Size, mark: Extract<PhotoMark, { readonly shape: 'arrow' | 'circle' }>): Path2D {
  const path = new Path2D();
  if (mark.shape === 'circle') {
    const [rx, ry] = [(mark.w * width) / 2, (mark.h * height) / 2];
    path.ellipse(mark.x * width + rx, mark.y * height + ry, rx, ry, 0, 0, 2 * Math.PI);
    return path;
  }
  const [x1, y1, x2, y2] = [mark.x1 * width, mark.y1 * height, mark.x2 * width, mark.y2 * height];
  const angle = Math.atan2(y2 - y1, x2 - x1);
  const head = Math.min(width, height) / 22;
  path.moveTo(x1, y1);
  path.lineTo(x2, y2);
  for (const side of [-1, 1]) {
    path.moveTo(x2, y2);
    path.lineTo(x2 - head * Math.cos(angle + side * 0.5), y2 - head * Math.sin(angle + side * 0.5));
  }
  return path;
}

function drawWords(
  context: Context,
  { width, height }: Size,
  { x, y, text }: Extract<PhotoMark, { readonly shape: 'text' }>,
): void {
  const px = Math.max(14, Math.min(width, height) / 22);
  context.font = `700 ${String(px)}px sans-serif`;
  context.textBaseline = 'middle';
  context.strokeStyle = HALO;
  context.lineWidth = px / 4;
  context.strokeText(text, x * width, y * height);
  context.fillStyle = INK;
  context.fillText(text, x * width, y * height);
}
