/** `npm run screenshots`: the pictures of README and manifest, from the running app with demo data. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { startServer } from '#server/start-server.ts';
import { chromiumArgs, chromiumPath } from './chromium.ts';
import { smallPng } from './small-png.ts';

const IMAGES = 'docs/images';
const STORE = 'public/screenshots';
const VIDEO_FRAMES = 4;
const RESTAURANT = { latitude: 39.7285, longitude: 116.0731, accuracy: 8 };

const COMMON: BrowserContextOptions = {
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
  geolocation: RESTAURANT,
  permissions: ['geolocation', 'camera', 'background-sync'],
  reducedMotion: 'reduce',
};
const PHONE: BrowserContextOptions = { ...COMMON, isMobile: true, hasTouch: true };
const PHONE_README = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };
/** 1080 × 1920, as shops and browsers want them. */
const PHONE_STORE = { viewport: { width: 432, height: 768 }, deviceScaleFactor: 2.5 };
const OFFICE_README = { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 };
const OFFICE_STORE = { viewport: { width: 1920, height: 1080 }, deviceScaleFactor: 1 };

interface Studio {
  readonly browser: Browser;
  readonly url: string;
}

async function shoot(page: Page, file: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.mouse.move(0, 0);
  await page.waitForLoadState('networkidle').catch(() => undefined);
  const png = await smallPng(await page.screenshot({ animations: 'disabled', caret: 'hide' }), page);
  await writeFile(file, png);
  console.log(`${file} ${String(Math.ceil(png.length / 1024))} kB`);
}

async function enter({ browser, url }: Studio, name: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole('button', { name: new RegExp(`^以${name}（`) }).click();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  return page;
}

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((next) => (location.hash = next), hash);
}

async function openRestaurant(page: Page): Promise<string> {
  await page.getByRole('link').filter({ hasText: '川味小馆' }).first().click();
  await page.getByRole('heading', { name: '办理过程' }).waitFor();
  return decodeURIComponent(new URL(page.url()).hash.split('/')[2] ?? '');
}

async function unfocus(page: Page): Promise<void> {
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    window.scrollTo(0, 0);
  });
}

async function toastsGone(page: Page): Promise<void> {
  await page
    .locator('[popover] [role="status"], .toast')
    .first()
    .waitFor({ state: 'hidden', timeout: 12_000 })
    .catch(() => undefined);
}

async function takePhone(studio: Studio): Promise<void> {
  const page = await enter(studio, '王芳', { ...PHONE, ...PHONE_README });
  await page.getByRole('list', { name: '待办' }).getByRole('link').first().waitFor();
  await shoot(page, `${IMAGES}/phone-today.png`);
  const caseId = await openRestaurant(page);
  await shoot(page, `${IMAGES}/phone-case.png`);
  await takeCamera(page, caseId);
  await takeNoise(page, caseId);
  await takeRecord(page, caseId);
  await takeDuties(page);
  await takeSync(page);
  await page.context().close();
}

async function takeCamera(page: Page, caseId: string): Promise<void> {
  await goTo(page, `#/case/${caseId}/camera`);
  const shutter = page.getByRole('button', { name: '拍照', exact: true });
  await page.getByRole('button', { name: '污染源' }).click();
  for (let number = 1; number <= 3; number++) {
    await shutter.click();
    await page.getByText(`已存 ${String(number)} 张`).waitFor();
  }
  await shoot(page, `${IMAGES}/phone-camera.png`);
}

/** The readings and their verdict; the field for the start is drawn by the browser in its own language, which need not be ours. */
async function takeNoise(page: Page, caseId: string): Promise<void> {
  await goTo(page, `#/case/${caseId}/noise`);
  await choose(page, '测点位置', '敏感点窗外 1 米');
  for (const register of ['声级计编号 · 仪器库', '校准器编号 · 仪器库'])
    await page.getByRole('group', { name: register }).getByRole('button').first().click();
  await choose(page, '天气', '晴');
  await choose(page, '声源起伏', '稳态（≤3 dB）');
  await page.getByRole('button', { name: '风机正常运行' }).click();
  const typed = { LAeq: '64.3', 背景值: '52.9', 测前校准: '93.8', 测后校准: '93.9', 风速: '1.2' };
  for (const [field, value] of Object.entries(typed))
    await page.getByRole('textbox', { name: field, exact: true }).fill(value);
  await page.getByText(/^草稿已存/).waitFor();
  await shootFrom(page, '测量', `${IMAGES}/phone-noise.png`);
  await shootFrom(page, '判定', `${IMAGES}/phone-verdict.png`);
}

async function choose(page: Page, question: string, answer: string): Promise<void> {
  await page.getByRole('group', { name: question }).getByRole('radio', { name: answer, exact: true }).check();
}

async function shootFrom(page: Page, heading: string, file: string): Promise<void> {
  await unfocus(page);
  await page
    .getByRole('heading', { name: heading, exact: true })
    .last()
    .evaluate((at) => window.scrollTo(0, at.getBoundingClientRect().top + window.scrollY - 72));
  await shoot(page, file);
}

/** The record of a visit, as the party reads it before signing. */
async function takeRecord(page: Page, caseId: string): Promise<void> {
  await goTo(page, `#/case/${caseId}`);
  await page.getByRole('button', { name: '开始检查' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: '陈宇' }).check();
  await dialog.getByRole('button', { name: '开始检查' }).click();
  await page.getByText(/^检查中/).waitFor();
  await goTo(page, `#/case/${caseId}/visit-record`);
  await page.getByRole('checkbox', { name: '已首先出示执法证件' }).check();
  await page.getByRole('checkbox', { name: /^已告知申请回避/ }).check();
  await page.getByRole('textbox', { name: '单位名称（姓名）' }).fill('川味小馆');
  await page.getByRole('textbox', { name: '姓名', exact: true }).fill('李某');
  await page.getByRole('button', { name: '生成笔录，阅读签名' }).click();
  await page.getByRole('heading', { name: '现场检查（勘察）笔录' }).waitFor();
  await toastsGone(page);
  await unfocus(page);
  await shoot(page, `${IMAGES}/phone-record.png`);
}

/** A package of the case, checked by the page that lies in it. */
async function takeVerifier(studio: Studio): Promise<void> {
  const page = await enter(studio, '赵敏', { ...COMMON, ...OFFICE_README });
  await page.getByRole('textbox', { name: /^搜索/ }).fill('川味小馆');
  await page.getByRole('region', { name: '队列' }).getByRole('link').filter({ hasText: '川味小馆' }).first().click();
  await page.getByRole('button', { name: /^一键卷宗/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '用途' }).fill('行政复议');
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 60_000 }),
    dialog.getByRole('button', { name: '出具卷宗' }).click(),
  ]);
  await page.goto(pathToFileURL(path.resolve('dist/verify.html')).href);
  await page.locator('input[type=file]').setInputFiles(await download.path());
  await page.getByText('全部通过').first().waitFor({ timeout: 60_000 });
  await shoot(page, `${IMAGES}/verifier.png`);
  await page.context().close();
}

/** Before going out, and in the evening. */
async function takeDuties(page: Page): Promise<void> {
  await goTo(page, '#/readiness');
  const fetchAll = page.getByRole('button', { name: '全部取回' });
  await page.getByRole('heading', { name: '逐项结果' }).waitFor();
  if (await fetchAll.isVisible()) await fetchAll.click();
  await page.getByText('张都在本机').first().waitFor({ timeout: 30_000 });
  await toastsGone(page);
  await shoot(page, `${IMAGES}/phone-readiness.png`);
  await goTo(page, '#/sync');
  await page.getByText('全部已送达').waitFor({ timeout: 30_000 });
  await goTo(page, '#/reckoning');
  await page.getByText('可以放心交机').first().waitFor({ timeout: 30_000 });
  await shoot(page, `${IMAGES}/phone-reckoning.png`);
}

/** Something that has arrived, and something that waits for a signal. */
async function takeSync(page: Page): Promise<void> {
  await goTo(page, '#/sync');
  await page.getByText('全部已送达').waitFor({ timeout: 30_000 });
  await page.context().setOffline(true);
  await goTo(page, '#/today');
  await page.getByRole('list', { name: '待办' }).getByRole('link').filter({ hasNotText: '川味小馆' }).first().click();
  await page.getByRole('heading', { name: '办理过程' }).waitFor();
  await page.getByRole('link', { name: /^检查(?!表)/ }).click();
  await page.getByRole('group', { name: '检查对象' }).getByRole('radio', { name: '抑尘措施' }).check();
  await page.getByRole('group', { name: '结果' }).getByRole('radio', { name: '不符合' }).check();
  await page.getByRole('textbox', { name: '情况' }).fill('裸土未覆盖，现场无喷淋。');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByRole('heading', { name: '办理过程' }).waitFor();
  await goTo(page, '#/sync');
  await page.getByText('仅本机').first().waitFor();
  await toastsGone(page);
  await shoot(page, `${IMAGES}/phone-sync.png`);
}

async function takePhoneForStore(studio: Studio): Promise<void> {
  const page = await enter(studio, '王芳', { ...PHONE, ...PHONE_STORE });
  await page.getByRole('list', { name: '待办' }).getByRole('link').first().waitFor();
  await shoot(page, `${STORE}/phone-today.png`);
  await openRestaurant(page);
  await shoot(page, `${STORE}/phone-case.png`);
  await page.getByRole('link', { name: /^检查(?!表)/ }).click();
  await page.getByRole('group', { name: '检查对象' }).getByRole('radio', { name: '风机' }).check();
  await page.getByRole('group', { name: '结果' }).getByRole('radio', { name: '符合', exact: true }).check();
  await page.getByRole('textbox', { name: '情况' }).fill('隔声罩已装好，接缝密封。');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByRole('heading', { name: '办理过程' }).waitFor();
  await takeStoreSync(page);
  await page.context().close();
}

async function takeStoreSync(page: Page): Promise<void> {
  await goTo(page, '#/sync');
  await page.getByText('全部已送达').waitFor({ timeout: 30_000 });
  await toastsGone(page);
  await shoot(page, `${STORE}/phone-sync.png`);
}

async function takeOffice(
  studio: Studio,
  size: BrowserContextOptions,
  files: Readonly<Record<'board' | 'import', string>>,
): Promise<Page> {
  const page = await enter(studio, '赵敏', { ...COMMON, ...size });
  await page.getByRole('textbox', { name: /^搜索/ }).fill('川味小馆');
  await page.getByRole('region', { name: '队列' }).getByRole('link').filter({ hasText: '川味小馆' }).first().click();
  await page
    .getByRole('region', { name: '证据' })
    .getByText(/张照片已送达$/)
    .waitFor();
  await page.getByRole('textbox', { name: /^搜索/ }).fill('');
  await page.getByRole('region', { name: '队列' }).getByRole('link').nth(3).waitFor();
  await unfocus(page);
  await shoot(page, files.board);
  await goTo(page, '#/import');
  await page.locator('input[type=file]').setInputFiles('tests/fixtures/complaints-one-night.csv');
  await page.getByRole('button', { name: /^导入 .* 件$/ }).waitFor({ timeout: 30_000 });
  await shoot(page, files.import);
  return page;
}

async function takeDesks(studio: Studio): Promise<void> {
  const desk = await takeOffice(studio, OFFICE_README, {
    board: `${IMAGES}/office.png`,
    import: `${IMAGES}/office-import.png`,
  });
  await goTo(desk, '#/devices');
  await desk.getByText('王芳').nth(0).waitFor();
  await shoot(desk, `${IMAGES}/sync-wall.png`);
  await desk.context().close();
  const wide = await takeOffice(studio, OFFICE_STORE, {
    board: `${STORE}/office-board.png`,
    import: `${STORE}/office-import.png`,
  });
  await wide.context().close();
}

/** What the fake camera sees: one of the demo's own pictures. */
async function writeVideo(folder: string): Promise<string> {
  const file = path.join(folder, 'camera.mjpeg');
  const frame = await readFile('src/server/demo/photos/blower.jpg');
  await writeFile(file, Buffer.concat(Array.from({ length: VIDEO_FRAMES }, () => frame)));
  return file;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'jiban-pictures-'));
  const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
  const settings = {
    port: 0,
    host: '127.0.0.1',
    dataDir: path.join(folder, 'data'),
    demo: true,
    isProduction: false,
    adminPassword: null,
  };
  const server = await startServer({ ...settings, logLevel: 'warn', distDir: path.resolve('dist'), version });
  const video = await writeVideo(folder);
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [
      ...chromiumArgs,
      '--hide-scrollbars',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${video}`,
    ],
  });
  try {
    await takeDesks({ browser, url: server.url });
    await takePhoneForStore({ browser, url: server.url });
    await takePhone({ browser, url: server.url });
    await takeVerifier({ browser, url: server.url });
  } finally {
    await browser.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
