import axe from 'axe-core';
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '#app/theme/theme.css';
import type { NoiseReadingBody } from '#domain/noise/reading.ts';
import { judge } from '#domain/noise/judge.ts';
import { SHIPPED_NOISE_RULES } from '#domain/noise/shipped-rules/shipped-noise-rules.ts';
import { setLocale } from '#app/text/locale.svelte.ts';
import { setTheme } from '#app/ui/appearance.svelte.ts';
import VerdictCard from '#app/features/verdict/VerdictCard.svelte';
import { NIGHT, reading } from '#tests/domain/noise/readings.ts';

let shown: Record<string, unknown> | undefined;

function show(change: Partial<NoiseReadingBody>): void {
  const judgement = judge(reading(change), SHIPPED_NOISE_RULES, NIGHT);
  shown = mount(VerdictCard, { target: document.body, props: { judgement } });
  flushSync();
}

afterEach(async () => {
  if (shown) await unmount(shown);
  shown = undefined;
});

const cases: Readonly<Record<string, Partial<NoiseReadingBody>>> = {
  超标: {},
  达标: { laeqTenths: 520, backgroundTenths: 470, regime: 'social' },
  '达标（未测背景）': { laeqTenths: 472, backgroundTenths: undefined },
  无法评价: { zone: undefined, meter: undefined },
  无效: { windTenthsMS: 63, calibrationAfterTenths: 951 },
};

describe('verdict card', () => {
  const looks = Object.entries(cases).flatMap(([outcome, change]) =>
    (['standard', 'outdoor', 'night'] as const).map((theme) => [outcome, theme, change] as const),
  );

  it.each(looks)('[NOISE-24] %s in the %s theme: legible to everybody on a phone', async (outcome, theme, change) => {
    await page.viewport(390, 844);
    setLocale('zh');
    setTheme(theme);
    document.title = 'Verdict';
    show(change);
    await expect.element(page.getByRole('status')).toHaveTextContent(outcome);
    document.querySelector('details')?.setAttribute('open', '');
    const { violations } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
    if (import.meta.env.VITE_SHOTS) await page.screenshot({ path: `shots/verdict-${outcome}-${theme}.png` });
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
  });

  it('[NOISE-24] the working unfolds to every step with its clause and how sure we are of it', async () => {
    setLocale('zh');
    show({});
    await page.getByText('怎么算的').click();
    const words = ({ textContent }: Element) => textContent.replace(/\s+/g, ' ').trim();
    const rows = [...document.querySelectorAll('details tr')].map((row) => [...row.children].map(words).join(' '));
    expect(rows).toEqual([
      '测量值 仪器读数 58.4',
      '背景值 仪器读数 50.2',
      '相差（取整） HJ 706-2014 表1 通行，待核 8',
      '背景修正 HJ 706-2014 表1 通行，待核 −1',
      '结果（修约到个位） HJ 706-2014 5.4 转引 57',
      '限值 GB 22337-2008 表1 转引 50',
      '结果减限值 +7',
    ]);
  });

  it('[NOISE-24] a void reading shows no number, and says by which clause it is void and what was found', async () => {
    setLocale('zh');
    show({ windTenthsMS: 63 });
    await expect.element(page.getByText('6.3 m/s，规定 小于 5.0 m/s')).toBeVisible();
    expect(document.querySelector('.figures')).toBeNull();
    expect(document.body.textContent).toContain('GB 22337-2008 5.2.1');
  });
});
