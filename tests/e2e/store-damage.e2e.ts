import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startAppServer } from './app-server.ts';
import type { AppServer } from './app-server.ts';
import { openBrowser, PHONE } from './browser.ts';
import type { PersonBrowser } from './browser.ts';
import { keepEvidenceOfFailures } from './failure-evidence.ts';
import { startNetworkGate } from './network-gate.ts';
import type { NetworkGate } from './network-gate.ts';
import { signIn } from './people.ts';
import { Phone } from './phone.ts';
import { ownEntries, readTable } from './phone-store.ts';
import { overwriteManifest, removeBlobs, removeStores, tearLog } from './profile-damage.ts';
import { ServerView } from './server-view.ts';

const WANG = 'u-wangfang';
const PATIENCE_MS = 45_000;

let server: AppServer;
let gate: NetworkGate;
let phone: PersonBrowser;
let view: ServerView;
let caseId = '';

keepEvidenceOfFailures();

beforeAll(async () => {
  server = await startAppServer();
  gate = await startNetworkGate(server.url);
  phone = await openBrowser({ name: 'phone', screen: PHONE });
  await signIn(phone.page, gate.url, '王芳');
  await phone.page.getByRole('link').filter({ hasText: '川味小馆' }).first().click();
  await phone.page.waitForFunction(() => location.hash.startsWith('#/case/'));
  caseId = await phone.page.evaluate(() => location.hash.split('/')[2] ?? '');
  view = await ServerView.as(server.url, WANG);
});

afterAll(async () => {
  await phone?.dispose();
  await gate?.dispose();
  await server?.dispose();
});

interface Recorded {
  readonly ids: readonly string[];
  readonly blobs: readonly string[];
}

/** Large enough to lie in a file of its own, and seen by no server before. */
async function uniquePhoto(): Promise<Uint8Array> {
  return Buffer.concat([await readFile('src/server/demo/photos/meter.jpg'), randomBytes(200_000)]);
}

/** A day without a signal: two findings and a photo, all "saved", none sent. */
async function recordOffline(): Promise<Recorded> {
  gate.shut();
  const before = new Set((await ownEntries(phone.page, WANG)).map(({ id }) => id));
  const inspector = new Phone(phone.page);
  await inspector.goToCase(caseId);
  await inspector.recordFinding({ subject: '风机', result: '不符合', description: '夜间仍在运行' });
  await inspector.addPhotoFile(await uniquePhoto());
  await inspector.recordFinding({ subject: '油烟净化器', result: '符合', description: '已清洗' });
  const fresh = (await ownEntries(phone.page, WANG)).filter(({ id }) => !before.has(id));
  expect(fresh.map(({ hasReceipt }) => hasReceipt)).toEqual([false, false, false]);
  return { ids: fresh.map(({ id }) => id), blobs: fresh.flatMap(({ blobs }) => blobs) };
}

async function reopened(damage: (profile: string) => Promise<void>): Promise<void> {
  await phone.close();
  await damage(phone.profile);
  await phone.reopen();
}

/** Chromium may have forgotten who works here together with the damaged database: then they sign in, as they would. */
async function enterAgain(): Promise<void> {
  await phone.page.goto(gate.url);
  const me = phone.page.getByRole('button', { name: /^以王芳（/ });
  await me
    .or(phone.page.getByRole('tab', { name: /^待办/ }))
    .first()
    .waitFor();
  if (await me.isVisible()) await signIn(phone.page, gate.url, '王芳');
}

/** Said once, calmly, until it has been read. */
async function expectHealed(words: RegExp): Promise<void> {
  const banner = phone.page.locator('.banner').filter({ hasText: words });
  await banner.getByRole('button', { name: '关闭' }).click();
  await phone.page.getByText(words).waitFor({ state: 'detached' });
}

/** Everything is at the server, once, bit for bit, and the phone has nothing left to send. */
async function expectAllArrived({ ids, blobs }: Recorded): Promise<void> {
  gate.open();
  const inspector = new Phone(phone.page);
  await inspector.goToSync();
  await inspector.syncNow();
  await expect
    .poll(
      async () =>
        (await view.recordsOf(caseId))
          .map(({ id }) => id)
          .filter((id) => ids.includes(id))
          .sort(),
      {
        timeout: PATIENCE_MS,
      },
    )
    .toEqual([...ids].sort());
  for (const blob of blobs) await expect.poll(() => view.hashOfBlob(blob), { timeout: PATIENCE_MS }).toBe(blob);
  await expect
    .poll(async () => (await ownEntries(phone.page, WANG)).filter(({ hasReceipt }) => !hasReceipt), {
      timeout: PATIENCE_MS,
    })
    .toEqual([]);
}

beforeEach(() => gate.open());

test('[DEVICE-82] [DEVICE-83] [DEVICE-105] [FAULT-5] the store is gone at the next start: what was unsent comes back, a half-filled form too, and is said to', async () => {
  const recorded = await recordOffline();
  const form = `#/case/${encodeURIComponent(caseId)}/contact`;
  await phone.page.evaluate((hash) => (location.hash = hash), form);
  const written = '写到一半的电话';
  await phone.page.getByRole('textbox').first().fill(written);
  await expect.poll(() => readTable(phone.page, WANG, 'drafts')).toHaveLength(1);
  await reopened(removeStores);
  await phone.page.goto(gate.url);
  await phone.page.getByText(/还有 3 条未送达的记录在备份副本里/).waitFor();
  gate.open();
  // Who worked here is gone as well: whoever signs in finds their work again.
  await signIn(phone.page, gate.url, '王芳');
  await expectHealed(/已从备份副本恢复 \d+ 条记录、\d+ 张照片，会照常上传。找回了 1 份没写完的表单/);
  await expectAllArrived(recorded);
  await phone.page.evaluate((hash) => (location.hash = hash), form);
  await expect.poll(() => phone.page.getByRole('textbox').first().inputValue()).toBe(written);
});

test('[DEVICE-82] [FAULT-6] the database files are damaged and Chromium starts an empty one: nothing unsent is lost', async () => {
  const recorded = await recordOffline();
  await reopened(overwriteManifest);
  gate.open();
  await enterAgain();
  await expectHealed(/已从备份副本恢复 \d+ 条记录、\d+ 张照片/);
  await expectAllArrived(recorded);
});

test('[DEVICE-86] [FAULT-7] [FAULT-14] the end of the log never reached the disk: the numbers are refilled and the chain goes on', async () => {
  // A new start begins a new log: only what is recorded now is in it.
  await reopened(() => Promise.resolve());
  await enterAgain();
  const recorded = await recordOffline();
  await reopened((profile) => tearLog(profile, 0.5));
  gate.open();
  await enterAgain();
  await expectHealed(/已从备份副本恢复 \d+ 条记录/);
  await expectAllArrived(recorded);
});

test('[DEVICE-5] [DEVICE-82] [FAULT-8] the files of the photos are gone: they come back from the second copy before they are sent', async () => {
  const recorded = await recordOffline();
  await reopened(removeBlobs);
  gate.open();
  await enterAgain();
  await expectAllArrived(recorded);
});

test('[DEVICE-31] [DEVICE-82] [FAULT-4] the database is cleared under the open app: it is noticed, and what was unsent is back', async () => {
  const recorded = await recordOffline();
  const devtools = await phone.context.newCDPSession(phone.page);
  await devtools.send('Storage.clearDataForOrigin', { origin: gate.url, storageTypes: 'indexeddb' });
  await expectHealed(/已从备份副本恢复 \d+ 条记录、\d+ 张照片/);
  await expectAllArrived(recorded);
});

test('[DEVICE-30] [DEVICE-83] [FAULT-4] all site data is cleared under the open app: exactly what is lost is named, and the office is told', async () => {
  const { ids } = await recordOffline();
  const numbers = await chainNumbers(ids);
  // What a person's "clear site data" takes along, and the protocol's command leaves.
  await phone.page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry('jiban-second-copy', { recursive: true });
  });
  const devtools = await phone.context.newCDPSession(phone.page);
  await devtools.send('Storage.clearDataForOrigin', { origin: gate.url, storageTypes: 'all' });
  await phone.page.getByText('本机的数据不完整了').waitFor();
  // Without a line, and with the session gone: nobody can say yet which of them arrived.
  await phone.page.getByText(/联网后才知道其中哪些已经送达/).waitFor();
  gate.open();
  await phone.page.getByRole('button', { name: /以新设备继续/ }).click();
  await phone.page.getByRole('button', { name: '重新登录' }).click();
  const view = await ServerView.as(server.url, 'u-zhaomin');
  const said = `3: ${String(numbers[0])}–${String(numbers[2])}`;
  await expect
    .poll(
      async () => {
        const devices = (await (await view.get('/api/devices')).json()) as {
          person: string;
          health: { troubles?: { code: string; detail: string }[] } | null;
        }[];
        return devices
          .filter(({ person }) => person === WANG)
          .flatMap(({ health }) => health?.troubles ?? [])
          .map(({ code, detail }) => `${code} ${detail}`);
      },
      { timeout: PATIENCE_MS },
    )
    .toContain(`records-lost ${said}`);
});

/** Their places in the device's chain. */
async function chainNumbers(ids: readonly string[]): Promise<number[]> {
  const rows = (await readTable(phone.page, WANG, 'entries')) as { id: string; header: { seq: number } }[];
  return rows
    .filter(({ id }) => ids.includes(id))
    .map(({ header }) => header.seq)
    .sort((a, b) => a - b);
}
