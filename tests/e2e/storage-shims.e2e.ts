import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startAppServer } from './app-server.ts';
import type { AppServer } from './app-server.ts';
import { axeFindings } from './axe.ts';
import { openBrowser, PHONE } from './browser.ts';
import type { PersonBrowser } from './browser.ts';
import { keepEvidenceOfFailures } from './failure-evidence.ts';
import { signIn } from './people.ts';
import { Phone } from './phone.ts';
import { ownEntries } from './phone-store.ts';

const WANG = 'u-wangfang';

let server: AppServer;
let phone: PersonBrowser;

keepEvidenceOfFailures();

beforeAll(async () => {
  server = await startAppServer();
  phone = await openBrowser({ name: 'phone', screen: PHONE });
  await signIn(phone.page, server.url, '王芳');
});

afterAll(async () => {
  await phone?.dispose();
  await server?.dispose();
});

/** A page of its own, so that a shim in it ends with it. */
async function shimmed(shim: () => void): Promise<PersonBrowser['page']> {
  const page = await phone.context.newPage();
  await page.addInitScript(shim);
  await page.goto(server.url);
  return page;
}

afterEach(async () => {
  for (const page of phone.context.pages()) if (page !== phone.page) await page.close();
});

test('[DEVICE-100] [FAULT-10] opening the database never answers: after five seconds the app says so, and what to do', async () => {
  const page = await shimmed(() => {
    IDBFactory.prototype.open = () => ({}) as unknown as IDBOpenDBRequest;
  });
  await page.getByText('本机存储没有反应').waitFor();
  await page.getByRole('button', { name: '再试一次' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
});

test('[DEVICE-100] [FAULT-11] a browser without IndexedDB: nothing can be recorded, and it is said plainly', async () => {
  const page = await shimmed(() => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined, configurable: true });
  });
  await page.getByText('这个浏览器不能在本机保存数据').waitFor();
  await page.getByText('请用普通模式的 Chrome 或 Edge 打开').waitFor();
  expect(await page.getByRole('link', { name: '取证' }).count()).toBe(0);
});

test('[DEVICE-101] [FAULT-18] a newer version claims the store: the old page says so over its form, writes nothing, and loses nothing', async () => {
  const { page } = phone;
  await page.getByRole('link').filter({ hasText: '川味小馆' }).first().click();
  await page.getByRole('link', { name: /^检查(?!表)/ }).click();
  await page.getByRole('textbox', { name: '情况' }).fill('写到一半的情况');
  await page.getByText(/^草稿已存/).waitFor();
  const before = (await ownEntries(page, WANG)).length;
  await claimFor(99);
  await new Phone(page).choose('检查对象', '风机');
  await new Phone(page).choose('结果', '不符合');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  const reload = page.getByRole('button', { name: '重新加载' });
  await reload.waitFor();
  await page.getByText('本机数据由更新的版本写成，这个页面只能看').first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  expect((await ownEntries(page, WANG)).length).toBe(before);
  // The new version is what the server serves by now: here the same one, which the store takes back.
  await claimFor(1);
  await reload.click();
  await page.getByRole('textbox', { name: '情况' }).waitFor();
  expect(await page.getByRole('textbox', { name: '情况' }).inputValue()).toContain('写到一半的情况');
  await expect.poll(() => reload.count()).toBe(0);
});

/** As the next version's first start does it, in another tab. */
async function claimFor(minWriter: number): Promise<void> {
  const other = await phone.context.newPage();
  await other.goto(`${server.url}/healthz`);
  await other.evaluate(
    ([name, writer]) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onerror = () => reject(new Error('not opened'));
        request.onsuccess = () => {
          const transaction = request.result.transaction('meta', 'readwrite');
          transaction.objectStore('meta').put({ key: 'guard', value: { minWriter: writer, token: 't' } });
          transaction.oncomplete = () => {
            request.result.close();
            resolve();
          };
        };
      }),
    [`jiban-${WANG}`, minWriter] as const,
  );
  await other.close();
}

test('[DEVICE-102] [FAULT-28] the browser refuses to keep the data for good: it is said where the data is, with what to do', async () => {
  const { page } = phone;
  await page.evaluate(() => (location.hash = '#/me'));
  await page.getByText('手机空间紧张时可能被清理').first().waitFor();
  await page.getByRole('button', { name: /开启防清理/ }).click();
  await page.getByText(/浏览器这次没有同意/).waitFor();
});
