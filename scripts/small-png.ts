import { crc32, deflateSync } from 'node:zlib';
import type { Page } from 'playwright';

const COLOURS = 256;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Buffer;
}

/** The same picture with 256 colours of its own: a third of the size, and no difference to see on screens made of flat areas. */
export async function smallPng(png: Buffer, page: Page): Promise<Buffer> {
  const { width, height, rgba } = await decode(png, page);
  const { palette, indexOf } = quantise(rgba);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = indexOf(bucketOf(rgba, (y * width + x) * 4));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The browser is here anyway and reads PNG. */
async function decode(png: Buffer, page: Page): Promise<Pixels> {
  const { width, height, base64 } = await page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(bitmap, 0, 0);
    const pixels = context.getImageData(0, 0, bitmap.width, bitmap.height).data;
    let text = '';
    for (let at = 0; at < pixels.length; at += 32_768) text += String.fromCharCode(...pixels.subarray(at, at + 32_768));
    return { width: bitmap.width, height: bitmap.height, base64: btoa(text) };
  }, png.toString('base64'));
  return { width, height, rgba: Buffer.from(base64, 'base64') };
}

/** Colours are gathered in buckets of five bits a channel. */
function bucketOf(rgba: Buffer, at: number): number {
  return (((rgba[at] ?? 0) >> 3) << 10) | (((rgba[at + 1] ?? 0) >> 3) << 5) | ((rgba[at + 2] ?? 0) >> 3);
}

interface Colour {
  readonly bucket: number;
  count: number;
  readonly sum: [number, number, number];
}

type Rgb = readonly [number, number, number];

function quantise(rgba: Buffer): { palette: Rgb[]; indexOf: (bucket: number) => number } {
  const colours = new Map<number, Colour>();
  for (let at = 0; at < rgba.length; at += 4) {
    const bucket = bucketOf(rgba, at);
    let colour = colours.get(bucket);
    if (!colour) colours.set(bucket, (colour = { bucket, count: 0, sum: [0, 0, 0] }));
    colour.count++;
    for (const channel of [0, 1, 2] as const) colour.sum[channel] += rgba[at + channel] ?? 0;
  }
  const boxes = cut([...colours.values()]);
  const index = new Map(boxes.flatMap((box, at) => box.map(({ bucket }) => [bucket, at] as const)));
  return { palette: boxes.map(meanOf), indexOf: (bucket) => index.get(bucket) ?? 0 };
}

/** Median cut, the box with the greatest spread first. Small boxes of much used colours stay by themselves. */
function cut(all: Colour[]): Colour[][] {
  const boxes = [all];
  while (boxes.length < COLOURS) {
    const spreads = boxes.map((box) => (box.length < 2 ? -1 : widest(box).spread * Math.sqrt(weightOf(box))));
    const at = spreads.indexOf(Math.max(...spreads));
    const box = boxes[at];
    if (!box || (spreads[at] ?? -1) < 0) break;
    const { channel } = widest(box);
    const sorted = [...box].sort((a, b) => valueOf(a, channel) - valueOf(b, channel));
    boxes.splice(at, 1, ...halves(sorted));
  }
  return boxes;
}

function halves(sorted: Colour[]): [Colour[], Colour[]] {
  const half = weightOf(sorted) / 2;
  let seen = 0;
  let end = 0;
  while (end < sorted.length - 1 && (end === 0 || seen + (sorted[end]?.count ?? 0) <= half))
    seen += sorted[end++]?.count ?? 0;
  return [sorted.slice(0, end), sorted.slice(end)];
}

function widest(box: Colour[]): { channel: 0 | 1 | 2; spread: number } {
  const spreads = ([0, 1, 2] as const).map((channel) => {
    const values = box.map((colour) => valueOf(colour, channel));
    return { channel, spread: Math.max(...values) - Math.min(...values) };
  });
  return spreads.reduce((a, b) => (b.spread > a.spread ? b : a));
}

function valueOf({ sum, count }: Colour, channel: 0 | 1 | 2): number {
  return sum[channel] / count;
}

function weightOf(box: Colour[]): number {
  return box.reduce((total, { count }) => total + count, 0);
}

function meanOf(box: Colour[]): Rgb {
  const weight = weightOf(box);
  const mean = (channel: 0 | 1 | 2): number =>
    Math.round(box.reduce((total, { sum }) => total + sum[channel], 0) / weight);
  return [mean(0), mean(1), mean(2)];
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
