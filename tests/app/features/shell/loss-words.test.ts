import { beforeEach, expect, it } from 'vitest';
import { wordsOfLoss } from '#app/features/shell/loss-words.ts';
import { setLocale } from '#app/text/locale.svelte.ts';

beforeEach(() => setLocale('zh'));

it('names what neither this device nor the server has', () => {
  expect(wordsOfLoss({ keptSeq: 3, lastSeq: 9, serverSeq: 6 })).toContain('第 7 到第 9 条');
  expect(wordsOfLoss({ keptSeq: 7, lastSeq: 9, serverSeq: 2 })).toContain('第 8 到第 9 条');
});

it('calls nothing lost that the server has', () => {
  expect(wordsOfLoss({ keptSeq: 0, lastSeq: 9, serverSeq: 9 })).toContain('没有丢失');
});

it('does not guess while the server cannot be asked', () => {
  const words = wordsOfLoss({ keptSeq: 3, lastSeq: 9, serverSeq: null });
  expect(words).toContain('第 4 到第 9 条');
  expect(words).toContain('联网后才知道');
});
