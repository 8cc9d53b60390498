import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAppServer } from './app-server.ts';
import type { AppServer } from './app-server.ts';
import { DESKTOP, openBrowser } from './browser.ts';
import type { PersonBrowser } from './browser.ts';
import { keepEvidenceOfFailures } from './failure-evidence.ts';
import { signIn } from './people.ts';

const REASON = '误录诉求人住址';

let server: AppServer;
let office: PersonBrowser;

keepEvidenceOfFailures();

beforeAll(async () => {
  server = await startAppServer();
  office = await openBrowser({ name: 'office', screen: DESKTOP });
});

afterAll(async () => {
  await office?.dispose();
  await server?.dispose();
});

/** The case pane of a case with something in it that can be erased. */
async function openCaseOf(caseId: string | null): Promise<string> {
  const { page } = office;
  const rows = page.getByRole('region', { name: '队列' }).getByRole('link');
  await rows.first().waitFor();
  if (caseId !== null) {
    await page.evaluate((hash) => (location.hash = hash), `#/office/${caseId}`);
    await page.getByText('依法删除内容').first().waitFor();
    return caseId;
  }
  for (const row of await rows.all()) {
    await row.click();
    await page.getByRole('heading', { name: '办理过程' }).waitFor();
    if ((await page.locator('summary').filter({ hasText: '依法删除内容' }).count()) > 0) break;
  }
  return decodeURIComponent(new URL(page.url()).hash.split('/')[2] ?? '');
}

test('[ERASE-2] [ERASE-7] one asks in the case pane, another confirms, and the words are gone from the screen', async () => {
  const { page } = office;
  await signIn(page, server.url, '赵敏');
  await page.evaluate(() => (location.hash = '#/office'));
  const caseId = await openCaseOf(null);
  await page.locator('summary').filter({ hasText: '依法删除内容' }).click();
  const choice = page.getByRole('combobox', { name: '哪条记录' });
  await choice.selectOption({ index: 1 });
  const entry = await choice.inputValue();
  await page.getByRole('button', { name: '申请删除' }).click();
  await page.getByText('请选记录并写明理由').first().waitFor();
  await page.getByRole('textbox', { name: '删除理由' }).fill(REASON);
  await page.getByRole('button', { name: '申请删除' }).click();
  await page.getByText('等待确认的删除').waitFor();
  await page.getByText('您申请的，要由另一位值班长或领导确认').waitFor();
  expect(await page.getByRole('button', { name: '确认删除' }).count()).toBe(0);

  await office.dispose();
  office = await openBrowser({ name: 'leader', screen: DESKTOP });
  await signIn(office.page, server.url, '周局');
  await office.page.evaluate(() => (location.hash = '#/office'));
  await openCaseOf(caseId);
  await office.page.getByText(REASON).waitFor();
  await office.page.getByRole('button', { name: '确认删除' }).click();
  await office.page.getByRole('dialog').getByRole('button', { name: '确认删除' }).click();
  await office.page.getByText('内容已依法删除').first().waitFor();
  await expect.poll(() => office.page.getByText('等待确认的删除').count()).toBe(0);
  const answer = await office.page.evaluate(
    async (id) => (await (await fetch(`/api/cases/${id}`)).json()) as { records: { id: string; body: unknown }[] },
    caseId,
  );
  expect(answer.records.find(({ id }) => id === entry)?.body).toBeNull();
});
