import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright';
import { startAppServer } from './app-server.ts';
import type { AppServer } from './app-server.ts';
import { axeFindings, overflows } from './axe.ts';
import { openBrowser, PHONE, realErrors } from './browser.ts';
import type { PersonBrowser } from './browser.ts';
import { keepEvidenceOfFailures, stopAtFirstFailure } from './failure-evidence.ts';
import { startNetworkGate } from './network-gate.ts';
import type { NetworkGate } from './network-gate.ts';
import { signIn } from './people.ts';
import { Phone } from './phone.ts';
import { ownEntries } from './phone-store.ts';

/** Poppler's, where a machine has it. */
const TO_TEXT = 'pdftotext';

let server: AppServer;
let gate: NetworkGate;
let browser: PersonBrowser;
let folder = '';
let caseId = '';

keepEvidenceOfFailures();
stopAtFirstFailure();

beforeAll(async () => {
  server = await startAppServer();
  gate = await startNetworkGate(server.url);
  browser = await openBrowser({ name: 'phone', screen: PHONE });
  folder = await mkdtemp(path.join(tmpdir(), 'jiban-record-'));
});

afterAll(async () => {
  await browser?.dispose();
  await gate?.dispose();
  await server?.dispose();
  await rm(folder, { recursive: true, force: true });
});

/** Two strokes along the long side of the glass. */
async function sign(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  const pad = page.locator('dialog[open] canvas');
  await pad.waitFor();
  const accept = page.getByRole('button', { name: '签好了' });
  await accept.click();
  await page.getByText('还没有写').waitFor();
  const box = await pad.boundingBox();
  if (!box) throw new Error('no pad');
  for (const [dx, dy] of [
    [0.35, 0.2],
    [0.6, 0.4],
  ] as const) {
    await page.mouse.move(box.x + box.width * dx, box.y + box.height * dy);
    await page.mouse.down();
    for (let step = 1; step <= 6; step++)
      await page.mouse.move(box.x + box.width * (dx + 0.03 * step), box.y + box.height * (dy + 0.05 * (step % 4)));
    await page.mouse.up();
  }
  await accept.click();
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
}

/** No serious finding of axe, and no words out of their box, where one is. */
async function expectClean(page: Page): Promise<void> {
  expect([...(await axeFindings(page)), ...(await overflows(page))]).toEqual([]);
}

describe('the visit record, from the visit to the paper', () => {
  test('[REC-1] [REC-5] offline it is composed from the visit; what was said on the spot is ticked there', async () => {
    const { page } = browser;
    await signIn(page, gate.url, '王芳');
    const phone = new Phone(page);
    await phone.openCase('川味小馆');
    caseId = await page.evaluate(() => decodeURIComponent(location.hash.split('/')[2] ?? ''));
    gate.shut();
    await browser.goOffline();
    await page.getByRole('button', { name: '开始检查' }).click();
    const companion = page.getByRole('dialog').getByRole('checkbox', { name: '陈宇' });
    if (!(await companion.isChecked())) await companion.check();
    await page.getByRole('dialog').getByRole('button', { name: '开始检查' }).click();
    await page.getByText(/^检查中/).waitFor();
    await phone.recordFinding({ subject: '风机', result: '不符合', description: '隔声罩顶板未装，#1 $风机 *仍响' });
    await page.getByRole('link', { name: /^笔录/ }).click();
    await page.getByText('已自动写入：检查 1 项，噪声 0 次，照片 0 张。').waitFor();
    await page.getByText('没有写明首先出示证件').waitFor();
    await page.getByRole('checkbox', { name: '已首先出示执法证件' }).check();
    await page.getByRole('checkbox', { name: /^已告知申请回避/ }).check();
    await page.getByRole('textbox', { name: '单位名称（姓名）' }).fill('川味小馆');
    await page.getByRole('textbox', { name: '姓名', exact: true }).fill('李㛃');
    await expectClean(page);
    await page.getByRole('button', { name: '生成笔录，阅读签名' }).click();
    await page.getByText('检查人员王芳（执法证号').first().waitFor();
    await page.getByText('首先向李㛃出示了行政执法证件').first().waitFor();
  });

  test('[REC-10] [REC-12] two officers sign on glass; the page dies, the signatures live; the party refuses before a witness', async () => {
    const first = browser.page;
    await first.getByRole('button', { name: '封存笔录' }).click();
    await first.getByText('请当事人签名；拒签或不在场的，写明原因').first().waitFor();
    await first.getByText('的意见：以上笔录属实，无异议。').waitFor();
    await first.getByRole('button', { name: '拒签或不在场' }).click();
    await first.getByRole('textbox', { name: '原因' }).fill('称店主外出，不愿签名');
    await first.getByRole('textbox', { name: /^见证人姓名/ }).fill('赵一');
    await first.getByRole('button', { name: '写入笔录' }).click();
    await first.getByText('的意见：未发表意见。').waitFor();
    await sign(first, '检查人员 王芳 签名');
    await first.waitForTimeout(600);
    await browser.close();
    await browser.reopen();
    const { page } = browser;
    await page.goto(`${gate.url}/#/case/${encodeURIComponent(caseId)}/visit-record`);
    await page.getByRole('button', { name: '检查人员 王芳 重签' }).waitFor();
    await sign(page, '检查人员 陈宇 签名');
    await sign(page, '见证人 赵一 签名');
    await expectClean(page);
    await page.getByRole('button', { name: '封存笔录' }).click();
    await page.getByRole('button', { name: '打印' }).waitFor();
    await page.getByText('当事人拒绝签名。原因：称店主外出，不愿签名。见证人：赵一。').waitFor();
    const [record] = (await ownEntries(page, 'u-wangfang')).filter(({ kind }) => kind === 'visit-record');
    expect(record).toBeDefined();
    await expectClean(page);
  });

  test('[REC-30] it is printed from the phone, offline: the paper alone, A4, its pages numbered', async () => {
    const { page } = browser;
    const pdf = await page.pdf({ preferCSSPageSize: true });
    await writeFile(path.join(folder, 'phone.pdf'), pdf);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(false);
    expect(await page.getByRole('heading', { name: '现场检查（勘察）笔录' }).isVisible()).toBe(true);
    await page.emulateMedia({ media: null });
    if (spawnSync(TO_TEXT, ['-v']).status !== 0) return;
    const text = textOf('phone.pdf');
    for (const words of ['现场检查（勘察）笔录', '隔声罩顶板未装', '第1页共']) expect(text).toContain(words);
    // A toast or a link of the screen would lie over the words.
    for (const words of ['更改笔录', '跳到正文', '笔录已封存', '笔录已生成']) expect(text).not.toContain(words);
  });

  test('[REC-14] a statement is amended and signed again; the old words stay', async () => {
    const { page } = browser;
    await page.getByRole('link', { name: '更改', exact: true }).click();
    const which = page.getByRole('combobox', { name: '更改哪一条' });
    await which.selectOption({ index: 4 });
    const field = page.getByRole('textbox', { name: '改为' });
    await field.fill((await field.inputValue()).replace('顶板未装', '顶板已装'));
    await page.getByRole('textbox', { name: '更改理由' }).fill('当事人指出');
    await sign(page, '检查人员 王芳 签名');
    await expectClean(page);
    await page.getByRole('button', { name: '写入更改' }).click();
    await page.getByText('理由：当事人指出').waitFor();
    await page.locator('del').filter({ hasText: '未' }).first().waitFor();
  });

  test('[REC-20] [REC-25] synced, the server prints it, with what it must say', async () => {
    const { page } = browser;
    gate.open();
    await browser.goOnline();
    await page.getByRole('link', { name: '下载 PDF' }).waitFor({ timeout: 60_000 });
    const href = await page.getByRole('link', { name: '下载 PDF' }).getAttribute('href');
    const answer = await page.request.get(new URL(href ?? '', gate.url).href);
    expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf']);
    const pdf = await answer.body();
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await writeFile(path.join(folder, 'server.pdf'), pdf);
    expect(realErrors(browser)).toEqual([]);
    if (spawnSync(TO_TEXT, ['-v']).status !== 0) return;
    const text = textOf('server.pdf');
    for (const words of ['隔声罩顶板未装，#1$风机*仍响', '当事人拒绝签名', '见证人：赵一', '更改', '第1页共'])
      expect(text).toContain(words);
  });
});

function textOf(file: string): string {
  return execFileSync(TO_TEXT, ['-layout', path.join(folder, file), '-'], { encoding: 'utf8' }).replaceAll(/\s/g, '');
}
