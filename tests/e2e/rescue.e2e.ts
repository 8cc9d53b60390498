import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAppServer } from './app-server.ts';
import type { AppServer } from './app-server.ts';
import { axeFindings } from './axe.ts';
import { DESKTOP, openBrowser, PHONE } from './browser.ts';
import type { PersonBrowser } from './browser.ts';
import { signIn } from './people.ts';
import { heldPhotos, ownEntries } from './phone-store.ts';
import { Phone } from './phone.ts';
import { ServerView } from './server-view.ts';

const WANG = 'u-wangfang';

let server: AppServer;
let phone: PersonBrowser;
let desk: PersonBrowser;

beforeAll(async () => {
  server = await startAppServer();
  phone = await openBrowser({ name: 'rescue-phone', screen: PHONE });
  desk = await openBrowser({ name: 'rescue-desk', screen: DESKTOP });
});

afterAll(async () => {
  await phone.dispose();
  await desk.dispose();
  await server.dispose();
});

/** The new version of the app is broken: every script of it that the phone keeps, but not the rescue page's. */
async function spoilTheApp(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const rescue = await (await fetch('/rescue.html')).text();
    let spoiled = 0;
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const { pathname } = new URL(request.url);
        if (!/^\/assets\/(index|main)-.*\.js$/.test(pathname) || rescue.includes(pathname)) continue;
        await cache.put(
          request,
          new Response('throw new Error("broken");', { headers: { 'content-type': 'text/javascript' } }),
        );
        spoiled += 1;
      }
    }
    return spoiled;
  });
}

/** As the next good version would. */
async function mendTheApp(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const { pathname } = new URL(request.url);
        const kept = await (await cache.match(request))?.clone().text();
        if (kept?.startsWith('throw new Error("broken")')) await cache.put(request, await fetch(`${pathname}?mended`));
      }
    }
  });
}

async function saved(
  page: Page,
  press: () => Promise<void>,
): Promise<{ readonly path: string; readonly name: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return { path: await download.path(), name: download.suggestedFilename() };
}

it('[RESCUE-23] [RESCUE-25] [RESCUE-24] offline work survives a broken app by a file, and nothing comes twice', async () => {
  await signIn(phone.page, server.url, '王芳');
  await signIn(desk.page, server.url, '赵敏');
  const inspector = new Phone(phone.page);

  await phone.goOffline();
  await inspector.openCase('噪声');
  await inspector.recordFinding({ subject: '风机', result: '不符合', description: '风机夜间仍在运行' });
  await inspector.takePhotos(2);
  const own = (await ownEntries(phone.page, WANG)).filter(({ hasReceipt }) => !hasReceipt);
  const photos = await heldPhotos(phone.page, WANG);
  expect(own.map(({ kind }) => kind)).toEqual(['finding', 'photo', 'photo']);

  // In the app: one tap to the file.
  await inspector.goToSync();
  const early = await saved(phone.page, () => phone.page.getByRole('button', { name: '一键救援' }).click());
  expect(early.name).toMatch(/^jiban-u-wangfang-.*\.jiban-rescue$/);
  await phone.page.getByText(/已存到下载文件夹.*3 条记录、4 个照片文件/).waitFor();

  // The app does not start any more, and there is no network. The page itself leads on.
  expect(await spoilTheApp(phone.page)).toBeGreaterThan(0);
  await phone.page.reload();
  await phone.page.getByRole('link', { name: /一键救援/ }).click({ timeout: 20_000 });
  await phone.page.getByText('3 条记录、2 张照片未送达').waitFor();
  expect(await axeFindings(phone.page)).toEqual([]);
  const file = await saved(phone.page, () => phone.page.getByRole('button', { name: '导出全部未送达' }).click());
  await phone.page.getByText(/已存到下载文件夹/).waitFor();
  expect((await readFile(file.path)).includes(Buffer.from('风机夜间仍在运行'))).toBe(false);

  // The office takes it in.
  await desk.page.evaluate(() => (location.hash = '#/devices'));
  const takeIn = async (): Promise<void> => {
    const [chooser] = await Promise.all([
      desk.page.waitForEvent('filechooser'),
      desk.page.getByText('把救援文件拖到这里').click(),
    ]);
    await chooser.setFiles(file.path);
  };
  await takeIn();
  await desk.page.getByText('收下 3 条记录、4 个照片文件').waitFor();
  expect(await axeFindings(desk.page)).toEqual([]);
  const caseId = own[0]?.caseId ?? '';
  const view = await ServerView.as(server.url, 'u-zhaomin');
  const records = await view.recordsOf(caseId);
  expect(records.map(({ id }) => id)).toEqual(expect.arrayContaining(own.map(({ id }) => id)));
  for (const { sha256, digest } of photos) expect([digest, await view.hashOfBlob(sha256)]).toEqual([sha256, sha256]);
  await takeIn();
  await desk.page.getByText('收下 0 条记录、0 个照片文件').waitFor();
  await desk.page.getByText(/3 条记录、4 个照片文件早已收到/).waitFor();

  // The phone is repaired and syncs as if nothing had been.
  await phone.goOnline();
  await mendTheApp(phone.page);
  await phone.page.goto(server.url);
  await inspector.goToSync();
  await expect
    .poll(async () => (await ownEntries(phone.page, WANG)).every(({ hasReceipt }) => hasReceipt), { timeout: 30_000 })
    .toBe(true);
  await phone.page.getByText(/未送达$/).waitFor({ state: 'detached', timeout: 30_000 });
  expect(await view.recordsOf(caseId)).toEqual(records);
});
