import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer } from '#server/start-server.ts';
import type { RunningServer } from '#server/start-server.ts';
import { openBrowser, PHONE } from './browser.ts';
import type { PersonBrowser } from './browser.ts';
import { keepEvidenceOfFailures } from './failure-evidence.ts';
import { plugInMeter } from './fake-meter.ts';
import { signIn } from './people.ts';
import { ownEntries, readTable } from './phone-store.ts';
import { Phone } from './phone.ts';
import { countTaps } from './tap-budget.ts';

interface Picture {
  readonly src: string;
  readonly sizes: string;
  readonly type: string;
  readonly purpose?: string;
  readonly form_factor?: string;
}

interface Manifest {
  readonly id: string;
  readonly name: string;
  readonly short_name: string;
  readonly start_url: string;
  readonly scope: string;
  readonly display: string;
  readonly background_color: string;
  readonly theme_color: string;
  readonly icons: readonly Picture[];
  readonly screenshots: readonly Picture[];
  readonly shortcuts: readonly { readonly url: string; readonly icons: readonly Picture[] }[];
}

const WANG = 'u-wangfang';

let folder = '';
let server: RunningServer;
let url = '';
let phone: PersonBrowser;

keepEvidenceOfFailures();

/** Serves a copy of the built page, so that a newer one can be laid over it. */
async function serve(port: number): Promise<RunningServer> {
  const settings = {
    port,
    host: '127.0.0.1',
    dataDir: path.join(folder, 'data'),
    demo: true,
    isProduction: false,
    adminPassword: null,
  };
  return startServer({ ...settings, logLevel: 'silent', distDir: path.join(folder, 'dist'), version: '0.0.0-test' });
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jiban-pwa-'));
  await cp('dist', path.join(folder, 'dist'), { recursive: true });
  server = await serve(0);
  url = server.url;
  phone = await openBrowser({ name: 'phone', screen: PHONE });
});

afterAll(async () => {
  await phone?.dispose();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function manifest(): Promise<Manifest> {
  return (await (await fetch(`${url}/manifest.webmanifest`)).json()) as Manifest;
}

/** Width and height stand at the same place in every PNG. */
function sizeOf(png: Buffer): string {
  return `${String(png.readUInt32BE(16))}x${String(png.readUInt32BE(20))}`;
}

/** The same page, told apart by a mark in its head: what a release is to the browser. */
async function release(mark: string): Promise<void> {
  const dist = path.join(folder, 'dist');
  const html = (await readFile('dist/index.html', 'utf8')).replace(
    '</head>',
    `<meta name="release" content="${mark}"></head>`,
  );
  const worker = (await readFile('dist/sw.js', 'utf8')).replace(
    /"revision":"\w+","url":"index\.html"/,
    `"revision":"${mark}","url":"index.html"`,
  );
  expect(worker).toContain(`"${mark}"`);
  await writeFile(path.join(dist, 'index.html'), html);
  await writeFile(path.join(dist, 'sw.js'), worker);
}

function releaseShown(): Promise<string> {
  return phone.page.evaluate(() => document.querySelector<HTMLMetaElement>('meta[name=release]')?.content ?? 'first');
}

/** As the browser does by itself once an hour. */
async function lookForUpdate(): Promise<void> {
  await phone.page.evaluate(async () => (await navigator.serviceWorker.ready).update().then(() => undefined));
}

/** What is left is an empty page. */
async function crashRenderer(): Promise<void> {
  const crashed = phone.page.waitForEvent('crash');
  const devtools = await phone.context.newCDPSession(phone.page);
  void devtools.send('Page.crash').catch(() => undefined);
  await crashed;
  const dead = phone.page;
  phone.page = await phone.context.newPage();
  // Left open, it would answer nothing that is asked of the whole browser.
  await dead.close();
}

/** 23:10 of yesterday, as the field wants it. */
function lastNight(): string {
  return `${new Date(Date.now() + 8 * 3_600_000 - 86_400_000).toISOString().slice(0, 10)}T23:10`;
}

async function openCase(): Promise<string> {
  await phone.page.getByRole('list', { name: '待办' }).getByRole('link').first().click();
  await phone.page.getByRole('heading', { name: '办理过程' }).waitFor();
  return phone.page.evaluate(() => location.hash.split('/')[2] ?? '');
}

describe('an app that can be installed', () => {
  test('the manifest is complete, and every picture it names has the size it says', async () => {
    const wanted = await manifest();
    expect(wanted).toMatchObject({ id: '/', scope: '/', display: 'standalone' });
    for (const words of [wanted.name, wanted.short_name, wanted.start_url, wanted.background_color, wanted.theme_color])
      expect(words).not.toBe('');
    expect(wanted.icons.map(({ purpose }) => purpose)).toEqual(expect.arrayContaining(['any', 'maskable']));
    expect(wanted.icons.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']));
    expect(new Set(wanted.screenshots.map(({ form_factor }) => form_factor))).toEqual(new Set(['narrow', 'wide']));
    const pictures = [...wanted.icons, ...wanted.screenshots, ...wanted.shortcuts.flatMap(({ icons }) => icons)];
    for (const { src, sizes, type } of pictures) {
      const answer = await fetch(`${url}${src}`);
      expect(answer.status, src).toBe(200);
      expect(answer.headers.get('content-type'), src).toBe(type);
      expect(sizeOf(Buffer.from(await answer.arrayBuffer())), src).toBe(sizes);
    }
  });

  test('the browser finds nothing in the way of installing it', async () => {
    await signIn(phone.page, url, '王芳');
    const devtools = await phone.context.newCDPSession(phone.page);
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
    // A profile of a test counts as a private window; that is the browser's affair, not the page's.
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
    await devtools.detach();
  });

  test('every file of the page is in the precache', async () => {
    const cached = await phone.page.evaluate(async () => {
      const names = (await caches.keys()).filter((name) => name.includes('precache'));
      const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return keys.flat().map((request) => new URL(request.url).pathname);
    });
    const files = (await readdir('dist', { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => path.posix.join('/', path.relative('dist', parentPath), name));
    const needed = files.filter((file) => /^\/assets\/|^\/index\.html$|^\/manifest|^\/map\//.test(file));
    expect(needed.length).toBeGreaterThan(20);
    expect(needed.filter((file) => !cached.includes(file))).toEqual([]);
  });

  test('it starts after a restart of the browser with the server away, and every screen opens', async () => {
    const { port } = server;
    await server.stop();
    await phone.close();
    await phone.reopen();
    await phone.page.goto(url);
    const caseId = await openCase();
    const places = [
      '#/map',
      '#/sync',
      '#/me',
      ...['', '/camera', '/noise', '/finding', '/joint', '/contact'].map((part) => `#/case/${caseId}${part}`),
    ];
    for (const place of places) {
      await phone.page.evaluate((hash) => (location.hash = hash), place);
      await phone.page.locator('#content h1').first().waitFor();
      expect(await phone.page.getByText('这一页没能打开').count(), place).toBe(0);
    }
    server = await serve(port);
  });
});

describe('a new version', () => {
  test('[ENGINE-62] [FAULT-22] of which half is missing, or a page in place of a script, is not taken: the old one stays', async () => {
    // A browser of its own: what answers in the network's place stays in its way.
    const other = await openBrowser({ name: 'half', screen: PHONE });
    const { page, context } = other;
    await signIn(page, url, '王芳');
    const chunk = 'assets/of-the-half-release.js';
    const worker = (await readFile('dist/sw.js', 'utf8')).replace(
      /\{"revision":"\w+","url":"index\.html"\}/,
      (entry) => `${entry},{"revision":null,"url":"${chunk}"}`,
    );
    expect(worker).toContain(chunk);
    await writeFile(path.join(folder, 'dist', 'sw.js'), worker);
    let [asked, portal] = [0, false];
    await context.route(`**/${chunk}`, (route) => {
      asked += 1;
      const page200 = { status: 200, contentType: 'text/html', body: '<!doctype html><title>Wi-Fi</title>' };
      return route.fulfill(portal ? page200 : { status: 404, body: '' });
    });
    const states = () =>
      page.evaluate(async () => {
        const { installing, waiting, active } = await navigator.serviceWorker.ready;
        return [installing, waiting, active].map((each) => each?.state ?? null);
      });
    for (const kind of [false, true]) {
      [portal, asked] = [kind, 0];
      await page
        .evaluate(async () => (await navigator.serviceWorker.ready).update().then(() => undefined))
        .catch(() => undefined);
      await expect.poll(() => asked, { timeout: 20_000 }).toBeGreaterThan(0);
      await expect.poll(states, { timeout: 20_000 }).toEqual([null, null, 'activated']);
    }
    await page.reload();
    await page.getByRole('list', { name: '待办' }).waitFor();
    expect(await page.evaluate(() => document.querySelector('meta[name=release]'))).toBeNull();
    await other.dispose();
    await cp('dist/sw.js', path.join(folder, 'dist', 'sw.js'));
  });

  test('[ENGINE-53] [FAULT-21] is offered, not taken; never under a form with something in it; and taken on consent', async () => {
    await phone.page.goto(`${url}/#/today`);
    await phone.page.reload();
    const caseId = await openCase();
    await release('second');
    await lookForUpdate();
    await phone.page.evaluate((hash) => (location.hash = hash), `#/case/${caseId}/finding`);
    await phone.page.getByRole('textbox', { name: '情况' }).fill('写到一半');
    await phone.page.getByText(/^草稿已存/).waitFor();
    expect(await releaseShown()).toBe('first');
    await expect
      .poll(() => phone.page.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.state), {
        timeout: 20_000,
      })
      .toBe('installed');
    expect(await releaseShown()).toBe('first');
    expect(await phone.page.getByRole('textbox', { name: '情况' }).inputValue()).toBe('写到一半');
    await phone.page.evaluate(() => (location.hash = '#/today'));
    await phone.page.getByText('新版本已就绪').waitFor();
    expect(await releaseShown()).toBe('first');
    await phone.page.getByRole('button', { name: '更新' }).click();
    await expect.poll(releaseShown, { timeout: 20_000 }).toBe('second');
  });

  test('keeps what was half written', async () => {
    const { page } = phone;
    const draft = page.getByRole('textbox', { name: '情况' });
    await openCase();
    await page.getByRole('link', { name: '继续写检查' }).click();
    await expect.poll(() => draft.inputValue()).toBe('写到一半');
  });
});

describe('what a phone does to an app', () => {
  test('[DEVICE-42] [FAULT-12] the renderer is killed: the draft is back, at the same field', async () => {
    const { page } = phone;
    const demand = page.getByRole('textbox', { name: '当场要求' });
    await demand.fill('三日内整改');
    await demand.focus();
    // Longer than the promised 300 ms, and a change of focus alone is kept as well.
    await expect.poll(() => draftsOnDisk(), { timeout: 2_000 }).toContain('三日内整改');
    const address = page.url();
    await crashRenderer();
    await phone.page.goto(address);
    const again = phone.page.getByRole('textbox', { name: '当场要求' });
    await expect.poll(() => again.inputValue()).toBe('三日内整改');
    expect(await phone.page.getByRole('textbox', { name: '情况' }).inputValue()).toBe('写到一半');
    await expect.poll(() => again.evaluate((field) => field === document.activeElement)).toBe(true);
  });

  test(
    '[METER-7] [METER-8] [MEASURE-3] [MEASURE-7] a night’s measurement by a connected meter, offline, with the renderer killed in the middle of it',
    { timeout: 90_000 },
    async () => {
      await plugInMeter(phone.page);
      await phone.page.evaluate(() => (location.hash = '#/today'));
      // The meter is there from the next load on.
      await phone.page.reload();
      const caseId = await openCase();
      await phone.goOffline();
      const inspector = new Phone(phone.page);
      await inspector.prepareMeasurement({ zone: '2 类', seconds: '6' });
      await inspector.choose('读数怎么来', '连接声级计');
      await phone.page.getByRole('button', { name: '开始计时' }).click();
      await phone.page.getByText('LAeq 58.3 · Lmax 61.4').waitFor();
      await expect
        .poll(() => readTable(phone.page, WANG, 'drafts').then(JSON.stringify))
        .toContain('isMetered\\":true');
      await crashRenderer();
      await plugInMeter(phone.page);
      await phone.page.goto(`${url}/#/case/${caseId}/noise`);
      const level = phone.page.getByRole('textbox', { name: 'LAeq', exact: true });
      await expect.poll(() => level.inputValue(), { timeout: 20_000 }).toBe('58.3');
      await phone.page.getByRole('textbox', { name: '测后校准' }).fill('93.9');
      await phone.page.getByLabel('开始时间').fill(lastNight());
      await phone.page.getByText('无法评价').first().waitFor();

      const background = phone.page.getByRole('region', { name: '背景（声源停下后）' });
      await background.getByRole('radio', { name: '其他' }).check();
      await background.getByRole('textbox', { name: '自定时长' }).fill('1');
      await background.getByRole('button', { name: '开始计时' }).click();
      await expect.poll(() => background.getByRole('textbox', { name: '背景值' }).inputValue()).toBe('47.8');
      // 58.3 − 47.8 rounds to 10: one off, 57 against the night limit of 50.
      const verdict = phone.page.getByRole('region', { name: '判定' }).last();
      await verdict.getByText('超标').first().waitFor();
      await verdict.getByText('57').first().waitFor();

      const taps = await countTaps(phone.page);
      await phone.page.getByRole('button', { name: /^保存，测 \d+#$/ }).click();
      const name = phone.page.getByRole('textbox', { name: '测点名称' });
      await expect.poll(() => name.inputValue()).toBe('2# 厂界外 1 米');
      await taps.within(1, 'saving and going on to the next point');
      await phone.page.getByRole('button', { name: '开始计时' }).first().click();
      await expect.poll(() => level.inputValue(), { timeout: 20_000 }).toBe('58.3');
      await phone.page.getByRole('textbox', { name: '测后校准' }).fill('93.8');
      await phone.page.getByRole('button', { name: '保存', exact: true }).click();
      await phone.page.getByRole('heading', { name: '办理过程' }).waitFor();
      await taps.within(2, 'the next point with a connected meter');

      const readings = async () => (await ownEntries(phone.page, WANG)).filter(({ kind }) => kind === 'noise-reading');
      expect((await readings()).map(({ blobs }) => blobs.length)).toEqual([2, 1]);
      await phone.goOnline();
      await expect
        .poll(async () => (await readings()).every(({ hasReceipt }) => hasReceipt), { timeout: 20_000 })
        .toBe(true);
      await expect
        .poll(async () => (await readTable(phone.page, WANG, 'blobs')).map((row) => (row as { stage: string }).stage), {
          timeout: 20_000,
        })
        .toEqual(['sent', 'sent', 'sent']);
    },
  );

  test('the camera is denied: the screen says what to do, and a file does as well', async () => {
    const denied = await openBrowser({
      name: 'denied',
      screen: PHONE,
      permissions: ['geolocation', 'background-sync'],
    });
    await signIn(denied.page, url, '王芳');
    await denied.page.getByRole('list', { name: '待办' }).getByRole('link').first().click();
    await denied.page.getByRole('link', { name: /^拍照/ }).click();
    await denied.page.getByRole('heading', { name: '没有相机权限' }).waitFor();
    await denied.page.getByRole('button', { name: '完成' }).click();
    await new Phone(denied.page).addPhotoFile(await readFile('src/server/demo/photos/meter.jpg'));
    await denied.dispose();
  });

  test('an English browser sees English', async () => {
    const english = await openBrowser({ name: 'english', screen: PHONE, locale: 'en-GB' });
    await english.page.goto(url);
    await english.page.getByRole('button', { name: /^Enter as 王芳/ }).waitFor();
    expect(await english.page.evaluate(() => document.documentElement.lang)).toMatch(/^en/);
    await english.dispose();
  });
});

async function draftsOnDisk(): Promise<string> {
  return phone.page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const open = indexedDB.open('jiban-u-wangfang');
        open.onerror = () => reject(new Error('cannot open'));
        open.onsuccess = () => {
          const all = open.result.transaction('drafts').objectStore('drafts').getAll();
          all.onsuccess = () => {
            open.result.close();
            resolve(JSON.stringify(all.result));
          };
        };
      }),
  );
}
