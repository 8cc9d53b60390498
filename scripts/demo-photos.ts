/** Makes the demo's photos and thumbnails: `node scripts/demo-photos.ts`. The files are committed; this is how they came about. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright';
import type { Page } from 'playwright';
import { chromiumArgs } from './chromium.ts';
import { SCENES } from './demo-photo-scenes.ts';
import { findChromium } from './find-chromium.mjs';

const FOLDER = 'src/server/demo/photos';
const ORIGINAL = { width: 1200, height: 900, maxBytes: 60_000 };
const THUMB = { width: 320, height: 240, maxBytes: 12_000 };

async function jpegOf(page: Page, svg: string, size: typeof ORIGINAL): Promise<Buffer> {
  await page.setViewportSize({ width: size.width, height: size.height });
  const fitted = svg.replace('width="1200" height="900"', `width="${size.width}" height="${size.height}"`);
  await page.setContent(`<body style="margin:0;overflow:hidden">${fitted}</body>`);
  for (let quality = 80; quality > 20; quality -= 4) {
    const bytes = await page.screenshot({ type: 'jpeg', quality });
    if (bytes.byteLength <= size.maxBytes) return bytes;
  }
  throw new Error(`no quality makes it ${size.maxBytes} bytes`);
}

function written(name: string, bytes: Buffer, { width, height }: typeof ORIGINAL) {
  writeFileSync(`${FOLDER}/${name}`, bytes);
  return {
    file: name,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.byteLength,
    widthPx: width,
    heightPx: height,
  };
}

mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: [...chromiumArgs] });
const page = await browser.newPage();
const photos: Record<string, object> = {};
for (const { name, svg } of SCENES) {
  const original = written(`${name}.jpg`, await jpegOf(page, svg, ORIGINAL), ORIGINAL);
  photos[name] = { original, thumb: written(`${name}.thumb.jpg`, await jpegOf(page, svg, THUMB), THUMB) };
}
await browser.close();
writeFileSync(`${FOLDER}/photos.json`, `${JSON.stringify(photos, null, 2)}\n`);
