import type { Locator, Page } from 'playwright';
import type { TapCounter } from './tap-budget.ts';

/** What the inspector does in the street, by the names that stand on the screen. Taps are held to the budgets of the screens where a counter is given. */
export class Phone {
  readonly page: Page;
  readonly #taps: TapCounter | undefined;

  constructor(page: Page, taps?: TapCounter) {
    this.page = page;
    this.#taps = taps;
  }

  /** From 今日, by words of the card. */
  async openCase(words: string): Promise<void> {
    const { page } = this;
    await page.getByRole('link').filter({ hasText: words }).first().click();
    await this.#onCase();
  }

  async goToCase(caseId: string): Promise<void> {
    await this.page.evaluate((hash) => (location.hash = hash), `#/case/${encodeURIComponent(caseId)}`);
    await this.#onCase();
  }

  async goToSync(): Promise<void> {
    await this.page.evaluate(() => (location.hash = '#/sync'));
    await this.page.getByRole('heading', { name: '按案件' }).waitFor();
  }

  async syncNow(): Promise<void> {
    await this.page.getByRole('button', { name: '立即同步' }).click();
  }

  async #onCase(): Promise<void> {
    await this.page.getByRole('heading', { name: '办理过程' }).waitFor();
  }

  async accept(): Promise<void> {
    await this.#taps?.taken();
    await this.page.getByRole('button', { name: '接单' }).click();
    await this.item('接单').first().waitFor();
    await this.#taps?.within(1, 'accepting a case');
  }

  async startVisit(): Promise<void> {
    const { page } = this;
    await page.getByRole('button', { name: '开始检查' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '开始检查' }).click();
    await page.getByText(/^检查中/).waitFor();
  }

  async recordFinding(finding: {
    readonly subject: string;
    readonly result: string;
    readonly description: string;
  }): Promise<void> {
    const { page } = this;
    await page.getByRole('link', { name: /^检查(?!表)/ }).click();
    await this.choose('检查对象', finding.subject);
    await this.choose('结果', finding.result);
    await page.getByRole('textbox', { name: '情况' }).fill(finding.description);
    await this.#save();
  }

  /** What the meter shows is typed; the rest is three taps and the save, once the instruments are remembered. */
  async recordNoise(levelDb: string): Promise<void> {
    const { page } = this;
    await this.#taps?.taken();
    await page.getByRole('link', { name: /^噪声/ }).click();
    await this.choose('测点位置', '敏感点窗外 1 米');
    await page.getByRole('textbox', { name: 'LAeq', exact: true }).fill(levelDb);
    await page.getByRole('textbox', { name: '声级计编号' }).fill('SLM-0117');
    await page.getByRole('textbox', { name: '校准器编号' }).fill('CAL-0042');
    await page.getByRole('textbox', { name: '测前校准' }).fill('93.8');
    await page.getByRole('textbox', { name: '测后校准' }).fill('93.9');
    await this.choose('天气', '晴');
    await page.getByRole('textbox', { name: '风速' }).fill('1.2');
    await this.#save();
    await this.#taps?.within(4, 'a noise reading, apart from what is typed');
  }

  /** The form of a measurement up to the moment one would start it: instruments from the register, conditions, how long. */
  async prepareMeasurement({ zone, seconds }: { readonly zone: string; readonly seconds: string }): Promise<void> {
    const { page } = this;
    await page.getByRole('link', { name: /^噪声/ }).click();
    await this.choose('什么噪声', '社会生活（餐饮、商铺、娱乐）');
    await this.choose('声环境功能区（边界外）', zone);
    await page
      .getByRole('group', { name: '声级计编号 · 仪器库' })
      .getByRole('button', { name: /BSWA 308/ })
      .click();
    await page.getByRole('group', { name: '校准器编号 · 仪器库' }).getByRole('button').first().click();
    await page.getByRole('textbox', { name: '测前校准' }).fill('93.8');
    await this.choose('天气', '晴');
    await page.getByRole('textbox', { name: '风速' }).fill('1.2');
    await page.getByRole('button', { name: '风机正常运行' }).click();
    await this.choose('声源起伏', '非稳态');
    await this.choose('测量时长', '其他');
    await page.getByRole('textbox', { name: '自定时长' }).fill(seconds);
  }

  /** Opens the camera inside the page and presses the shutter: two taps for the first photo, one for each further one. */
  async takePhotos(count: number): Promise<void> {
    const { page } = this;
    await this.#taps?.taken();
    await page.getByRole('link', { name: /^拍照/ }).click();
    const shutter = page.getByRole('button', { name: '拍照', exact: true });
    for (let number = 1; number <= count; number++) {
      await shutter.click();
      await page.getByText(`已存 ${String(number)} 张`).waitFor();
      await this.#taps?.within(number === 1 ? 2 : 1, `photo ${String(number)}`);
    }
    await page.getByRole('button', { name: '完成' }).click();
    await this.#onCase();
  }

  /** The second way in: from the gallery or a file. */
  async addPhotoFile(bytes: Uint8Array): Promise<void> {
    const { page } = this;
    await page.getByRole('link', { name: /^拍照/ }).click();
    const picker = page.locator('input[type=file]:not([capture])');
    await picker.setInputFiles({ name: 'DSC_0117.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(bytes) });
    await page.getByText('已存 1 张').waitFor();
    await page.getByRole('button', { name: '完成' }).click();
    await this.#onCase();
  }

  async recordJointAction(done: string): Promise<void> {
    const { page } = this;
    await this.#taps?.taken();
    await page.getByRole('button', { name: '处置' }).click();
    await page
      .getByRole('dialog')
      .getByRole('link', { name: /联合行动/ })
      .click();
    await this.choose('行动类型', '夜查');
    await page.getByRole('combobox', { name: '更多单位' }).selectOption({ label: '青石桥街道' });
    await page.getByRole('textbox', { name: '做了什么' }).fill(done);
    await page.getByRole('textbox', { name: '结果' }).fill('商户当场关停风机');
    await this.#save();
    await this.#taps?.within(8, 'a joint action');
  }

  async endVisit(): Promise<void> {
    const { page } = this;
    await page.getByRole('link', { name: '结束检查' }).click();
    await page.getByRole('textbox', { name: '现场小结' }).fill('风机超时运行，已要求整改');
    await page.getByRole('button', { name: '结束检查' }).click();
    await this.#onCase();
  }

  /** One of the chips that answer a question. */
  async choose(question: string, answer: string): Promise<void> {
    await this.page.getByRole('group', { name: question }).getByRole('radio', { name: answer, exact: true }).check();
  }

  async #save(): Promise<void> {
    await this.page.getByRole('button', { name: '保存', exact: true }).click();
    await this.#onCase();
  }

  /** Rows of the timeline with this heading. */
  item(heading: string): Locator {
    return this.page.getByRole('list', { name: '办理过程' }).getByRole('listitem').filter({ hasText: heading });
  }

  async showWholeTimeline(): Promise<void> {
    const all = this.page.getByRole('button', { name: /^展开全部/ });
    if (await all.isVisible()) await all.click();
  }
}
