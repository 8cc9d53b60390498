import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAppServer } from './app-server.ts';
import type { AppServer } from './app-server.ts';
import { DESKTOP, openBrowser, PHONE, realErrors } from './browser.ts';
import type { PersonBrowser } from './browser.ts';
import { keepEvidenceOfFailures, stopAtFirstFailure } from './failure-evidence.ts';
import { startNetworkGate } from './network-gate.ts';
import type { NetworkGate } from './network-gate.ts';
import { Office, ONE_NIGHT } from './office.ts';
import { signIn } from './people.ts';
import { Phone } from './phone.ts';
import { heldPhotos, ownEntries } from './phone-store.ts';
import type { HeldPhoto, OwnEntry } from './phone-store.ts';
import { ServerView } from './server-view.ts';
import { countTaps } from './tap-budget.ts';

const WANG = 'u-wangfang';
/** A place in the file with one complaint only, so that it is a case of its own. */
const ADDRESS = '1 Sickles Street';
const RECORDED = [
  'accept',
  'visit-start',
  'finding',
  'finding',
  'noise-reading',
  'photo',
  'photo',
  'photo',
  'joint-action',
  'visit-end',
];

let server: AppServer;
let gate: NetworkGate;
let desk: PersonBrowser;
let phone: PersonBrowser;
let office: Office;
let caseId = '';
let recorded: OwnEntry[] = [];
let photos: HeldPhoto[] = [];

keepEvidenceOfFailures();
stopAtFirstFailure();

beforeAll(async () => {
  server = await startAppServer();
  gate = await startNetworkGate(server.url);
  [desk, phone] = await Promise.all([
    openBrowser({ name: 'desk', screen: DESKTOP }),
    openBrowser({ name: 'phone', screen: PHONE }),
  ]);
});

afterAll(async () => {
  await Promise.all([desk?.dispose(), phone?.dispose()]);
  await gate?.dispose();
  await server?.dispose();
});

/** The main job once, end to end. Each step goes on from the one before. */
describe('from the hotline’s spreadsheet to synced evidence', () => {
  test('the supervisor takes in 1,301 complaints with three clicks and sees them on the list and the map', async () => {
    await signIn(desk.page, server.url, '赵敏');
    office = new Office(desk.page);
    const before = await office.countShown();
    const taps = await countTaps(desk.page);
    await office.chooseImportFile(ONE_NIGHT);
    expect(await office.commitImport()).toContain('1,301');
    await taps.within(3, 'importing a file');
    const cases = Number(
      /新立 ([\d,]+) 个案件/.exec(await desk.page.getByText(/新立 .* 个案件/).innerText())?.[1]?.replace(',', ''),
    );
    expect(cases).toBeGreaterThan(900);
    await office.goToQueue();
    await expect.poll(() => office.countShown(), { timeout: 20_000 }).toBe(before + cases);
    await office.search(ADDRESS);
    await expect.poll(() => office.countShown()).toBe(1);
    await office.seeOnMap(ADDRESS);
  });

  test('importing the same file again adds nothing', async () => {
    await office.chooseImportFile(ONE_NIGHT);
    await desk.page.getByText('没有新的工单').waitFor();
    await expect.poll(() => desk.page.getByRole('button', { name: /^导入 .* 件$/ }).count()).toBe(0);
  });

  test('the supervisor dispatches one of them to 王芳 with two clicks', async () => {
    await office.goToQueue();
    await office.search(ADDRESS);
    caseId = await office.openCase(ADDRESS);
    await office.dispatchTo('执法一队', '王芳', await countTaps(desk.page));
    const view = await ServerView.as(server.url, 'u-zhaomin');
    await expect.poll(async () => (await view.recordsOf(caseId)).map(({ kind }) => kind)).toEqual(['order', 'assign']);
  });

  test('twenty at once go to another team with four clicks', async () => {
    await office.search('');
    const taps = await countTaps(desk.page);
    await office.chooseFirst(20);
    await office.dispatchChosenTo('执法二队', null);
    await taps.within(4, 'dispatching twenty cases');
    const assigned = async (): Promise<number> =>
      (await ownEntries(desk.page, 'u-zhaomin')).filter(({ kind, hasReceipt }) => kind === 'assign' && hasReceipt)
        .length;
    await expect.poll(assigned).toBe(21);
    await office.search(ADDRESS);
  });

  test('the inspector downloads, goes offline, closes the browser and opens it again without a network', async () => {
    await signIn(phone.page, gate.url, '王芳');
    await phone.page.getByRole('link').filter({ hasText: ADDRESS }).first().waitFor();
    await phone.goOffline();
    gate.shut();
    await phone.close();
    await phone.reopen();
    await phone.page.goto(`${gate.url}/#/today`);
    await phone.page.getByRole('link').filter({ hasText: ADDRESS }).first().waitFor();
  });

  test('offline: accepts, visits, two findings, a noise reading, three photos, a joint action', async () => {
    const inspector = new Phone(phone.page, await countTaps(phone.page));
    await inspector.openCase(ADDRESS);
    await inspector.accept();
    await inspector.startVisit();
    await inspector.recordFinding({
      subject: '风机',
      result: '不符合',
      description: '夜间十一点仍在运行，距居民窗户不足 10 米。',
    });
    await inspector.recordFinding({ subject: '油烟净化器', result: '符合', description: '有清洗记录。' });
    await inspector.recordNoise('58.3');
    await inspector.takePhotos(3);
    await inspector.recordJointAction('与街道一起夜查，现场谈话');
    await inspector.endVisit();
    recorded = (await ownEntries(phone.page, WANG)).filter((entry) => entry.caseId === caseId);
    expect(recorded.map(({ kind }) => kind).sort()).toEqual([...RECORDED].sort());
    expect(recorded.every(({ stage, hasReceipt }) => stage === 'unsent' && !hasReceipt)).toBe(true);
    photos = (await heldPhotos(phone.page, WANG)).filter((photo) => photo.caseId === caseId);
    // The fake camera can give two shots the same picture; bytes that are equal are kept once.
    expect(photos.length).toBeGreaterThan(0);
    for (const { sha256, digest } of photos) expect(digest).toBe(sha256);
  });

  test('the screens say that nothing of it has arrived', async () => {
    const inspector = new Phone(phone.page);
    await inspector.showWholeTimeline();
    await inspector.item('接单').getByText('待确认').first().waitFor();
    await expect.poll(() => phone.page.getByText('仅本机').count()).toBeGreaterThan(0);
    expect(await phone.page.getByText(/^已送达/).count()).toBe(0);
    await inspector.goToSync();
    await phone.page
      .getByText(`${String(RECORDED.length)} 条记录、`)
      .first()
      .waitFor();
  });

  test('[I4] network back and the page closed: the service worker alone sends, and the supervisor sees it come without a reload', async () => {
    await desk.page.evaluate(() => Object.assign(window, { neverReloaded: true }));
    await phone.leaveOnlyBlankPage();
    gate.open();
    await phone.goOnline();
    const { evidence } = office;
    const all = String(photos.length);
    await evidence.getByText(`${all} / ${all} 张照片已送达`).waitFor({ timeout: 60_000 });
    for (const words of ['58.3', '油烟净化器', '夜间十一点仍在运行', '与街道一起夜查'])
      await evidence.getByText(words).first().waitFor();
    expect(phone.context.pages().map((page) => page.url())).toEqual(['about:blank']);
    expect(await desk.page.evaluate(() => 'neverReloaded' in window)).toBe(true);
  });

  test('[I1] [I3] every record is there once, and every photo bit for bit', async () => {
    const view = await ServerView.as(server.url, 'u-zhaomin');
    const stored = await view.recordsOf(caseId);
    expect(stored.map(({ kind }) => kind).sort()).toEqual(['order', 'assign', ...RECORDED].sort());
    expect(new Set(stored.map(({ id }) => id)).size).toBe(stored.length);
    expect(stored.map(({ id }) => id)).toEqual(expect.arrayContaining(recorded.map(({ id }) => id)));
    for (const { sha256 } of photos) expect(await view.hashOfBlob(sha256)).toBe(sha256);
  });

  test('the inspector opens the app again and reads 已送达 with the receipt’s time; nothing is left to send', async () => {
    await phone.page.goto(`${gate.url}/#/sync`);
    await phone.page.getByText('全部已送达').waitFor();
    await phone.page
      .getByText(/^已送达（回执 .+）$/)
      .first()
      .waitFor();
    await new Phone(phone.page).goToCase(caseId);
    await phone.page
      .getByText(/^已送达（回执 .+）$/)
      .first()
      .waitFor();
    expect(await phone.page.getByText('待确认').count()).toBe(0);
    const entries = await ownEntries(phone.page, WANG);
    expect(entries.filter(({ hasReceipt }) => !hasReceipt)).toEqual([]);
  });

  test('neither browser complained about anything but the network', () => {
    expect(realErrors(desk)).toEqual([]);
    expect(realErrors(phone)).toEqual([]);
  });
});
