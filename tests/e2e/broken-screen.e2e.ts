import { chromium } from 'playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chromiumArgs, chromiumPath } from '../../scripts/chromium.ts';
import { startAppServer } from './app-server.ts';
import type { AppServer } from './app-server.ts';

let server: AppServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await startAppServer();
  browser = await chromium.launch({ executablePath: chromiumPath(), args: [...chromiumArgs] });
  // Without a service worker the files can be spoiled on their way.
  const context = await browser.newContext({ locale: 'zh-CN', serviceWorkers: 'block' });
  page = await context.newPage();
  await page.goto(server.url);
  await page.getByRole('button', { name: /^以王芳/ }).click();
  await page.getByRole('heading', { name: '今日' }).waitFor();
});

afterAll(async () => {
  await browser.close();
  await server.dispose();
});

it('a screen that breaks while it is drawn says what is safe and what to do, and the rest of the app goes on', async () => {
  await page.route('**/assets/MeView*.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'export default () => { throw new Error("spoiled"); };' }),
  );
  await page.getByRole('link', { name: '我的' }).first().click();

  const told = page.getByRole('alert').filter({ hasText: '这一页出错了' });
  await told.waitFor();
  expect(await told.innerText()).toContain('已存的记录都还在本机');
  expect(await told.getByRole('button').allInnerTexts()).toEqual(['再试一次', '重新打开', '一键救援']);

  await page.getByRole('link', { name: '今日' }).first().click();
  await page.getByRole('tab', { name: /^待办/ }).waitFor();
});

it('a screen whose file cannot be had is tried again by a tap', async () => {
  await page.route('**/assets/SyncView*.js', (route) => route.abort());
  await page.getByRole('link', { name: '同步' }).first().click();
  await page.getByText('这一页没能打开').waitFor();

  await page.unroute('**/assets/SyncView*.js');
  await page.getByRole('button', { name: '再试一次' }).click();
  await page.getByRole('heading', { name: '按案件' }).waitFor();
});
