import { expect, it } from 'vitest';
import { checksOf } from '#app/features/me/self-check.ts';
import { checkText } from '#app/text/me.ts';

const works = (scope: object, name: object) =>
  checksOf(scope as Window & typeof globalThis).find((check) => check.name === name)?.works;

it('finds a bare shell of another app wanting, name by name, and says what happens instead', () => {
  const bare = { navigator: {}, crypto: {}, isSecureContext: false };
  for (const check of checksOf(bare as Window & typeof globalThis)) {
    expect(check.works).toBe(false);
    expect(check.otherwise.zh).not.toBe('');
  }
});

it('sees that signing needs HTTPS even where the browser could do it', () => {
  const plain = { navigator: {}, crypto: { subtle: {} }, isSecureContext: false };
  expect(works(plain, checkText.crypto)).toBe(false);
  expect(works({ ...plain, isSecureContext: true }, checkText.crypto)).toBe(true);
});

it('tells an iPhone that nothing is sent after the page is closed', () => {
  const iphone = { navigator: { serviceWorker: {} }, crypto: {}, isSecureContext: true, indexedDB: {} };
  expect(works(iphone, checkText.backgroundSync)).toBe(false);
  expect(works(iphone, checkText.serviceWorker)).toBe(true);
});
