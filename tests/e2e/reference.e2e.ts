import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright';
import { startAppServer } from './app-server.ts';
import type { AppServer } from './app-server.ts';
import { DESKTOP, openBrowser } from './browser.ts';
import type { PersonBrowser } from './browser.ts';
import { keepEvidenceOfFailures } from './failure-evidence.ts';
import { signIn } from './people.ts';

let server: AppServer;
let person: PersonBrowser;

keepEvidenceOfFailures();

beforeAll(async () => {
  server = await startAppServer();
  person = await openBrowser({ name: 'reference', screen: DESKTOP, locale: 'zh-CN' });
  await signIn(person.page, server.url, '赵敏');
});

afterAll(async () => {
  await person?.dispose();
  await server?.dispose();
});

async function openTab(page: Page, name: string): Promise<void> {
  await page.evaluate(() => (location.hash = '#/reference'));
  await page.getByRole('tab', { name }).click();
}

async function publish(page: Page, reason: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '为什么改' }).fill(reason);
  await dialog.getByRole('button', { name: '发布' }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function lastVersion(page: Page, name: string): Promise<{ reason: string; body: never }> {
  return page.evaluate(async (of) => (await (await fetch(`/api/reference/${of}`)).json()) as never, name);
}

const square = [
  [
    [116.0, 39.7],
    [116.1, 39.7],
    [116.1, 39.8],
    [116.0, 39.8],
    [116.0, 39.7],
  ],
];
const geoJson = (properties: object) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: square } }],
  });

describe('the bureau keeps its tables right itself', () => {
  test('[REF-9] a limit is corrected with a reason, is in force at once, and the history says what changed', async () => {
    const { page } = person;
    await openTab(page, '噪声限值');
    await page.getByText('社会生活环境噪声排放标准').first().click();
    await page.getByRole('button', { name: '更正：限值' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: '2 类 夜间' }).fill('五十');
    await dialog.getByRole('textbox', { name: '为什么改' }).fill('对照原文');
    await dialog.getByRole('button', { name: '发布' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByRole('textbox', { name: '2 类 夜间' }).fill('４８');
    await publish(page, '对照原文第 2 页');
    await expect
      .poll(() => page.locator('details', { hasText: 'GB 22337-2008' }).first().textContent())
      .toMatch(/2 类\s*60\s*48/);

    await page.getByRole('button', { name: '修改历史' }).click();
    await page.getByText('改了什么').first().click();
    const history = page.getByRole('dialog');
    await history.getByText('对照原文第 2 页').waitFor();
    await history.getByText('标准 · GB 22337-2008 · 限值 · 表 · 2 · 夜间：50 → 48').waitFor();
    await history.getByText('标准 · GB 22337-2008 · 限值 · 核对情况：转引 → 本局核定').waitFor();
    await page.keyboard.press('Escape');
  });

  test('[REF-9] a new edition takes over from its first day, all of it to be checked', async () => {
    const { page } = person;
    await openTab(page, '噪声限值');
    await page.getByRole('button', { name: '新增一版' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: '标准号' }).fill('GB 22337-2030');
    await dialog.getByLabel('施行日期').fill('2030-01-01');
    await publish(page, '新标准发布');
    const { body } = await lastVersion(page, 'noise-rules');
    const editions = (body as { standards: { code: string; validTo: string | null; limits: { status: string } }[] })
      .standards;
    expect(editions.slice(0, 2).map(({ code, validTo, limits }) => [code, validTo, limits.status])).toEqual([
      ['GB 22337-2030', null, 'unchecked'],
      ['GB 22337-2008', '2029-12-31', 'bureau'],
    ]);
  });

  test('[REF-10] instruments are entered and retired; a serial number stands once; what runs out is marked', async () => {
    const { page } = person;
    await openTab(page, '仪器');
    await page.getByText('还有 18 天到期').waitFor();
    await page.getByRole('button', { name: '新增' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: '型号' }).fill('AWA6292');
    await dialog.getByRole('textbox', { name: /^编号/ }).fill('SLM-0117（演示）');
    await dialog.getByText('这个编号已经登记过').waitFor();
    await dialog.getByRole('textbox', { name: /^编号/ }).fill('SLM-0300');
    await dialog.getByRole('textbox', { name: '检定证书编号' }).fill('LX-0300');
    await dialog.getByLabel('检定有效期至').fill('2020-01-01');
    await publish(page, '新购');
    const row = page.getByRole('row').filter({ hasText: 'SLM-0300' });
    await row.getByText('已过期').waitFor();
    await row.getByRole('button', { name: '停用 AWA6292 SLM-0300' }).click();
    await publish(page, '退货');
    await row.waitFor({ state: 'detached' });
  });

  test('[ZONE-3] a file of zones that cannot be meant is refused with its place; a good one is on the map', async () => {
    const { page } = person;
    await openTab(page, '功能区');
    const file = (name: string, text: string) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
    await page.locator('input[type=file]').setInputFiles(file('bad.geojson', geoJson({ zone: '9' })));
    await page.getByText('第 1 个要素：不认识的类别').waitFor();
    await page.locator('input[type=file]').setInputFiles(file('good.geojson', geoJson({ zone: '3类', name: '西区' })));
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: '区划文件' }).fill('云溪区声环境功能区划（2026 年修订）');
    await publish(page, '区政府新公布');
    await page.getByText('3 类 工业、仓储').waitFor();
    await page.getByRole('link', { name: '在地图上看' }).click();
    await page.getByRole('checkbox', { name: '声环境功能区' }).check();
    await page.getByText('3 类 工业、仓储').waitFor();
  });
});
