import { flushSync, mount, unmount } from 'svelte';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '#app/theme/theme.css';
import { judge, shownOf } from '#domain/noise/judge.ts';
import { SHIPPED_NOISE_RULES as RULES } from '#domain/noise/shipped-rules/shipped-noise-rules.ts';
import { hashOfReference } from '#domain/reference/shipped.ts';
import { setLocale } from '#app/text/locale.svelte.ts';
import ReadingVerdict from '#app/features/verdict/ReadingVerdict.svelte';
import { NIGHT, reading } from '#tests/domain/noise/readings.ts';

let shown: Record<string, unknown> | undefined;

afterEach(async () => {
  if (shown) await unmount(shown);
  shown = undefined;
});

function show(judgement: ReturnType<typeof shownOf>): void {
  setLocale('zh');
  shown = mount(ReadingVerdict, { target: document.body, props: { body: { ...reading(), judgement } } });
  flushSync();
}

it('[NOISE-25] a reading is judged anew from its numbers; what was shown on site is silent while it agrees', async () => {
  show(shownOf(judge(reading(), RULES, NIGHT), hashOfReference(RULES)));
  await expect.element(page.getByText('超标 · 结果 57 · 限值 50 dB(A) · GB 22337-2008 表1')).toBeVisible();
  expect(document.querySelector('.then')).toBeNull();
});

it('[NOISE-25] where the tables were corrected since, both verdicts are shown', async () => {
  const old = { ...shownOf(judge(reading(), RULES, NIGHT), 'ab'.repeat(32)), outcome: 'compliant' as const, limit: 60 };
  show(old);
  await expect.element(page.getByText('现场当时显示：达标，57 / 限值 60；此后限值表有更正')).toBeVisible();
});
