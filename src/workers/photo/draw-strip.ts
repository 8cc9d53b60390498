import type { Size } from './drawing.ts';

type Context = OffscreenCanvasRenderingContext2D;

const INK = '#14201f';
const PAPER = '#ffffff';
/** Of the picture's width. */
const TEXT_SHARE = 1 / 46;
const SMALLEST_TEXT_PX = 13;
const LEADING = 1.5;

export interface Strip {
  readonly height: number;
  readonly textPx: number;
  readonly lines: readonly string[];
  /** Dark modules by row, and the side of the whole, px. */
  readonly code: { readonly modules: readonly (readonly boolean[])[]; readonly sidePx: number } | null;
}

/** As high as its words need; they are broken where the picture is too narrow, and none is left out. */
export async function layOutStrip({ width }: Size, words: readonly string[], code: string | null): Promise<Strip> {
  const textPx = Math.max(SMALLEST_TEXT_PX, Math.round(width * TEXT_SHARE));
  const padding = textPx;
  const modules = code === null ? null : (await import('uqr')).encode(code, { ecc: 'M', border: 2 }).data;
  // At least two pixels a module, or no camera reads it.
  const codePx = modules ? Math.max(modules.length * 2, Math.round(textPx * 7)) : 0;
  const measure = measurer(textPx);
  const room = Math.max(textPx * 4, width - 2 * padding - (codePx > 0 ? codePx + padding : 0));
  const lines = words.flatMap((line) => wrapped(line, room, measure));
  const height = Math.round(Math.max(lines.length * textPx * LEADING, codePx) + 2 * padding);
  return { height, textPx, lines, code: modules && { modules, sidePx: codePx } };
}

export function drawStrip(context: Context, { width, height: top }: Size, strip: Strip): void {
  const { textPx, lines, code, height } = strip;
  context.fillStyle = PAPER;
  context.fillRect(0, top, width, height);
  context.fillStyle = INK;
  context.textBaseline = 'middle';
  lines.forEach((line, at) => {
    context.font = fontOf(textPx, at === 0);
    context.fillText(line, textPx, top + textPx + (at + 0.5) * textPx * LEADING);
  });
  if (code) drawCode(context, { x: width - textPx - code.sidePx, y: top + (height - code.sidePx) / 2 }, code);
}

function drawCode(
  context: Context,
  corner: { readonly x: number; readonly y: number },
  { modules, sidePx }: NonNullable<Strip['code']>,
): void {
  const side = sidePx / modules.length;
  const edge = (at: number) => Math.round(at * side);
  modules.forEach((row, y) =>
    row.forEach((isDark, x) => {
      if (!isDark) return;
      const [left, top] = [Math.round(corner.x) + edge(x), Math.round(corner.y) + edge(y)];
      context.fillRect(left, top, edge(x + 1) - edge(x), edge(y + 1) - edge(y));
    }),
  );
}

function fontOf(px: number, isBold: boolean): string {
  return `${isBold ? '700' : '400'} ${String(px)}px sans-serif`;
}

function measurer(textPx: number): (text: string) => number {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (!context) return (text) => text.length * textPx;
  // By the bold one: a line that turns bold must fit as well.
  context.font = fontOf(textPx, true);
  return (text) => context.measureText(text).width;
}

/** Chinese breaks between any two characters, Latin words and hashes where they must. */
function wrapped(line: string, room: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const piece of line.match(/[\x21-\x7e]+ ?|./gsu) ?? []) {
    if (current !== '' && measure(current + piece.trimEnd()) > room) {
      lines.push(current.trimEnd());
      current = '';
    }
    current += piece;
    while (measure(current.trimEnd()) > room && current.length > 1) {
      const fits = longestFit(current, room, measure);
      lines.push(current.slice(0, fits));
      current = current.slice(fits);
    }
  }
  return current.trim() === '' ? lines : [...lines, current.trimEnd()];
}

function longestFit(text: string, room: number, measure: (text: string) => number): number {
  let fits = 1;
  while (fits < text.length - 1 && measure(text.slice(0, fits + 1)) <= room) fits += 1;
  return fits;
}
