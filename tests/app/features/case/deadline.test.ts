import { beforeAll, describe, expect, it } from 'vitest';
import { toneOfDeadline, wordsOfDeadline } from '#app/features/case/deadline.ts';
import { setLocale } from '#app/text/locale.svelte.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 24, 2);

describe('the deadline in words and tone', () => {
  beforeAll(() => setLocale('zh'));

  it.each([
    [-1, 'bad'],
    [0, 'warn'],
    [4 * HOUR - 1, 'warn'],
    [4 * HOUR, 'info'],
    [24 * HOUR, 'neutral'],
  ])('%i ms before the limit is %s', (left, tone) => {
    expect(toneOfDeadline(NOW + left, NOW)).toBe(tone);
  });

  it('has no tone and says so when no order sets a limit', () => {
    expect(toneOfDeadline(null, NOW)).toBe('neutral');
    expect(wordsOfDeadline(null, NOW)).toBe('没有时限');
  });

  it('counts what is left and what is over', () => {
    expect(wordsOfDeadline(NOW + 27 * HOUR, NOW)).toBe('还有 1 天 3 小时');
    expect(wordsOfDeadline(NOW - 2 * HOUR, NOW)).toBe('超时 2 小时');
  });
});
