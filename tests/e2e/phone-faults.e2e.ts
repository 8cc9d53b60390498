import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CDPSession } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAppServer } from './app-server.ts';
import type { AppServer } from './app-server.ts';
import { openBrowser, PHONE } from './browser.ts';
import type { PersonBrowser } from './browser.ts';
import { keepEvidenceOfFailures } from './failure-evidence.ts';
import { signIn } from './people.ts';
import { memoryOfBrowser } from './process-memory.ts';
import { heldPhotos, ownEntries, readTable } from './phone-store.ts';
import { Phone } from './phone.ts';

const WANG = 'u-wangfang';
/** `JIBAN_PHOTOS=60` for the night. */
const PHOTOS = Number(process.env['JIBAN_PHOTOS'] ?? 6);
/** A photo of 12 megapixels as a bitmap. */
const DRAWN_BYTES = 4_000 * 3_000 * 4;
const CRASHES = 3;
const WAIT = { timeout: 30_000 };

let server: AppServer;
let phone: PersonBrowser;
let folder = '';
let caseId = '';

/** Bytes: of the page's own heap, and of all processes of the browser. */
interface Memory {
  readonly heap: number;
  readonly processes: number;
}

let measured: object = { photos: PHOTOS };

keepEvidenceOfFailures();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jiban-photos-'));
  server = await startAppServer();
  phone = await openBrowser({ name: 'phone', screen: PHONE });
  await signIn(phone.page, server.url, '王芳');
  const link = phone.page.getByRole('list', { name: '待办' }).getByRole('link').first();
  caseId = await link.evaluate((each) => (each as HTMLAnchorElement).hash.split('/')[2] ?? '');
});

afterAll(async () => {
  if (process.env['JIBAN_REPORT']) await writeFile(process.env['JIBAN_REPORT'], JSON.stringify(measured));
  await phone?.dispose();
  await server?.dispose();
  await rm(folder, { recursive: true, force: true });
});

function devtools(): Promise<CDPSession> {
  return phone.context.newCDPSession(phone.page);
}

async function goTo(part: string): Promise<void> {
  await phone.page.goto(`${server.url}/#/case/${caseId}${part}`);
}

const description = () => phone.page.getByRole('textbox', { name: '情况' });

/** The tab is gone; the person opens the app again. */
async function openAnew(): Promise<void> {
  phone.page = await phone.context.newPage();
  await goTo('/finding');
  await description().waitFor();
}

/** The only copy of the words after the page is gone is what the draft held. */
async function draftNow(): Promise<string> {
  const rows = await readTable(phone.page, WANG, 'drafts');
  return JSON.stringify(rows);
}

describe('the page goes while a form is being filled in', () => {
  // A context that holds a crashed page can be told nothing any more.
  afterAll(async () => {
    await phone.close();
    await phone.reopen();
  });

  test('[DEVICE-42] [FAULT-12] crashes at moments of chance: what was written two seconds before is back', async () => {
    await goTo('/finding');
    for (let round = 1; round <= CRASHES; round++) {
      const old = `第${String(round)}次写的`;
      await description().fill(old);
      await phone.page.waitForTimeout(2_000);
      void description()
        .pressSequentially('，还没写完的一句话', { delay: 60 })
        .catch(() => undefined);
      await phone.page.waitForTimeout(Math.random() * 500);
      const crashed = phone.page.waitForEvent('crash');
      void (await devtools()).send('Page.crash').catch(() => undefined);
      await crashed;
      await openAnew();
      await expect.poll(() => description().inputValue(), WAIT).toMatch(new RegExp(`^${old}`));
    }
  });

  test('[DEVICE-42] [FAULT-15] frozen in the background and thrown away: the draft was saved before', async () => {
    await description().fill('冻结前写的');
    // As a phone does: the page is told that it is hidden, then frozen, then gone, and nothing in it runs again.
    await phone.page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await (await devtools()).send('Page.setWebLifecycleState', { state: 'frozen' });
    const frozen = phone.page;
    phone.page = await phone.context.newPage();
    await frozen.close({ runBeforeUnload: false });
    await goTo('/finding');
    await expect.poll(() => description().inputValue(), WAIT).toBe('冻结前写的');
    expect(await draftNow()).toContain('冻结前写的');
  });
});

/** Files in Cache Storage. */
async function filesHeld(): Promise<number> {
  return phone.page.evaluate(async () => {
    const held = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return held.flat().length;
  });
}

test('[ENGINE-53] [ENGINE-63] [FAULT-23] the app’s cache is emptied: the next start with a network heals it, and nothing recorded is touched', async () => {
  await goTo('');
  await new Phone(phone.page).recordFinding({ subject: '风机', result: '不符合', description: '缓存清空之前' });
  const before = (await ownEntries(phone.page, WANG)).map(({ id }) => id);
  const filesBefore = await filesHeld();
  const session = await devtools();
  const origin = new URL(server.url).origin;
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'cache_storage,service_workers' });
  // The worker still running may fetch a file or two anew at once.
  expect(await filesHeld()).toBeLessThan(filesBefore / 2);
  await phone.page.goto('about:blank');
  await goTo('');
  // Installed anew, or (Chromium keeps the cleared worker while a page of it stands) mended by the one that is there.
  await expect.poll(filesHeld, { timeout: 30_000 }).toBeGreaterThanOrEqual(filesBefore);
  await phone.page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  await phone.page.getByText('缓存清空之前').first().waitFor();
  expect((await ownEntries(phone.page, WANG)).map(({ id }) => id)).toEqual(before);
  await phone.goOffline();
  await phone.page.reload();
  await phone.page.getByText('缓存清空之前').first().waitFor();
  await phone.goOnline();
});

/** A JPEG of 12 megapixels, made where JPEGs are made; noise, so that it weighs what a photo weighs. */
async function twelveMegapixels(): Promise<Buffer> {
  const text = await phone.page.evaluate(async () => {
    const canvas = new OffscreenCanvas(4_000, 3_000);
    const context = canvas.getContext('2d');
    for (let i = 0; i < 4_000; i++) {
      if (context) context.fillStyle = `hsl(${String((i * 47) % 360)} 70% ${String((i * 13) % 100)}%)`;
      context?.fillRect((i * 997) % 4_000, (i * 613) % 3_000, 60, 60);
    }
    const bytes = new Uint8Array(
      await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 })).arrayBuffer(),
    );
    let binary = '';
    for (let at = 0; at < bytes.length; at += 8_192) binary += String.fromCharCode(...bytes.subarray(at, at + 8_192));
    return btoa(binary);
  });
  return Buffer.from(text, 'base64');
}

const picker = () => phone.page.locator('input[type=file]:not([capture])');

describe('what a camera gives', () => {
  test('[DEVICE-57] [FAULT-24] nothing, or far too much, is refused by name and stays on the screen; HEIC is kept as it is', async () => {
    const huge = path.join(folder, 'huge.jpg');
    const file = await open(huge, 'w');
    await file.write(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]));
    await file.truncate(100_000_000);
    await file.close();
    await goTo('/camera');
    const drop = phone.page.getByRole('button', { name: '不要这个文件' });
    const refused = async (words: string): Promise<void> => {
      await phone.page.getByText(words).waitFor(WAIT);
      expect(await heldPhotos(phone.page, WANG)).toEqual([]);
      await drop.click();
      await phone.page.getByText(words).waitFor({ state: 'detached' });
    };
    await picker().setInputFiles({ name: 'empty.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) });
    await refused('相机给了一张空照片');
    await picker().setInputFiles(huge);
    await refused('照片太大');
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), randomBytes(4_000)]);
    await picker().setInputFiles({ name: 'IMG_1.HEIC', mimeType: 'image/heic', buffer: heic });
    await phone.page.getByText('已存 1 张').waitFor(WAIT);
    const photos = await heldPhotos(phone.page, WANG);
    expect(photos.map(({ bytes }) => bytes)).toEqual([heic.length]);
    expect(photos.every(({ sha256, digest }) => sha256 === digest)).toBe(true);
  });

  test('[DEVICE-57] [FAULT-25] two files of one name in one moment are two photos', async () => {
    const before = (await heldPhotos(phone.page, WANG)).length;
    const jpeg = (tail: string) => ({
      name: 'image.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(tail)]),
    });
    await picker().setInputFiles([jpeg('one'), jpeg('two')]);
    await phone.page.getByText('已存 3 张').waitFor(WAIT);
    const photos = await heldPhotos(phone.page, WANG);
    expect(photos.length - before).toBe(2);
    expect(new Set(photos.map(({ sha256 }) => sha256)).size).toBe(photos.length);
  });

  test(
    `[DEVICE-57] [PHOTO-40] [FAULT-27] ${String(PHOTOS)} photos of 12 megapixels on a slow phone: kept as bytes, without growth`,
    async () => {
      const photo = await twelveMegapixels();
      const before = new Set((await heldPhotos(phone.page, WANG)).map(({ sha256 }) => sha256));
      const session = await devtools();
      await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      await session.send('Performance.enable');
      const memory = async (): Promise<Memory> => {
        // What is still under way holds what it works on.
        await phone.page.waitForTimeout(2_000);
        await session.send('HeapProfiler.collectGarbage');
        await session.send('HeapProfiler.collectGarbage');
        const { metrics } = await session.send('Performance.getMetrics');
        const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Infinity;
        return { heap, processes: await memoryOfBrowser(phone.profile) };
      };
      const add = async (count: number, saved: number): Promise<Memory> => {
        for (let i = 1; i <= count; i++) {
          const file = path.join(folder, `photo-${String(saved + i)}.jpg`);
          await writeFile(file, Buffer.concat([photo, randomBytes(16)]));
          await picker().setInputFiles(file);
        }
        await phone.page.getByText(`已存 ${String(saved + count)} 张`).waitFor({ timeout: count * 30_000 });
        return memory();
      };
      const half = Math.ceil(PHOTOS / 2);
      const early = await add(half, 3);
      const late = await add(PHOTOS - half, 3 + half);
      await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
      // Half of the photos more must not cost what even one of them weighs.
      expect(late.heap - early.heap).toBeLessThan(photo.length);
      // Nor, with workers, bitmaps and the browser itself, what two of them take when they are drawn: a leak of either would be one each.
      expect(late.processes - early.processes).toBeLessThan(2 * DRAWN_BYTES);
      const kilobytes = (bytes: number) => Math.round(bytes / 1_000);
      measured = {
        photos: PHOTOS,
        photoKB: kilobytes(photo.length),
        heapGrowthKB: kilobytes(late.heap - early.heap),
        processGrowthKB: kilobytes(late.processes - early.processes),
      };
      const photos = (await heldPhotos(phone.page, WANG)).filter(({ sha256 }) => !before.has(sha256));
      expect(photos).toHaveLength(PHOTOS);
      expect(photos.every(({ sha256, digest }) => sha256 === digest)).toBe(true);
      const entries = (await readTable(phone.page, WANG, 'entries')) as { readonly bytes: number }[];
      expect(Math.max(...entries.map(({ bytes }) => bytes))).toBeLessThan(5_000);
    },
    120_000 + PHOTOS * 60_000,
  );
});
