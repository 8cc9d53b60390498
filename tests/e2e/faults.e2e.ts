import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startAppServer } from './app-server.ts';
import type { AppServer } from './app-server.ts';
import { openBrowser, PHONE, realErrors } from './browser.ts';
import type { PersonBrowser } from './browser.ts';
import { keepEvidenceOfFailures } from './failure-evidence.ts';
import { startFaultProxy } from './fault-proxy.ts';
import type { Fault, FaultProxy, FaultRule } from './fault-proxy.ts';
import { signIn } from './people.ts';
import { Phone } from './phone.ts';
import { ownEntries } from './phone-store.ts';
import { ServerView } from './server-view.ts';

const WANG = 'u-wangfang';
const SHORT_CAPTURE = ['finding', 'noise-reading', 'photo', 'photo'];
const PATIENCE_MS = 45_000;

let server: AppServer;
let proxy: FaultProxy;
let phone: PersonBrowser;
let inspector: Phone;
let view: ServerView;
let cases: string[] = [];

keepEvidenceOfFailures();

beforeAll(async () => {
  server = await startAppServer();
  proxy = await startFaultProxy(server.url);
  phone = await openBrowser({ name: 'phone', screen: PHONE });
  await signIn(phone.page, proxy.url, '王芳');
  inspector = new Phone(phone.page);
  cases = await phone.page
    .getByRole('list', { name: '待办' })
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).hash.split('/')[2] ?? ''));
  view = await ServerView.as(server.url, WANG);
});

afterAll(async () => {
  await phone?.dispose();
  await proxy?.close();
  await server?.dispose();
});

afterEach(() => {
  proxy.heal();
  proxy.slow = null;
});

const onSync = (method: string, path: string): boolean => method === 'POST' && path === '/api/sync';
const onUpload = (method: string, path: string): boolean =>
  method === 'PATCH' && path.startsWith('/api/blobs/uploads/');
const onBoth = (method: string, path: string): boolean => onSync(method, path) || onUpload(method, path);

function fault(kind: Fault, matches: FaultRule['matches'], times: number, onHit?: () => void): void {
  proxy.rules.push({ fault: kind, matches, times, onHit });
}

async function untilHits(count: number): Promise<void> {
  await expect.poll(() => proxy.hits.length, { timeout: PATIENCE_MS }).toBeGreaterThanOrEqual(count);
}

/** The fake camera may show the same picture again, which the server would know already: this one it has never seen. */
async function uniquePhoto(): Promise<Uint8Array> {
  return Buffer.concat([await readFile('src/server/demo/photos/meter.jpg'), randomBytes(16)]);
}

/** Records in a case nobody has touched in this file, under whatever faults are on; answers what has to arrive. */
async function capture(): Promise<{ caseId: string; before: number }> {
  const caseId = cases.shift() ?? '';
  const before = (await view.recordsOf(caseId)).length;
  await inspector.goToCase(caseId);
  await inspector.recordFinding({ subject: '风机', result: '不符合', description: '夜间仍在运行' });
  await inspector.recordNoise('57.1');
  await inspector.takePhotos(1);
  await inspector.addPhotoFile(await uniquePhoto());
  return { caseId, before };
}

/** What is on the screen of the case now, of its own records: no word of having arrived. */
async function expectNothingPromised(caseId: string): Promise<void> {
  const entries = (await ownEntries(phone.page, WANG)).filter((entry) => entry.caseId === caseId);
  expect(entries.map(({ hasReceipt }) => hasReceipt)).toEqual(SHORT_CAPTURE.map(() => false));
  await inspector.goToCase(caseId);
  expect(await phone.page.getByText(/^已送达/).count()).toBe(0);
}

/** Everything of the case is at the server, once, bit for bit; and only then does the phone say so. */
async function expectArrivedOnce({ caseId, before }: { caseId: string; before: number }): Promise<void> {
  await inspector.goToSync();
  await inspector.syncNow();
  await phone.page.getByText('全部已送达').waitFor({ timeout: PATIENCE_MS });
  const stored = await view.recordsOf(caseId);
  expect(
    stored
      .slice(before)
      .map(({ kind }) => kind)
      .sort(),
  ).toEqual([...SHORT_CAPTURE].sort());
  const own = (await ownEntries(phone.page, WANG)).filter((entry) => entry.caseId === caseId);
  expect(
    stored
      .slice(before)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(own.map(({ id }) => id).sort());
  const photos = own.filter(({ kind }) => kind === 'photo');
  for (const { blobs } of photos) {
    expect(blobs.length).toBeGreaterThan(0);
    for (const blob of blobs) expect(await view.hashOfBlob(blob)).toBe(blob);
  }
  await inspector.goToCase(caseId);
  await phone.page
    .getByText(/^已送达（回执 .+）$/)
    .first()
    .waitFor();
}

describe('everything recorded arrives exactly once', () => {
  test('[FAULT-30] the service worker is killed in mid-upload', async () => {
    fault('black-hole', onUpload, 1);
    const recorded = await capture();
    await untilHits(1);
    const devtools = await phone.context.newCDPSession(phone.page);
    await devtools.send('ServiceWorker.enable');
    await devtools.send('ServiceWorker.stopAllWorkers');
    await devtools.detach();
    await expectArrivedOnce(recorded);
  });

  test('[FAULT-31] the server answers 500 to records and to photos', async () => {
    fault('error-500', onBoth, Infinity);
    const recorded = await capture();
    await untilHits(2);
    await expectNothingPromised(recorded.caseId);
    proxy.heal();
    fault('error-500', onUpload, 2);
    await expectArrivedOnce(recorded);
  });

  test('[FAULT-32] a captive portal answers 200 with its own page', async () => {
    fault('captive-portal', () => true, Infinity);
    const recorded = await capture();
    await untilHits(2);
    await expectNothingPromised(recorded.caseId);
    await inspector.goToSync();
    await phone.page
      .getByText(/这个网络要先登录/)
      .first()
      .waitFor({ timeout: PATIENCE_MS });
    proxy.heal();
    await expectArrivedOnce(recorded);
  });

  test('[FAULT-34] the reply is lost after the server has committed', async () => {
    fault('drop-reply', onSync, 2);
    fault('drop-reply', onUpload, 2);
    const recorded = await capture();
    await untilHits(1);
    await expectArrivedOnce(recorded);
    expect(proxy.hits.filter((hit) => hit.includes('/api/sync')).length).toBe(2);
  });

  test('[FAULT-35] the answer is cut and looks whole', async () => {
    fault('cut-reply', onSync, 2);
    const recorded = await capture();
    await untilHits(1);
    await expectArrivedOnce(recorded);
  });

  test('[FAULT-37] uploads break off half way', async () => {
    fault('cut-body', onUpload, 2);
    const recorded = await capture();
    await untilHits(1);
    await expectArrivedOnce(recorded);
  });

  test('[WALL-30] [FAULT-40] on 20 kB/s with 300 ms 同步 says what is left and how long that takes, or that it is being measured', async () => {
    proxy.slow = { bytesPerSecond: 20_000, latencyMs: 300 };
    const recorded = await capture();
    await inspector.goToSync();
    await phone.page
      .getByText(/^还剩 (\d+ 条记录 · )?\d+ 张 · [\d.]+ (kB|MB) · (约 .+（每秒 .+）|正在测速)$/)
      .waitFor({ timeout: PATIENCE_MS });
    proxy.slow = null;
    await expectArrivedOnce(recorded);
  });

  test('[FAULT-58] the server is killed in mid-sync and in mid-upload, and started again', async () => {
    fault('drop-reply', onSync, 1, () => void server.kill());
    const recorded = await capture();
    await untilHits(1);
    await server.kill();
    await expectNothingPromised(recorded.caseId);
    proxy.heal();
    await server.start();
    fault('cut-body', onUpload, 1, () => void server.kill());
    await inspector.goToSync();
    await inspector.syncNow();
    await untilHits(1);
    await server.kill();
    await server.start();
    await expectArrivedOnce(recorded);
  });

  test('the page complained about nothing but the network', () => {
    expect(realErrors(phone)).toEqual([]);
  });
});
