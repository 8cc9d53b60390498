import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAppServer } from './app-server.ts';
import type { AppServer } from './app-server.ts';
import { openBrowser, PHONE } from './browser.ts';
import type { PersonBrowser } from './browser.ts';
import { keepEvidenceOfFailures } from './failure-evidence.ts';
import { signIn } from './people.ts';
import { readTable } from './phone-store.ts';
import { ServerView } from './server-view.ts';

/** 何㛃 of 芦湾镇 sees the night odour; 李强 of 青石桥街道 sees the restaurant. Neither sees the other's. */
const OWN_WORDS = '川味小馆';
const OTHER_WORDS = '芦湾家园';

interface Summary {
  readonly id: string;
  readonly matter: string;
  readonly address: string;
}

let server: AppServer;
let township: PersonBrowser;
let otherCase = '';
let otherBlob = '';

keepEvidenceOfFailures();

beforeAll(async () => {
  server = await startAppServer();
  const neighbour = await openBrowser({ name: 'neighbour', screen: PHONE });
  await signIn(neighbour.page, server.url, '何㛃');
  otherCase = (await summaries(neighbour, 'u-hejie')).find(({ address }) => address.includes(OTHER_WORDS))?.id ?? '';
  await neighbour.dispose();
  const view = await ServerView.as(server.url, 'u-zhaomin');
  otherBlob = (await view.blobsOf(otherCase))[0] ?? '';
  township = await openBrowser({ name: 'township', screen: PHONE });
  await signIn(township.page, server.url, '李强');
});

afterAll(async () => {
  await township?.dispose();
  await server?.dispose();
});

/** What the device holds on disk, whatever the screens make of it. */
async function summaries({ page }: PersonBrowser, person: string): Promise<Summary[]> {
  const rows = (await readTable(page, person, 'packIndex')) as { list: { text: string } }[];
  return rows.flatMap(({ list }) => JSON.parse(list.text) as Summary[]);
}

/** In the page itself, with its cookie. */
function statusOf(path: string): Promise<number> {
  return township.page.evaluate((address) => fetch(address).then(({ status }) => status), path);
}

describe('a township cannot reach another township’s case', () => {
  test('there is such a case, with a photo, and 李强 has cases of his own', async () => {
    expect(otherCase).toMatch(/^c-/);
    expect(otherBlob).toMatch(/^[0-9a-f]{64}$/);
    const own = await summaries(township, 'u-liqiang');
    expect(own.some(({ matter, address }) => `${matter}${address}`.includes(OWN_WORDS))).toBe(true);
  });

  test('it is not on his device, nor in his lists', async () => {
    const own = await summaries(township, 'u-liqiang');
    expect(own.map(({ id }) => id)).not.toContain(otherCase);
    const { page } = township;
    for (const tab of ['待办', '已办', /^本/]) {
      await page.getByRole('tab', { name: tab }).click();
      expect(await page.getByRole('link').filter({ hasText: OTHER_WORDS }).count()).toBe(0);
    }
  });

  test('search does not find it, but finds his own', async () => {
    const { page } = township;
    const search = page.getByRole('textbox', { name: /^搜索/ });
    await search.fill(OWN_WORDS);
    await page.getByRole('link').filter({ hasText: OWN_WORDS }).first().waitFor();
    await search.fill(OTHER_WORDS);
    await page.getByText('没有找到').waitFor();
  });

  test('the map does not show it', async () => {
    const { page } = township;
    await page.evaluate(() => (location.hash = '#/map'));
    await page.locator('.leaflet-container').waitFor();
    await page.getByRole('listitem').filter({ hasText: '青石桥' }).first().waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: OTHER_WORDS }).count()).toBe(0);
  });

  test('its address leads to "not here", and to no form or camera of it', async () => {
    const { page } = township;
    for (const part of ['', '/finding', '/noise', '/joint']) {
      await page.evaluate((hash) => (location.hash = hash), `#/case/${otherCase}${part}`);
      await page.getByText('这个案件不在本机').waitFor();
      expect(await page.getByText(OTHER_WORDS).count()).toBe(0);
    }
  });

  test('every direct request is answered 404, as for a case that does not exist', async () => {
    const paths = [
      `/api/cases/${otherCase}`,
      `/api/cases/${otherCase}/entries`,
      `/api/cases/${otherCase}/caller`,
      `/api/cases/${otherCase}/caller?reveal=1&purpose=x`,
      `/api/blobs/${otherBlob}`,
      `/api/blobs/${otherBlob}?variant=thumb`,
      '/api/cases/c-nowhere',
    ];
    for (const path of paths) expect(await statusOf(path), path).toBe(404);
  });
});
