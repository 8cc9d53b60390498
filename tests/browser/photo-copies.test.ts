import { wrap } from 'comlink';
import { expect, onTestFinished, test } from 'vitest';
import type { Remote } from 'comlink';
import { sha256OfBytes } from '#domain/kernel/sha256.ts';
import type { CopyRecipe, PhotoApi, PhotoCopy } from '#workers/photo/contract.ts';
import { withExifOrientation } from './exif-orientation.ts';

const PLAIN: CopyRecipe = { maxPx: 2560, hidden: [], hideBy: 'black', marks: [], strip: null, code: null };

function photoWorker(): Remote<PhotoApi> {
  const worker = new Worker(new URL('../../src/workers/photo/photo.worker.ts', import.meta.url), { type: 'module' });
  onTestFinished(() => worker.terminate());
  return wrap<PhotoApi>(worker);
}

type Paint = (context: OffscreenCanvasRenderingContext2D, width: number, height: number) => void;

async function jpeg(width: number, height: number, paint: Paint): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#808080';
  context.fillRect(0, 0, width, height);
  paint(context, width, height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
}

/** A face stands for this: fine black and white, which no copy may still show. */
const checkered: Paint = (context, width, height) => {
  for (let y = 0; y < height; y += 4)
    for (let x = 0; x < width; x += 4) {
      context.fillStyle = (x + y) % 8 === 0 ? '#ffffff' : '#000000';
      context.fillRect(x, y, 4, 4);
    }
};

interface Picture {
  readonly width: number;
  readonly height: number;
  at(x: number, y: number): readonly [number, number, number];
  /** Lightest less darkest, 0…255. */
  contrast(x: number, y: number, w: number, h: number): number;
}

async function pictureOf(bytes: Uint8Array<ArrayBuffer>): Promise<Picture> {
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const at = (x: number, y: number) => {
    const i = (Math.round(y) * width + Math.round(x)) * 4;
    return [data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0] as const;
  };
  return {
    width,
    height,
    at,
    contrast(x, y, w, h) {
      let [dark, light] = [255, 0];
      for (let row = y; row < y + h; row++)
        for (let column = x; column < x + w; column++) {
          const grey = at(column, row)[1];
          dark = Math.min(dark, grey);
          light = Math.max(light, grey);
        }
      return light - dark;
    },
  };
}

async function copyOf(photo: Blob, recipe: Partial<CopyRecipe>): Promise<PhotoCopy> {
  const copy = await photoWorker().copy(photo, { ...PLAIN, ...recipe });
  if (!copy) throw new Error('not drawn');
  expect(copy.sha256).toBe(sha256OfBytes(copy.bytes));
  return copy;
}

test('[PHOTO-10] the strip stands below a smaller copy and covers none of it; the original is as it was', async () => {
  const photo = await jpeg(3000, 2000, (context, width, height) => {
    context.fillStyle = '#20c040';
    context.fillRect(0, height - 200, width, 200);
  });
  const before = sha256OfBytes(new Uint8Array(await photo.arrayBuffer()));
  const lines = [
    '2026-11-27 14:32:07 +08:00 · 3# 测点，厂界外 1 米',
    '39.72850, 116.07310（误差 8 米）',
    'SHA-256 ab12…',
  ];
  const copy = await copyOf(photo, { strip: lines, code: 'a'.repeat(64) });
  const picture = await pictureOf(copy.bytes);
  expect([picture.width, picture.height]).toEqual([2560, 1707 + copy.stripPx]);
  expect(copy.stripPx).toBeGreaterThan(100);
  // The lowest row of the picture is still picture, at both ends; below it, paper with ink.
  for (const x of [5, 2550]) expect(picture.at(x, 1700)[1]).toBeGreaterThan(150);
  expect(picture.at(5, 1707 + 10)).toEqual([255, 255, 255]);
  expect(picture.contrast(56, 1707 + 56, 600, 60)).toBeGreaterThan(200);
  expect(sha256OfBytes(new Uint8Array(await photo.arrayBuffer()))).toBe(before);
});

test('[PHOTO-10] a picture that lies on its side by its EXIF stands upright in the copy, and words wrap on a narrow one', async () => {
  const lying = await jpeg(800, 400, (context) => {
    context.fillStyle = '#d02020';
    context.fillRect(0, 0, 100, 400);
  });
  const copy = await copyOf(await withExifOrientation(lying, 6), { strip: ['云溪区生态环境局'.repeat(6)] });
  const picture = await pictureOf(copy.bytes);
  expect([picture.width, picture.height - copy.stripPx]).toEqual([400, 800]);
  // What was at the left is now at the top.
  expect(picture.at(200, 20)[0]).toBeGreaterThan(180);
  expect(picture.at(200, 760)[0]).toBeLessThan(150);
  const short = await copyOf(lying, { strip: ['云溪区'] });
  expect(copy.stripPx).toBeGreaterThan(short.stripPx);
});

test('[PHOTO-21] what is hidden is gone from the pixels: black is black, a mosaic is flat blocks, beside it all is as it was', async () => {
  const photo = await jpeg(1200, 800, checkered);
  const region = { x: 0.25, y: 0.25, w: 0.25, h: 0.25 };
  const black = await pictureOf((await copyOf(photo, { hidden: [region], hideBy: 'black' })).bytes);
  expect(black.contrast(308, 208, 284, 184)).toBeLessThan(12);
  expect(black.at(450, 300)[1]).toBeLessThan(8);
  const mosaic = await pictureOf((await copyOf(photo, { hidden: [region], hideBy: 'mosaic' })).bytes);
  expect(mosaic.contrast(308, 208, 284, 184)).toBeLessThan(40);
  for (const picture of [black, mosaic]) expect(picture.contrast(700, 300, 100, 100)).toBeGreaterThan(200);
});

test('[PHOTO-21] a region that runs out of the picture hides what is inside to its very edge', async () => {
  const photo = await jpeg(600, 400, checkered);
  const copy = await copyOf(photo, { hidden: [{ x: -0.2, y: 0.5, w: 0.7, h: 0.9 }] });
  const picture = await pictureOf(copy.bytes);
  expect(picture.contrast(0, 208, 290, 192)).toBeLessThan(12);
});

test('[PHOTO-21] no metadata of the original is in the copy', async () => {
  const tagged = await withExifOrientation(await jpeg(300, 200, checkered), 1, 'Zhang San');
  const text = (bytes: ArrayBuffer | Uint8Array) => new TextDecoder('latin1').decode(bytes);
  expect(text(await tagged.arrayBuffer())).toMatch(/Exif[\s\S]*Zhang San/);
  expect(text((await copyOf(tagged, { strip: ['一'] })).bytes)).not.toMatch(/Exif|Zhang/);
});

test('[PHOTO-13] arrows, circles and words are drawn over the copy where they were put, whatever its size', async () => {
  const plain: Paint = () => undefined;
  const marks = [
    { shape: 'arrow', x1: 0.1, y1: 0.1, x2: 0.5, y2: 0.1 },
    { shape: 'circle', x: 0.6, y: 0.6, w: 0.2, h: 0.2 },
    { shape: 'text', x: 0.1, y: 0.8, text: '排风口' },
  ] as const;
  for (const [width, height] of [
    [1200, 800],
    [4000, 3000],
  ] as const) {
    const copy = await copyOf(await jpeg(width, height, plain), { marks, maxPx: 1000 });
    const picture = await pictureOf(copy.bytes);
    const red = (x: number, y: number) => {
      const [r, g] = picture.at(x * picture.width, y * picture.height);
      return r - g;
    };
    expect(red(0.3, 0.1)).toBeGreaterThan(80);
    expect(red(0.6, 0.7)).toBeGreaterThan(80);
    expect(Math.abs(red(0.7, 0.7))).toBeLessThan(20);
    const at = { x: Math.round(0.1 * picture.width), y: Math.round(0.78 * picture.height) };
    expect(picture.contrast(at.x, at.y, 60, 30)).toBeGreaterThan(80);
  }
});

test('[PHOTO-10] what cannot be drawn here has no copy', async () => {
  expect(await photoWorker().copy(new Blob(['no picture']), PLAIN)).toBeNull();
});
