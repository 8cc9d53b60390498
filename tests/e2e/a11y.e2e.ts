import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PlaceName } from '#app/state/places.ts';
import type { Page } from 'playwright';
import { CAPTURES, CASE_FORMS } from '#app/state/places.ts';
import { startAppServer } from './app-server.ts';
import type { AppServer } from './app-server.ts';
import { axeFindings, overflows } from './axe.ts';
import { DESKTOP, openBrowser, PHONE } from './browser.ts';
import type { PersonBrowser, Screen } from './browser.ts';
import { keepEvidenceOfFailures } from './failure-evidence.ts';
import { signIn } from './people.ts';
import type { DemoName } from './people.ts';
import { Phone } from './phone.ts';
import { ownEntries, readTable } from './phone-store.ts';

/** Rules whose answer changes with the theme; the others are asked once. */
const THEME_RULES = ['color-contrast'];
const THEMES = ['outdoor', 'night'] as const;

/** What stands in for ids in the addresses below. */
interface Ids {
  readonly caseId: string;
  readonly record: string;
}

type Addresses = (ids: Ids) => readonly string[];

const inCase =
  (part: string): Addresses =>
  ({ caseId }) => [`#/case/${caseId}/${part}`];

/** Every place of the app: a new one in `places.ts` does not compile until it stands here. */
const ADDRESSES: Readonly<Record<PlaceName, Addresses>> = {
  today: () => ['#/today'],
  map: () => ['#/map'],
  sync: () => ['#/sync'],
  me: () => ['#/me'],
  reckoning: () => ['#/reckoning'],
  readiness: () => ['#/readiness'],
  import: () => ['#/import'],
  devices: () => ['#/devices'],
  'proof-day': () => ['#/proof-day'],
  people: () => ['#/people'],
  checklists: () => ['#/checklists'],
  reference: () => ['#/reference'],
  office: ({ caseId }) => ['#/office', `#/office/${caseId}`],
  case: ({ caseId }) => [`#/case/${caseId}`, '#/case/c-nowhere'],
  choose: () => CAPTURES.map((capture) => `#/${capture}`),
  camera: inCase('camera'),
  listen: ({ caseId }) => ['#/listen', `#/case/${caseId}/listen`],
  form: ({ caseId }) => CASE_FORMS.map((form) => `#/case/${caseId}/${form}`),
  correct: ({ caseId, record }) => [`#/case/${caseId}/correct/${record}`],
  paper: ({ caseId, record }) => [`#/case/${caseId}/paper/${record}`],
};

const OF_INSPECTOR: readonly PlaceName[] = [
  'today',
  'map',
  'sync',
  'me',
  'reckoning',
  'readiness',
  'case',
  'choose',
  'camera',
  'listen',
  'form',
  'correct',
  'paper',
];
const OF_ADMIN: readonly PlaceName[] = ['people', 'devices', 'checklists'];
const OF_SUPERVISOR: readonly PlaceName[] = [
  'office',
  'import',
  'map',
  'reference',
  'devices',
  'proof-day',
  'sync',
  'me',
];

let server: AppServer;
let person: PersonBrowser | null = null;

keepEvidenceOfFailures();

beforeAll(async () => {
  server = await startAppServer();
});

afterAll(async () => {
  await server?.dispose();
});

async function begin(screen: Screen, locale: 'zh-CN' | 'en-US'): Promise<Page> {
  await person?.dispose();
  person = await openBrowser({ name: locale, screen, locale });
  await person.page.emulateMedia({ reducedMotion: 'reduce' });
  return person.page;
}

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((next) => (location.hash = next), hash);
  await page.locator('#content h1').first().waitFor();
  await page.getByText(/^(正在打开…|Opening…)$/).waitFor({ state: 'detached' });
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))),
  );
}

async function inspect(page: Page, where: string): Promise<string[]> {
  const found = [...(await axeFindings(page)), ...(await overflows(page))];
  const standard = await page.evaluate(() => document.documentElement.dataset['theme']);
  for (const theme of THEMES) {
    await page.evaluate((next) => (document.documentElement.dataset['theme'] = next), theme);
    found.push(...(await axeFindings(page, THEME_RULES)).map((finding) => `${theme} ${finding}`));
  }
  await page.evaluate((next) => (document.documentElement.dataset['theme'] = next), standard ?? 'standard');
  return found.map((finding) => `${where} ${finding}`);
}

async function inspectAll(page: Page, names: readonly PlaceName[], ids: Ids): Promise<string[]> {
  const found: string[] = [];
  for (const hash of names.flatMap((name) => ADDRESSES[name](ids))) {
    await goTo(page, hash);
    found.push(...(await inspect(page, hash)));
  }
  return found;
}

async function overflowsOfAll(page: Page, names: readonly PlaceName[], ids: Ids): Promise<string[]> {
  const found: string[] = [];
  for (const hash of names.flatMap((name) => ADDRESSES[name](ids))) {
    await goTo(page, hash);
    found.push(...(await overflows(page)).map((finding) => `${hash} ${finding}`));
  }
  return found;
}

/** A case with everything in it, and an own record that can be corrected, in an open visit. */
async function prepare(page: Page): Promise<Ids> {
  await page.getByRole('link').filter({ hasText: '川味小馆' }).first().click();
  await expect.poll(() => page.evaluate(() => location.hash)).toContain('#/case/');
  const caseId = await page.evaluate(() => location.hash.split('/')[2] ?? '');
  if ((await page.evaluate(() => document.documentElement.lang)).startsWith('zh')) {
    const inspector = new Phone(page);
    await inspector.startVisit();
    await inspector.recordFinding({ subject: '风机', result: '符合', description: '隔声罩完好' });
    const own = (await ownEntries(page, 'u-wangfang')).find(({ kind }) => kind === 'finding');
    return { caseId, record: own?.id ?? '' };
  }
  return { caseId, record: 'none' };
}

/** A row of one's own, put back as it is, past all code of the app. */
function putEntry(page: Page, row: object): Promise<void> {
  return page.evaluate(
    (changed) =>
      new Promise<void>((resolve, reject) => {
        const asked = indexedDB.open('jiban-u-wangfang');
        asked.onerror = () => reject(new Error('cannot open'));
        asked.onsuccess = () => {
          const put = asked.result.transaction('entries', 'readwrite').objectStore('entries').put(changed);
          put.onsuccess = () => {
            asked.result.close();
            resolve();
          };
        };
      }),
    row,
  );
}

async function enter(page: Page, name: DemoName): Promise<void> {
  await signIn(page, server.url, name);
}

describe('no serious finding of axe, and no words out of their box', () => {
  test('sign-in', async () => {
    const page = await begin(PHONE, 'zh-CN');
    await page.goto(server.url);
    await page.getByRole('button', { name: /^以王芳/ }).waitFor();
    expect(await inspect(page, 'sign-in')).toEqual([]);
  });

  test('the checks see what is wrong: pale words, a button without a name, words out of their box', async () => {
    const page = person?.page ?? (await begin(PHONE, 'zh-CN'));
    await page.evaluate(() => {
      const bad = document.createElement('section');
      const pale = document.createElement('p');
      pale.textContent = '看不清的字';
      Object.assign(pale.style, { color: '#ccc', background: '#fff' });
      const narrow = document.createElement('h2');
      narrow.textContent = 'Unbreakable'.repeat(10);
      Object.assign(narrow.style, { overflow: 'hidden', whiteSpace: 'nowrap' });
      bad.append(pale, narrow, document.createElement('button'));
      document.querySelector('main')?.append(bad);
    });
    const found = (await inspect(page, 'planted')).join('\n');
    for (const what of ['color-contrast', 'button-name', 'runs out of its box', 'night color-contrast'])
      expect(found).toContain(what);
  });

  test('every place of the phone, in every theme', async () => {
    const page = person?.page ?? (await begin(PHONE, 'zh-CN'));
    await enter(page, '王芳');
    expect(await inspectAll(page, OF_INSPECTOR, await prepare(page))).toEqual([]);
  });

  test('what needs attention, and the rescue page', async () => {
    const page = person?.page ?? (await begin(PHONE, 'zh-CN'));
    const rows = (await readTable(page, 'u-wangfang', 'entries')) as { header: { kind: string }; receipt?: object }[];
    const whole = rows.find(({ header }) => header.kind === 'finding') ?? {};
    const { receipt: _receipt, ...unsent } = whole as { receipt?: object };
    const trouble = { stage: 'quarantined', quarantine: { code: 'invalid-body', detail: '' }, flag: 1 };
    await putEntry(page, { ...unsent, ...trouble });
    await page.reload();
    await goTo(page, '#/sync');
    await page.getByRole('button', { name: '改正后重发' }).waitFor();
    expect(await inspect(page, 'attention')).toEqual([]);
    await page.goto(`${server.url}/rescue.html`);
    await page.getByRole('button', { name: '导出全部未送达' }).waitFor();
    expect(await inspect(page, 'rescue')).toEqual([]);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Export everything undelivered' }).waitFor();
    expect(await overflows(page)).toEqual([]);
    await putEntry(page, whole);
  });

  test('the screen that tells of lost data', async () => {
    const page = person?.page ?? (await begin(PHONE, 'zh-CN'));
    await expect
      .poll(async () => (await ownEntries(page, 'u-wangfang')).every(({ hasReceipt }) => hasReceipt), {
        timeout: 20_000,
      })
      .toBe(true);
    await page.goto(`${server.url}/openapi.json`);
    await page.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const gone = indexedDB.deleteDatabase('jiban-u-wangfang');
          gone.onsuccess = () => resolve();
          gone.onerror = () => reject(new Error('not deleted'));
        }),
    );
    // Asked, the server would say that nothing is lost, and nobody would be told.
    await page.route('**/api/devices/**', (route) => route.abort());
    await page.goto(server.url);
    await page.getByText('本机的数据不完整了').waitFor();
    expect(await inspect(page, 'store-lost')).toEqual([]);
  });

  test('every place of the office, in every theme', async () => {
    const page = await begin(DESKTOP, 'zh-CN');
    await enter(page, '赵敏');
    const link = page.getByRole('region', { name: '队列' }).getByRole('link').filter({ hasText: '川味小馆' });
    await page.getByRole('textbox', { name: /^搜索/ }).fill('川味小馆');
    const caseId = ((await link.first().getAttribute('href')) ?? '').split('/')[2] ?? '';
    expect(await inspectAll(page, OF_SUPERVISOR, { caseId, record: '' })).toEqual([]);
  });

  test('every place of the administrator', async () => {
    const page = await begin(DESKTOP, 'zh-CN');
    await enter(page, '管理员');
    expect(await inspectAll(page, OF_ADMIN, { caseId: '', record: '' })).toEqual([]);
  });

  test('English fits on the phone and in the office, where words are longest', async () => {
    const phone = await begin(PHONE, 'en-US');
    await phone.goto(server.url);
    await phone.getByRole('button', { name: /^Enter as 王芳/ }).waitFor();
    expect(await phone.evaluate(() => document.documentElement.lang)).toMatch(/^en/);
    expect(await overflows(phone)).toEqual([]);
    await enter(phone, '王芳');
    const found = await overflowsOfAll(
      phone,
      OF_INSPECTOR.filter((name) => name !== 'correct'),
      await prepare(phone),
    );
    const desk = await begin(DESKTOP, 'en-US');
    await enter(desk, '赵敏');
    expect([...found, ...(await overflowsOfAll(desk, OF_SUPERVISOR, { caseId: 'c-nowhere', record: '' }))]).toEqual([]);
    await person?.dispose();
  });

  test('no place is left out', () => {
    const seen = new Set([...OF_INSPECTOR, ...OF_SUPERVISOR, ...OF_ADMIN]);
    expect(Object.keys(ADDRESSES).filter((name) => !seen.has(name as PlaceName))).toEqual([]);
  });
});
