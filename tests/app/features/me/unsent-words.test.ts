import { expect, it } from 'vitest';
import { wordsOfUnsent } from '#app/features/me/unsent-words.ts';
import { setLocale } from '#app/text/locale.svelte.ts';

it.each([
  [3, 2, '3 条记录，2 张照片'],
  [1, 0, '1 条记录'],
  [0, 4, '4 张照片'],
])('%i and %i', (entries, photos, words) => {
  setLocale('zh');
  expect(wordsOfUnsent(entries, photos)).toBe(words);
});
