import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { CDPSession, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAppServer } from './app-server.ts';
import type { AppServer } from './app-server.ts';
import { axeFindings, overflows } from './axe.ts';
import { openBrowser, PHONE } from './browser.ts';
import type { PersonBrowser } from './browser.ts';
import { keepEvidenceOfFailures } from './failure-evidence.ts';
import { signIn } from './people.ts';
import { heldPhotos, ownEntries, readTable } from './phone-store.ts';
import { Phone } from './phone.ts';

const WANG = 'u-wangfang';
const PHOTO_BYTES = 3_000_000;
/** The app itself, and a few photos; each lies twice until it is delivered. */
const QUOTA_BYTES = 16_000_000;
const MOST_PHOTOS = 8;

let server: AppServer;
let phone: PersonBrowser;
let inspector: Phone;
let session: CDPSession;

keepEvidenceOfFailures();

beforeAll(async () => {
  server = await startAppServer();
  phone = await openBrowser({ name: 'no-room', screen: PHONE });
  // Before anything is stored: Chromium remembers for half a minute how much room there was.
  session = await phone.context.newCDPSession(phone.page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: server.url, quotaSize: QUOTA_BYTES });
  await signIn(phone.page, server.url, '王芳');
  inspector = new Phone(phone.page);
});

afterAll(async () => {
  await phone.dispose();
  await server.dispose();
});

/** A picture one can see, and bytes that no disk can shrink. */
async function bigPhoto(): Promise<Buffer> {
  return Buffer.concat([await readFile('src/server/demo/photos/blower.jpg'), randomBytes(PHOTO_BYTES)]);
}

/** Photos whose bytes lie in the store, by key alone: the bytes themselves would not fit through the debugger. */
function heldBytes(page: Page): Promise<string[]> {
  return page.evaluate(
    (name) =>
      new Promise<string[]>((resolve) => {
        const open = indexedDB.open(name);
        open.onsuccess = () => {
          const keys = open.result.transaction('blobBytes').objectStore('blobBytes').getAllKeys();
          keys.onsuccess = () => {
            open.result.close();
            resolve(keys.result.map(String));
          };
        };
      }),
    `jiban-${WANG}`,
  );
}

it('[DEVICE-120] [DEVICE-121] [FAULT-1] [FAULT-2] a photo that finds no room stays on the screen, and is stored as soon as there is room; only what is delivered makes way', async () => {
  const { page } = phone;
  await inspector.openCase('噪声');
  await page.getByRole('link', { name: /^拍照/ }).click();
  const panel = page.getByRole('alert').filter({ hasText: '空间用完了' });
  const picker = page.locator('input[type=file]:not([capture])');
  let taken = 0;
  while (taken < MOST_PHOTOS && !(await panel.isVisible())) {
    taken += 1;
    await picker.setInputFiles({ name: `${String(taken)}.jpg`, mimeType: 'image/jpeg', buffer: await bigPhoto() });
    await page
      .getByText(`已存 ${String(taken)} 张`)
      .or(panel)
      .first()
      .waitFor({ timeout: 30_000 });
  }
  await panel.waitFor();
  // The browser claims that there is room: it is the write itself that decides.
  const claimed = await page.evaluate(async () => {
    const { quota = 0, usage = 0 } = await navigator.storage.estimate();
    return quota - usage;
  });
  expect(claimed).toBeGreaterThan(QUOTA_BYTES);
  expect(await heldPhotos(page, WANG)).toHaveLength(taken - 1);
  await page.getByText('您写的和拍的都还在这个页面上').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflows(page)).toEqual([]);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('button', { name: '导出这一条' }).click(),
  ]);
  expect((await readFile(await download.path())).length).toBeGreaterThan(PHOTO_BYTES);

  await panel.getByRole('button', { name: '先发送，再存' }).click();
  const free = panel.getByRole('button', { name: /^腾出/ });
  await free.click({ timeout: 90_000 });
  // What was freed is with the office, every bit of it; nothing else was touched.
  const gone = async () => {
    const here = new Set(await heldBytes(page));
    const rows = (await readTable(page, WANG, 'blobs')) as { sha256: string; role: string; stage: string }[];
    return rows.filter(({ sha256 }) => !here.has(sha256)).map(({ role, stage }) => `${role} ${stage}`);
  };
  await expect.poll(gone, { timeout: 20_000 }).not.toEqual([]);
  expect(new Set(await gone())).toEqual(new Set(['original sent']));

  // Chromium counts what was freed when it likes: here the room comes back at once.
  await session.send('Storage.overrideQuotaForOrigin', { origin: server.url });
  const saved = page.getByText(`已存 ${String(taken)} 张`);
  await panel.or(saved).first().waitFor({ timeout: 30_000 });
  if (await panel.isVisible()) await panel.getByRole('button', { name: '再存一次' }).click();
  await saved.waitFor({ timeout: 90_000 });
  const photos = (await ownEntries(page, WANG)).filter(({ kind }) => kind === 'photo');
  expect(photos).toHaveLength(taken);
  await page.getByRole('button', { name: '完成' }).click();
});

it('[DEVICE-120] [DEVICE-121] [FAULT-3] a form that finds no room stays as it is, leaves as a file, and is stored when the disk takes it', async () => {
  const { page } = phone;
  await page.evaluate(
    (hash) => (location.hash = hash),
    page
      .url()
      .replace(/.*#/, '#')
      .replace(/\/camera$/, ''),
  );
  const before = (await ownEntries(page, WANG)).length;
  await page.getByRole('link', { name: /^检查(?!表)/ }).click();
  await inspector.choose('检查对象', '风机');
  await inspector.choose('结果', '不符合');
  // As a full disk shows in Chromium: an UnknownError of the transaction.
  await page.evaluate(() => {
    const table = IDBObjectStore.prototype;
    const whole = Object.getOwnPropertyDescriptors(table);
    const refuse = (): never => {
      throw new DOMException('the disk is full', 'UnknownError');
    };
    Object.assign(table, { put: refuse, add: refuse });
    Object.assign(window, { mend: () => Object.defineProperties(table, whole) });
  });
  const words = page.getByRole('textbox', { name: '情况' });
  await words.fill('风机夜间仍在运行');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  const panel = page.getByRole('alert').filter({ hasText: '手机存储写不进去' });
  await panel.waitFor();
  expect(await words.inputValue()).toBe('风机夜间仍在运行');
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflows(page)).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('button', { name: '导出这一条' }).click(),
  ]);
  expect(await readFile(await download.path(), 'utf8')).toContain('风机夜间仍在运行');
  expect((await ownEntries(page, WANG)).length).toBe(before);

  await page.evaluate(() => (window as unknown as { mend: () => void }).mend());
  await panel.getByRole('button', { name: '再存一次' }).click();
  await page.getByRole('heading', { name: '办理过程' }).waitFor();
  expect((await ownEntries(page, WANG)).length).toBe(before + 1);
});
