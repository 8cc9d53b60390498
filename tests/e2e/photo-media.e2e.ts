import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '#domain/kernel/json.ts';
import { startAppServer } from './app-server.ts';
import type { AppServer } from './app-server.ts';
import { axeFindings } from './axe.ts';
import { openBrowser, PHONE, realErrors } from './browser.ts';
import type { PersonBrowser } from './browser.ts';
import { keepEvidenceOfFailures } from './failure-evidence.ts';
import { signIn } from './people.ts';
import { heldPhotos, ownEntries, readTable } from './phone-store.ts';
import { Phone } from './phone.ts';
import { ServerView } from './server-view.ts';

const WANG = 'u-wangfang';
const WAIT = { timeout: 30_000 };

let server: AppServer;
let phone: PersonBrowser;
let caseId = '';

keepEvidenceOfFailures();

beforeAll(async () => {
  server = await startAppServer();
  const permissions = ['geolocation', 'camera', 'microphone', 'background-sync'];
  phone = await openBrowser({ name: 'phone', screen: PHONE, permissions });
  await signIn(phone.page, server.url, '王芳');
  await new Phone(phone.page).openCase('川味小馆');
  caseId = decodeURIComponent(new URL(phone.page.url()).hash.split('/')[2] ?? '');
});

afterAll(async () => {
  await phone?.dispose();
  await server?.dispose();
});

async function goTo(part: string): Promise<void> {
  await phone.page.goto(`${server.url}/#/case/${caseId}${part}`);
}

/** Bodies of one's own entries of a kind, oldest first, as they lie in the store. */
async function bodiesOf(kind: string): Promise<(JsonObject & { readonly entry: string })[]> {
  const rows = (await readTable(phone.page, WANG, 'entries')) as {
    id: string;
    header: { kind: string; case: string };
    payload: { text: string };
  }[];
  return rows
    .filter(({ header }) => header.kind === kind && header.case === caseId)
    .map(({ id, payload }) => ({ ...(JSON.parse(payload.text) as { body: JsonObject }).body, entry: id }));
}

test('[PHOTO-1] [PHOTO-15] a photo taken over an earlier one carries its side record and names its pair', async () => {
  const { page } = phone;
  await goTo('/camera');
  await page.getByRole('button', { name: '叠上旧照' }).click();
  await page.getByRole('dialog').getByRole('button').nth(1).click();
  await page.getByRole('slider', { name: '旧照的浓淡' }).fill('70');
  await page.getByRole('button', { name: '证明内容' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('风机正对居民窗');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: '好', exact: true }).click();
  await page.getByRole('button', { name: '拍照', exact: true }).click();
  await page.getByText('已存 1 张').waitFor(WAIT);
  const [photo] = await bodiesOf('photo');
  expect(photo).toMatchObject({
    way: 'camera',
    caption: '风机正对居民窗',
    pairOf: expect.stringMatching(/^[0-9a-f]{64}$/),
    takenAt: expect.any(Number),
    camera: { label: expect.stringMatching(/\S/) },
    fix: { lat: 39.72, accuracyM: 12 },
  });
  await page.getByRole('button', { name: '完成' }).click();
});

test('[PHOTO-12] [PHOTO-14] marks by two taps, by dragging and by keys; the last is undone; the original stays as it was', async () => {
  const { page } = phone;
  const [before] = await heldPhotos(page, WANG);
  await new Phone(page).item('照片').first().getByRole('button').first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '标注', exact: true }).click();
  const surface = dialog.getByRole('button', { name: /^照片。点两下/ });
  await surface.scrollIntoViewIfNeeded();
  const box = await surface.boundingBox();
  if (!box) throw new Error('nothing to draw on');
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
  await page.touchscreen.tap(...at(0.1, 0.8));
  await dialog.getByText('再点一下终点。').waitFor();
  await page.touchscreen.tap(...at(0.4, 0.5));
  await dialog.getByRole('radio', { name: '遮盖' }).check();
  await page.mouse.move(...at(0.6, 0.1));
  await page.mouse.down();
  await page.mouse.move(...at(0.7, 0.2));
  await page.mouse.move(...at(0.9, 0.4));
  await page.mouse.up();
  await dialog.getByRole('radio', { name: '圈' }).check();
  await surface.focus();
  for (const key of ['Enter', 'Shift+ArrowRight', 'Shift+ArrowDown', 'Enter']) await page.keyboard.press(key);
  await dialog.getByText('已画 3 处').waitFor({ state: 'attached' });
  await dialog.getByRole('button', { name: '撤销' }).click();
  await dialog.getByText('已画 2 处').waitFor({ state: 'attached' });
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: '存标注' }).click();
  await dialog.getByText('遮盖 1 处').waitFor(WAIT);
  const [photo] = await bodiesOf('photo');
  const [layer] = await bodiesOf('photo-marks');
  expect(layer?.['photo']).toBe(photo?.entry);
  expect((layer?.['marks'] as { shape: string }[]).map(({ shape }) => shape)).toEqual(['arrow', 'mosaic']);
  expect((await heldPhotos(page, WANG))[0]).toEqual(before);
});

test('[PHOTO-20] [PHOTO-21] a copy is handed out with a line in the case that has its hash', async () => {
  const { page } = phone;
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '给人副本' }).click();
  await dialog.getByAltText('要交出去的副本').waitFor(WAIT);
  await dialog.getByRole('button', { name: '记录并下载' }).click();
  await dialog.getByText('写明给谁、什么用途。').first().waitFor();
  expect(await bodiesOf('photo-share')).toEqual([]);
  await dialog.getByRole('textbox', { name: '给谁' }).fill('青石桥街道王主任');
  await dialog.getByRole('textbox', { name: '用途' }).fill('核实排风口');
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: '记录并下载' }).click();
  const copy = await readFile(await (await downloading).path());
  const [share] = await bodiesOf('photo-share');
  expect(share).toMatchObject({
    recipient: '青石桥街道王主任',
    purpose: '核实排风口',
    hidden: 1,
    by: 'download',
    bytes: copy.length,
    sha256: createHash('sha256').update(copy).digest('hex'),
  });
  expect(copy.toString('latin1')).not.toMatch(/Exif/);
  await dialog.getByRole('button', { name: '对照' }).click();
  await dialog.getByRole('slider').waitFor(WAIT);
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: '只看后' }).click();
  expect(await dialog.getByRole('slider').getAttribute('aria-valuetext')).toMatch(/^左边 0%/);
  await page.keyboard.press('Escape');
});

test('[PHOTO-30] [PHOTO-31] a page that dies in mid-recording has what was said until then, and it becomes evidence like a photo', async () => {
  await goTo('/audio');
  await phone.page.getByRole('button', { name: '开始录音' }).click();
  await phone.page.getByText('正在录音，每两秒存一次').waitFor(WAIT);
  await expect.poll(() => draftKinds(), WAIT).toHaveLength(2);
  const crashed = phone.page.waitForEvent('crash');
  const devtools = await phone.context.newCDPSession(phone.page);
  void devtools.send('Page.crash').catch(() => undefined);
  await crashed;
  await phone.close();
  await phone.reopen();
  await goTo('');
  await phone.page.getByRole('link', { name: /录音/ }).click();
  await phone.page.getByText('上次录音被打断，已保住这一段').waitFor(WAIT);
  expect(await axeFindings(phone.page)).toEqual([]);
  const isPlayable = await phone.page
    .locator('audio')
    .evaluate(
      (sound: HTMLAudioElement) =>
        new Promise<boolean>((resolve) =>
          sound.readyState > 0 ? resolve(true) : sound.addEventListener('loadedmetadata', () => resolve(true)),
        ),
    );
  expect(isPlayable).toBe(true);
  await phone.page.getByRole('textbox', { name: '文字记录' }).fill('晚上十点以后还开');
  await phone.page.getByRole('button', { name: '保存', exact: true }).click();
  await new Phone(phone.page).item('录音').first().waitFor(WAIT);
  expect(await draftKinds()).toEqual([]);
  const [note] = await bodiesOf('audio-note');
  expect(note).toMatchObject({ interrupted: true, transcript: '晚上十点以后还开', mediaType: 'audio/webm' });
  const view = await ServerView.as(server.url, 'u-zhaomin');
  const original = note?.['original'] as string;
  await expect.poll(() => view.hashOfBlob(original), { timeout: 60_000, interval: 500 }).toBe(original);
  const answer = await view.get(`/api/blobs/${original}`);
  expect([answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([
    'audio/webm',
    expect.stringMatching(/^attachment/),
  ]);
  expect((await ownEntries(phone.page, WANG)).find(({ kind }) => kind === 'audio-note')?.blobs).toEqual([original]);
  expect(realErrors(phone).filter((text) => !text.includes('crashed'))).toEqual([]);
});

async function draftKinds(): Promise<string[]> {
  const rows = (await readTable(phone.page, WANG, 'drafts')) as { kind: string }[];
  return rows.map(({ kind }) => kind).filter((kind) => kind.startsWith('audio-piece'));
}
