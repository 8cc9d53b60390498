import path from 'node:path';
import type { Locator, Page } from 'playwright';
import { expect } from 'vitest';
import type { TapCounter } from './tap-budget.ts';

export const ONE_NIGHT = path.resolve('tests/fixtures/complaints-one-night.csv');

/** What the supervisor does at the desk, by the names that stand on the screen. */
export class Office {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** From the queue to the list of what an import would do. Two taps. */
  async chooseImportFile(file: string): Promise<void> {
    const { page } = this;
    const again = page.getByRole('button', { name: '再导入一个' });
    await ((await again.isVisible()) ? again : page.getByRole('link', { name: '导入工单' }).first()).click();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByText('热线导出的表格', { exact: true }).click(),
    ]);
    await chooser.setFiles(file);
    await page.getByRole('heading', { name: path.basename(file) }).waitFor({ timeout: 30_000 });
  }

  /** Presses 导入 and answers the sentence about what was written. One tap. */
  async commitImport(): Promise<string> {
    await this.page.getByRole('button', { name: /^导入 .* 件$/ }).click();
    const done = this.page.getByRole('heading', { name: /已导入 .* 件工单/ });
    await done.waitFor({ timeout: 60_000 });
    return done.innerText();
  }

  get queue(): Locator {
    return this.page.getByRole('region', { name: '队列' });
  }

  async goToQueue(): Promise<void> {
    await this.page.getByRole('link', { name: '派单', exact: true }).first().click();
  }

  /** How many cases the queue says that it shows. */
  async countShown(): Promise<number> {
    const words = await this.page.getByText(/^[\d,]+ 件，按时限$/).innerText();
    return Number(words.replaceAll(/\D/g, ''));
  }

  async search(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: '搜索编号、内容、地址' }).fill(text);
  }

  row(text: string): Locator {
    return this.queue.getByRole('link').filter({ hasText: text }).first();
  }

  /** On the map beside the list: the map is drawn, and the place stands among those in view. */
  async seeOnMap(words: string): Promise<void> {
    const toggle = this.queue.getByRole('button', { name: '地图', exact: true });
    await toggle.click();
    const map = this.page.getByRole('region', { name: '地图', exact: true });
    await map.locator('.leaflet-container canvas, .leaflet-container svg').first().waitFor();
    await map.getByRole('listitem').filter({ hasText: words }).first().waitFor();
    await toggle.click();
    await map.waitFor({ state: 'detached' });
  }

  async openCase(text: string): Promise<string> {
    await this.row(text).click();
    await expect.poll(() => new URL(this.page.url()).hash).toMatch(/^#\/office\/.+/);
    return decodeURIComponent(new URL(this.page.url()).hash.split('/')[2] ?? '');
  }

  /** The open case goes to a person: two taps. */
  async dispatchTo(unit: string, person: string | null, taps?: TapCounter): Promise<void> {
    const { page } = this;
    await page
      .getByRole('region', { name: '案件' })
      .getByRole('button', { name: /^(派单|改派)$/ })
      .click();
    await this.#chooseTarget(unit, person);
    await taps?.within(2, 'dispatching one case');
  }

  /** The first `count` rows: one tap on the first, one with Shift on the last. */
  async chooseFirst(count: number): Promise<void> {
    const { queue, page } = this;
    const tickOf = (index: number): Locator => queue.locator(`[data-index="${String(index)}"] input[type=checkbox]`);
    // The list stands where the open case is.
    await queue.locator('[data-index]').first().hover();
    await page.mouse.wheel(0, -1_000_000);
    await tickOf(0).click();
    await page.mouse.wheel(0, 88 * (count - 3));
    await tickOf(count - 1).click({ modifiers: ['Shift'] });
    await queue.getByText(`已选 ${String(count)} 件`).waitFor();
  }

  async dispatchChosenTo(unit: string, person: string | null): Promise<void> {
    await this.queue.getByRole('button', { name: '派单' }).click();
    await this.#chooseTarget(unit, person);
  }

  async #chooseTarget(unit: string, person: string | null): Promise<void> {
    const dialog = this.page.getByRole('dialog');
    const name = person === null ? `派给${unit}` : `派给${unit}的${person}`;
    await dialog.getByRole('button', { name, exact: true }).first().click();
    await dialog.waitFor({ state: 'hidden' });
  }

  get evidence(): Locator {
    return this.page.getByRole('region', { name: '证据' });
  }
}
