import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Locator, Page } from 'playwright';
import { startAppServer } from './app-server.ts';
import type { AppServer } from './app-server.ts';
import { openBrowser, PHONE } from './browser.ts';
import type { PersonBrowser } from './browser.ts';
import { keepEvidenceOfFailures } from './failure-evidence.ts';
import { signIn } from './people.ts';
import { Phone } from './phone.ts';
import { ownEntries, readTable } from './phone-store.ts';
import { countTaps } from './tap-budget.ts';

const ME = 'u-wangfang';
const CASE = '川味小馆';
const PATIENCE_MS = 60_000;

let dataDir = '';
let server: AppServer;
let person: PersonBrowser;
let page: Page;
let phone: Phone;

keepEvidenceOfFailures();

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'jiban-ready-'));
  server = await startAppServer({ DATA_DIR: dataDir });
  person = await openBrowser({ name: 'ready', screen: PHONE });
  page = person.page;
  phone = new Phone(page);
  await signIn(page, server.url, '王芳');
});

afterAll(async () => {
  await person?.dispose();
  await server?.dispose();
  await rm(dataDir, { recursive: true, force: true });
});

const line = (name: string): Locator =>
  page.locator('.list-row').filter({ has: page.locator('.title', { hasText: name }) });

/** Each line with the word it is given. */
async function levels(): Promise<Record<string, string>> {
  const rows = await page.locator('.list-row').all();
  const told = await Promise.all(
    rows.map(
      async (row) => [await row.locator('.title').innerText(), await row.locator('.badge').innerText()] as const,
    ),
  );
  return Object.fromEntries(told);
}

async function untilLevels(wanted: Record<string, string>): Promise<void> {
  await expect.poll(levels, { timeout: PATIENCE_MS }).toMatchObject(wanted);
}

async function goTo(hash: string): Promise<void> {
  await page.evaluate((next) => (location.hash = next), hash);
  await page.locator('#content h1').first().waitFor();
}

const READY = { 案件: '就绪', 表单: '就绪', 地图: '就绪', 应用文件: '就绪', 版本: '就绪', 设备签名: '就绪' };

describe('before going out', () => {
  test('[DEVICE-97] the light on 今日 leads there in one tap; 全部取回 brings what is missing, pictures of others too', async () => {
    const taps = await countTaps(page);
    await page.getByRole('link', { name: /^出发检查/ }).click();
    await page.getByRole('heading', { name: '逐项结果' }).waitFor({ timeout: PATIENCE_MS });
    await taps.within(1, '出发检查 from 今日');
    const fetchAll = page.getByRole('button', { name: '全部取回' });
    await fetchAll.click({ timeout: PATIENCE_MS });
    await untilLevels({ ...READY, '现场照片（缩略图）': '就绪', 手机时间: '就绪', 存储空间: '就绪', 第二份: '就绪' });
    expect((await readTable(page, ME, 'pictures')).length).toBeGreaterThan(0);
  });

  test('[DEVICE-97] [DEVICE-98] a file, a case and the clock go wrong: each is named, and fetched again', async () => {
    await page.evaluate(async () => {
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const key of await cache.keys()) if (/NoiseView.*\.js$/.test(key.url)) await cache.delete(key);
      }
    });
    await spoilCase(CASE);
    const session = '**/api/session';
    await page.route(session, async (route) => {
      const answer = await route.fetch();
      const told = (await answer.json()) as { server: { timeMs: number } };
      told.server.timeMs += 600_000;
      await route.fulfill({ response: answer, json: told });
    });
    await goTo('#/today');
    await goTo('#/readiness');
    await untilLevels({ 案件: '未就绪', 表单: '未就绪', 应用文件: '未就绪', 手机时间: '留意', 地图: '就绪' });
    await page.getByText(/^还不能出发/).waitFor();
    expect(await line('案件').innerText()).toContain(CASE);
    expect(await line('手机时间').innerText()).toContain('慢了 10 分钟');
    await page.unroute(session);
    await page.getByRole('button', { name: '全部取回' }).click();
    await untilLevels({ ...READY, 手机时间: '就绪' });
  });

  test('[DEVICE-99] without a line the same check runs, and a case shows the pictures of others', async () => {
    await goTo('#/today');
    await person.goOffline();
    await goTo('#/readiness');
    await untilLevels({ 案件: '就绪', 表单: '就绪', 应用文件: '就绪', 版本: '没法核对', 设备签名: '没法核对' });
    await goTo('#/today');
    await phone.openCase(CASE);
    await phone.showWholeTimeline();
    await page.locator('img[src^="blob:"]').first().waitFor();
  });
});

describe('after the day', () => {
  test('[DEVICE-72] [DEVICE-94] offline, with work unsent: signing out is refused with a list, which leads to 交账; it says that the office must be asked', async () => {
    await phone.startVisit();
    await phone.recordFinding({ subject: '风机', result: '符合', description: '隔声罩完好' });
    await phone.takePhotos(1);
    await goTo('#/me');
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '退出登录' }).click();
    const refused = page.getByRole('dialog', { name: '还不能退出' });
    expect(await refused.innerText()).toContain(CASE);
    await refused.getByRole('link', { name: '交账' }).click();
    await page.getByText('没有网络，还不能核对').waitFor();
    expect(await page.getByText('可以放心交机').count()).toBe(0);
  });

  test('[DEVICE-92] with a line everything goes out, is compared by itself, and the phone may be handed over', async () => {
    await person.goOnline();
    await page.getByText('可以放心交机').waitFor({ timeout: PATIENCE_MS });
    await page.getByText('今天 3 项，3 项已确认').waitFor();
  });

  test('[DEVICE-93] a record that the server lost is named, goes out again, and is confirmed', async () => {
    const [, finding = { id: '' }] = await ownEntries(page, ME);
    await server.stop();
    forget(finding.id);
    await server.start();
    await goTo('#/sync');
    const taps = await countTaps(page);
    await page.getByRole('link', { name: /^交账/ }).click();
    await taps.within(1, '交账 from 同步');
    const gaps = page.getByRole('region', { name: '服务器没有的' });
    await gaps.waitFor({ timeout: PATIENCE_MS });
    expect(await gaps.innerText()).toMatch(/检查[\s\S]*已放回待送/);
    expect(await gaps.getByRole('link').count()).toBe(1);
    await expect
      .poll(async () => (await ownEntries(page, ME)).every(({ hasReceipt }) => hasReceipt), { timeout: PATIENCE_MS })
      .toBe(true);
    await page.getByRole('button', { name: '再核对一次' }).click({ timeout: PATIENCE_MS });
    await page.getByText('可以放心交机').waitFor({ timeout: PATIENCE_MS });
  });
});

/** One case as a bad block would leave it: readable, and not what its records make of it. */
async function spoilCase(words: string): Promise<void> {
  await page.evaluate(
    async ([name, mark]) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const open = indexedDB.open(name);
        open.onerror = () => reject(new Error(`cannot open ${name}`));
        open.onsuccess = () => resolve(open.result);
      });
      const packs = db.transaction('packs', 'readwrite').objectStore('packs');
      const rows = await new Promise<{ text: { text: string } }[]>((resolve) => {
        const all = packs.getAll();
        all.onsuccess = () => resolve(all.result as never);
      });
      for (const row of rows) {
        const lines = row.text.text.split('\n');
        const spoilt = lines.map((line) =>
          line.includes(mark) ? line.replace(/"digest":"[0-9a-f]{8}/, '"digest":"00000000') : line,
        );
        packs.put({ ...row, text: { ...row.text, text: spoilt.join('\n') } });
      }
      await new Promise((resolve) => packs.transaction.addEventListener('complete', resolve));
      db.close();
    },
    [`jiban-${ME}`, words] as const,
  );
}

/** The server's database loses one entry in the middle and knows nothing of it. */
function forget(entry: string): void {
  const db = new DatabaseSync(path.join(dataDir, 'jiban.db'));
  for (const [table, column] of [
    ['payload', 'entry_id'],
    ['blob_ref', 'entry_id'],
    ['entry', 'id'],
  ] as const)
    db.prepare(`delete from ${table} where ${column} = ?`).run(entry);
  db.close();
}
