import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAppServer } from './app-server.ts';
import type { AppServer } from './app-server.ts';
import { DESKTOP, openBrowser, PHONE, realErrors } from './browser.ts';
import type { PersonBrowser } from './browser.ts';
import { keepEvidenceOfFailures, stopAtFirstFailure } from './failure-evidence.ts';
import { startNetworkGate } from './network-gate.ts';
import type { NetworkGate } from './network-gate.ts';
import { Office } from './office.ts';
import { signIn } from './people.ts';
import { Phone } from './phone.ts';
import { ownEntries, readTable } from './phone-store.ts';
import { countTaps } from './tap-budget.ts';
import type { TapCounter } from './tap-budget.ts';

const CASE = '川味小馆';
/** Of one whole visit: six photos, twelve items, three points with a background, a record with three signatures. */
const TAP_BUDGET = 36;
const PATIENCE_MS = 60_000;

let server: AppServer;
let gate: NetworkGate;
let phone: PersonBrowser;
let desk: PersonBrowser;
let folder = '';
let taps: TapCounter;
let total = 0;

keepEvidenceOfFailures();
stopAtFirstFailure();

beforeAll(async () => {
  server = await startAppServer();
  gate = await startNetworkGate(server.url);
  folder = await mkdtemp(path.join(tmpdir(), 'jiban-evidence-'));
  [phone, desk] = await Promise.all([
    openBrowser({ name: 'phone', screen: PHONE }),
    openBrowser({ name: 'desk', screen: DESKTOP }),
  ]);
});

afterAll(async () => {
  await Promise.all([phone?.dispose(), desk?.dispose()]);
  await gate?.dispose();
  await server?.dispose();
  await rm(folder, { recursive: true, force: true });
});

const spent: string[] = [];

async function counted(what: string): Promise<void> {
  const count = await taps.taken();
  total += count;
  spent.push(`${what} ${String(count)}`);
}

const button = (name: string | RegExp) => phone.page.getByRole('button', { name, exact: typeof name === 'string' });
const link = (name: string | RegExp) => phone.page.getByRole('link', { name });
const textbox = (name: string | RegExp) => phone.page.getByRole('textbox', { name, exact: typeof name === 'string' });

/** Drawing is no tap; opening the glass and accepting are. */
async function draw(): Promise<void> {
  const { page } = phone;
  const pad = page.locator('dialog[open] canvas');
  await pad.waitFor();
  await counted('opening the glass');
  const box = await pad.boundingBox();
  if (!box) throw new Error('no glass to sign on');
  await page.mouse.move(box.x + box.width * 0.35, box.y + box.height * 0.2);
  await page.mouse.down();
  for (let step = 1; step <= 8; step++)
    await page.mouse.move(box.x + box.width * (0.35 + 0.04 * step), box.y + box.height * (0.2 + 0.06 * (step % 3)));
  await page.mouse.up();
  await taps.taken();
  await button('签好了').click();
}

describe('the restaurant, from the camera to the package', () => {
  test('offline: six photos, twelve items, three points at night with their background', async () => {
    const { page } = phone;
    await signIn(page, gate.url, '王芳');
    await phone.goOffline();
    gate.shut();
    await page.evaluate(() => (location.hash = '#/today'));
    taps = await countTaps(page);
    const inspector = new Phone(page);
    await inspector.openCase(CASE);
    await button('开始检查').click();
    await page.getByRole('dialog').getByRole('checkbox', { name: '陈宇' }).check();
    await page.getByRole('dialog').getByRole('button', { name: '开始检查' }).click();
    await page.getByText(/^检查中/).waitFor();
    await counted('case and visit');
    await inspector.takePhotos(6);
    await counted('six photos');
    await link(/^检查表/).click();
    await page.getByRole('radio', { name: '餐饮噪声检查表' }).check();
    await button('全部符合，再改例外').click();
    await page.locator('[data-item=fan_hood]').getByRole('radio', { name: '不符合' }).check();
    await button('保存检查表').click();
    await page.getByText('餐饮噪声检查表：12 项，1 项不符合').waitFor();
    await counted('checklist');

    await link(/^噪声/).click();
    await inspector.choose('声环境功能区（边界外）', '2 类');
    for (const group of ['声级计编号 · 仪器库', '校准器编号 · 仪器库'])
      await page.getByRole('group', { name: group }).getByRole('button').first().click();
    await textbox('测前校准').fill('93.8');
    await inspector.choose('天气', '晴');
    await textbox('风速').fill('1.2');
    await textbox('声源工况').fill('风机、灶具全部开启');
    await inspector.choose('声源起伏', '稳态（≤3 dB）');
    await page.getByLabel('开始时间').fill(lastNight());
    await textbox('LAeq').fill('58.4');
    const background = page.getByRole('region', { name: '背景（声源停下后）' });
    await background.getByRole('textbox', { name: '背景值' }).fill('50.2');
    await textbox('测后校准').fill('93.9');
    // 58.4 − 50.2 rounds to 8: one off, 57 against the night limit of 50.
    const verdict = page.getByRole('region', { name: '判定' }).last();
    await verdict.getByText('超标').first().waitFor();
    await verdict.getByText('57').first().waitFor();
    await button(/^保存，测 \d+#$/).click();
    for (const [level, next] of [
      ['49.6', true],
      ['55.0', false],
    ] as const) {
      await expect.poll(() => textbox('LAeq').inputValue()).toBe('');
      await page.getByLabel('开始时间').fill(lastNight());
      await textbox('LAeq').fill(level);
      if (!next) await background.getByRole('textbox', { name: '背景值' }).fill('48.0');
      await textbox('测后校准').fill('93.8');
      await button(next ? /^保存，测 \d+#$/ : '保存').click();
    }
    await page.getByRole('heading', { name: '办理过程' }).waitFor();
    await counted('three points');
  });

  test('offline: the record writes itself, three people sign it on the glass, the visit ends within the budget of taps', async () => {
    const { page } = phone;
    await link(/^笔录/).click();
    await page.getByText(/^已自动写入：.*噪声 3 次，照片 6 张/).waitFor();
    await page.getByRole('checkbox', { name: '已首先出示执法证件' }).check();
    await page.getByRole('checkbox', { name: /^已告知申请回避/ }).check();
    await textbox('单位名称（姓名）').fill('川味小馆');
    await textbox('姓名').fill('李㛃');
    await button('生成笔录，阅读签名').click();
    for (const who of [/^当事人（现场负责人） .*签名/, '检查人员 王芳 签名', '检查人员 陈宇 签名']) {
      await button(who).click();
      await draw();
    }
    await button('封存笔录').click();
    await button('打印').waitFor();
    await counted('the record');
    expect(total, spent.join(', ')).toBeLessThanOrEqual(TAP_BUDGET);
    expect((await ownEntries(page, 'u-wangfang')).filter(({ hasReceipt }) => hasReceipt)).toEqual([]);
  });

  test('with a line everything arrives, and the office takes the package; it verifies, and does not after any of its bits is flipped', async () => {
    gate.open();
    await phone.goOnline();
    await expect
      .poll(async () => (await ownEntries(phone.page, 'u-wangfang')).filter(({ hasReceipt }) => !hasReceipt).length, {
        timeout: PATIENCE_MS,
      })
      .toBe(0);
    const stages = async () =>
      (await readTable(phone.page, 'u-wangfang', 'blobs')).map((row) => (row as { stage: string }).stage);
    await expect.poll(async () => new Set(await stages()), { timeout: PATIENCE_MS }).toEqual(new Set(['sent']));
    const photos = (await ownEntries(phone.page, 'u-wangfang')).filter(({ kind }) => kind === 'photo').slice(-6);
    await signIn(desk.page, server.url, '赵敏');
    const office = new Office(desk.page);
    await office.goToQueue();
    await office.search(CASE);
    await office.openCase(CASE);
    await desk.page.getByRole('button', { name: /^一键卷宗/ }).click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: '用途' }).fill('行政复议');
    const [download] = await Promise.all([
      desk.page.waitForEvent('download', { timeout: PATIENCE_MS }),
      dialog.getByRole('button', { name: '出具卷宗' }).click(),
    ]);
    const file = path.join(folder, 'package.zip');
    await download.saveAs(file);
    expect(verified(file)).toBe(0);
    const bytes = new Uint8Array(await readFile(file));
    const names = Object.keys(unzipSync(bytes));
    for (const { blobs } of photos) expect(names.join()).toContain(blobs[0] ?? 'a photo without a hash');
    expect(names.filter((name) => name.endsWith('.pdf')).length).toBeGreaterThanOrEqual(2);
    // Spread over the whole file: pictures, papers, the container's own headers.
    for (let n = 0; n < 5; n++) {
      const at = Math.floor((bytes.length * (n + 0.5)) / 5);
      const flipped = path.join(folder, `flipped-${String(n)}.zip`);
      await writeFile(
        flipped,
        bytes.map((byte, index) => (index === at ? byte ^ (1 << n) : byte)),
      );
      expect(verified(flipped), `bit ${String(n)} of byte ${String(at)}`).toBe(1);
    }
    expect([...realErrors(phone), ...realErrors(desk)]).toEqual([]);
  });
});

/** Exit code of the command line verifier. */
function verified(file: string): number | null {
  return spawnSync(process.execPath, ['scripts/verify.ts', file], { encoding: 'utf8' }).status;
}

/** Half past eleven of the night before, as the field wants it. */
function lastNight(): string {
  const day = new Date(Date.now() - 86_400_000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(day.getFullYear())}-${two(day.getMonth() + 1)}-${two(day.getDate())}T23:30`;
}
