import { Buffer } from 'node:buffer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import type { Checklist } from '#domain/checklist/checklist.ts';
import type { ChecklistBody } from '#domain/checklist/checklist-body.ts';
import { startAppServer } from './app-server.ts';
import type { AppServer } from './app-server.ts';
import { DESKTOP, openBrowser, PHONE, realErrors } from './browser.ts';
import type { PersonBrowser } from './browser.ts';
import { keepEvidenceOfFailures, stopAtFirstFailure } from './failure-evidence.ts';
import { startNetworkGate } from './network-gate.ts';
import type { NetworkGate } from './network-gate.ts';
import { signIn } from './people.ts';
import { Phone } from './phone.ts';
import { readTable } from './phone-store.ts';
import { countTaps } from './tap-budget.ts';
import { SHIPPED_CHECKLISTS } from '#domain/checklist/shipped-checklists.ts';
import { writeForm } from '#server/checklists/write-form.ts';

const CASE = '川味小馆';
const PATIENCE_MS = 30_000;

let server: AppServer;
let gate: NetworkGate;
let desk: PersonBrowser;
let phone: PersonBrowser;

keepEvidenceOfFailures();
stopAtFirstFailure();

beforeAll(async () => {
  server = await startAppServer();
  gate = await startNetworkGate(server.url);
  phone = await openBrowser({ name: 'phone', screen: PHONE });
  desk = await openBrowser({ name: 'desk', screen: DESKTOP });
  await signIn(phone.page, gate.url, '王芳');
});

afterAll(async () => {
  await Promise.all([desk?.dispose(), phone?.dispose()]);
  await gate?.dispose();
  await server?.dispose();
});

async function filledOnPhone(): Promise<ChecklistBody[]> {
  const rows = (await readTable(phone.page, 'u-wangfang', 'entries')) as {
    header: { kind: string };
    payload: { text: string };
  }[];
  return rows
    .filter(({ header }) => header.kind === 'checklist')
    .map(({ payload }) => (JSON.parse(payload.text) as { body: ChecklistBody }).body);
}

const item = (name: string) => phone.page.locator(`[data-item=${name}]`);

const xlsx = (name: string, bytes: Uint8Array) => ({
  name,
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: Buffer.from(bytes),
});

test('[CHECK-10] [CHECK-11] offline, 餐饮噪声 with twelve items and two exceptions is filled in with six taps', async () => {
  const { page } = phone;
  await phone.goOffline();
  gate.shut();
  await new Phone(page).openCase(CASE);
  const taps = await countTaps(page);
  await page.getByRole('link', { name: /^检查表/ }).click();
  // The last visit found something, so that 复查 is suggested; the other form is the next one.
  await page.getByRole('radio', { name: '餐饮噪声检查表' }).check();
  await page.getByRole('button', { name: '全部符合，再改例外' }).click();
  await item('fan_hood').getByRole('radio', { name: '不符合' }).check();
  await item('blower').getByRole('radio', { name: '不符合' }).check();
  await page.getByRole('button', { name: '保存检查表' }).click();
  await page.getByText('餐饮噪声检查表：12 项，2 项不符合').waitFor();
  await taps.within(6, 'a checklist of twelve items');

  const [body] = await filledOnPhone();
  expect(body).toMatchObject({
    form: 'catering-noise',
    formVersion: '2026-11-1',
    counts: { conforms: 10, violates: 2, na: 0 },
  });
});

test('[CHECK-17] what is begun with one version is finished with it, though the office has published the next', async () => {
  const { page } = phone;
  await page.getByRole('link', { name: /^检查表/ }).click();
  await page.getByRole('radio', { name: '餐饮油烟检查表' }).check();
  await item('installed').getByRole('radio', { name: '不符合' }).check();
  await page.getByText(/^草稿已存/).waitFor();
  await phone.goOnline();
  gate.open();
  await page.evaluate(() => (location.hash = '#/sync'));

  await publishFromOffice(desk);

  await page.reload();
  await new Phone(page).openCase(CASE);
  await page.getByRole('link', { name: '继续写检查表' }).click();
  await page.getByText('办公室已发布这张表的新版').waitFor({ timeout: PATIENCE_MS });
  await page.getByRole('button', { name: '全部符合，再改例外' }).click();
  expect(await item('smoke_test').count()).toBe(0);
  await page.getByRole('button', { name: '保存检查表' }).click();
  await page.getByText('餐饮油烟检查表：8 项，1 项不符合').waitFor();
  const filled = await filledOnPhone();
  expect(filled.find(({ form }) => form === 'catering-fume')?.formVersion).toBe('2026-11-1');
  expect([...realErrors(phone), ...realErrors(desk)]).toEqual([]);
});

/** [CHECK-2], [CHECK-14]: a broken Excel form is told cell by cell; the mended one shows what it changes, and goes into force with a reason. */
async function publishFromOffice({ page }: PersonBrowser): Promise<void> {
  await signIn(page, server.url, '赵敏');
  await page.getByRole('link', { name: '参考', exact: true }).click();
  await page.getByRole('link', { name: '检查表' }).click();
  const picker = page.locator('input[type=file]');
  await picker.setInputFiles(xlsx('错表.xlsx', await brokenForm()));
  const row = page.getByRole('row', { name: /survey 第 2 行 A 列/ });
  await row.waitFor();
  expect(await row.innerText()).toContain('不认识题型“txet”。是不是“text”？');
  await page.getByRole('button', { name: '换一个文件' }).click();

  await picker.setInputFiles(xlsx('油烟.xlsx', await writeForm(nextForm())));
  await page.getByText('2026-11-1 版 → 2026-12-1 版').waitFor();
  await page.getByText('已用烟感测试').first().waitFor();
  await page.getByRole('textbox', { name: '理由' }).fill('增加一项');
  await page.getByRole('button', { name: '发布' }).click();
  await page.getByText('增加一项').waitFor();
  await page.getByText('catering-fume · 2026-12-1 版').waitFor();
}

function nextForm(): Checklist {
  const fume = SHIPPED_CHECKLISTS.checklists.find(({ id }) => id === 'catering-fume');
  if (!fume) throw new Error('no such form');
  const added = {
    type: 'select_one',
    name: 'smoke_test',
    label: { zh: '已用烟感测试' },
    list: 'conformity',
    phrase: '未测试。',
  } as const;
  return { ...fume, version: '2026-12-1', items: [...fume.items, added] };
}

async function brokenForm(): Promise<Uint8Array> {
  const sheet = (name: string, rows: readonly (readonly string[])[]) => ({
    sheet: name,
    data: rows.map((cells) => cells.map((value) => ({ value }))),
  });
  const sheets = [
    sheet('survey', [
      ['type', 'name', 'label'],
      ['txet', 'a', '甲'],
    ]),
    sheet('settings', [
      ['form_title', 'form_id', 'version'],
      ['错表', 'wrong', '1'],
    ]),
  ];
  return new Uint8Array(await writeXlsxFile(sheets).toBuffer());
}
