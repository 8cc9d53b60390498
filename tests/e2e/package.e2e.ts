import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAppServer } from './app-server.ts';
import type { AppServer } from './app-server.ts';
import { axeFindings, overflows } from './axe.ts';
import { DESKTOP, openBrowser, realErrors } from './browser.ts';
import type { PersonBrowser } from './browser.ts';
import { keepEvidenceOfFailures } from './failure-evidence.ts';
import { Office } from './office.ts';
import { signIn } from './people.ts';

let server: AppServer;
let office: PersonBrowser;
let folder: string;

keepEvidenceOfFailures();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jiban-e2e-package-'));
  server = await startAppServer();
  office = await openBrowser({ name: 'office', screen: DESKTOP });
});

afterAll(async () => {
  await office?.dispose();
  await server?.dispose();
  await rm(folder, { recursive: true, force: true });
});

/** Chooses the file in the open verifier and waits for its sentence. */
async function verify(file: string): Promise<string> {
  const { page } = office;
  await page.locator('input[type=file]').setInputFiles(file);
  const verdict = page.getByRole('status').filter({ hasText: path.basename(file) });
  await verdict.waitFor({ timeout: 60_000 });
  return verdict.innerText();
}

test('[PROOF-20] [PROOF-21] [PROOF-33] the office takes the restaurant case; the verifier in it, opened from the disk, passes it, and names a flipped bit', async () => {
  const { page } = office;
  await signIn(page, server.url, '赵敏');
  const desk = new Office(page);
  await desk.goToQueue();
  await desk.search('川味小馆');
  await desk.openCase('川味小馆');
  await page.getByRole('button', { name: /^一键卷宗/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '出具卷宗' }).click();
  await dialog.getByText('请写明用途').first().waitFor();
  await dialog.getByRole('textbox', { name: '用途' }).fill('行政复议');
  expect(await axeFindings(page)).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 60_000 }),
    dialog.getByRole('button', { name: '出具卷宗' }).click(),
  ]);
  const file = path.join(folder, 'package.zip');
  await download.saveAs(file);
  await page.getByText(/已出具 1 次，上次 赵敏/).waitFor();

  const bytes = new Uint8Array(await readFile(file));
  const files = unzipSync(bytes);
  const verifier = path.join(folder, 'verify.html');
  await writeFile(verifier, files['verify.html'] ?? new Uint8Array());
  await page.goto(pathToFileURL(verifier).href);
  expect(await verify(file)).toContain('全部通过');
  expect(await page.getByText('它不能证明什么').count()).toBe(1);
  expect(await axeFindings(page)).toEqual([]);

  const photo = Object.keys(files).find((name) => name.startsWith('originals/')) ?? '';
  // From its middle, for pictures of one encoder begin alike; the last one, for the photo sheet's PDF holds them too.
  const middle = files[photo]?.subarray(-900, -500) ?? new Uint8Array(1);
  const start = Buffer.from(bytes).lastIndexOf(Buffer.from(middle));
  expect(start).toBeGreaterThan(0);
  const flipped = path.join(folder, 'flipped.zip');
  await writeFile(
    flipped,
    bytes.map((byte, i) => (i === start + 200 ? byte ^ 4 : byte)),
  );
  expect(await verify(flipped)).toContain('没有通过');
  await page.getByText('文件被改动').first().waitFor();
  expect(await page.locator('.faults').filter({ hasText: photo }).count()).toBeGreaterThan(0);

  await page.getByRole('textbox').fill('0'.repeat(64));
  await page.getByRole('textbox').blur();
  expect(await verify(file)).toContain('没有通过');
  await page.getByText('不明的密钥').first().waitFor();
  expect(realErrors(office)).toEqual([]);
  if (process.env['JIBAN_PICTURES'] !== undefined) await takePictures(process.env['JIBAN_PICTURES'], file, flipped);
});

test('[PROOF-11] the daily report: each signed state, a QR code of the last one, the text to copy; on paper without the app around it', async () => {
  const { page } = office;
  await page.goto(`${server.url}/#/devices`);
  await page.getByRole('link', { name: /^存证日报/ }).click();
  await page.getByRole('img', { name: '检查点全文的二维码' }).waitFor();
  const note = await page.locator('pre').innerText();
  const latest = await page.evaluate(async () => (await fetch('/api/checkpoints/latest')).text());
  expect(note.trim()).toBe(latest.trim());
  expect(await page.getByRole('row').count()).toBeGreaterThan(1);
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflows(page)).toEqual([]);
  await office.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
  await page.getByRole('button', { name: '复制文字' }).click();
  await page.getByText('已复制').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(latest.trim());
  if (process.env['JIBAN_PICTURES'])
    await page.screenshot({ path: path.join(process.env['JIBAN_PICTURES'], 'day.png'), fullPage: true });
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('navigation').first().isVisible()).toBe(false);
  expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(false);
  if (process.env['JIBAN_PICTURES'])
    await page.screenshot({ path: path.join(process.env['JIBAN_PICTURES'], 'day-print.png'), fullPage: true });
  await page.emulateMedia({ media: null });
  await page.getByLabel('日期').fill('2020-01-01');
  await page.getByText('这一天没有签名的检查点').waitFor();
});

/** For people to look at; nothing is compared. */
async function takePictures(to: string, file: string, flipped: string): Promise<void> {
  const { page } = office;
  await page.getByRole('textbox').fill('');
  await page.getByRole('textbox').blur();
  for (const [name, of] of [
    ['whole', file],
    ['flipped', flipped],
  ] as const) {
    await verify(of);
    await page.screenshot({ path: path.join(to, `verify-${name}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: path.join(to, 'verify-phone.png') });
  await page.setViewportSize(DESKTOP.viewport);
}
