import { beforeAll, describe, expect, it } from 'vitest';
import { netStateOf } from '#app/features/shell/net-state.ts';
import { toneOfDelivery, wordsOfDelivery, wordsOfReason } from '#app/features/shell/delivery-words.ts';
import { setLocale } from '#app/text/locale.svelte.ts';
import { QUARANTINE_CODES } from '#protocol/errors.ts';

/** 14:40 in Asia/Shanghai. */
const AT_1440 = Date.UTC(2026, 10, 24, 6, 40);

describe('the five states of delivery', () => {
  beforeAll(() => setLocale('zh'));

  it.each([
    [{ state: 'local' }, '仅本机', 'neutral'],
    [{ state: 'queued' }, '排队', 'info'],
    [{ state: 'uploading', sentBytes: 63, totalBytes: 100 }, '上传中 63%', 'info'],
    [{ state: 'delivered', receivedAt: AT_1440 }, '已送达（回执 14:40）', 'good'],
    [{ state: 'attention', reason: 'case-closed' }, '需处理', 'bad'],
  ] as const)('%j reads %s', (delivery, words, tone) => {
    expect(wordsOfDelivery(delivery)).toBe(words);
    expect(toneOfDelivery(delivery)).toBe(tone);
  });

  it('never divides by a size it does not know', () => {
    expect(wordsOfDelivery({ state: 'uploading', sentBytes: 0, totalBytes: 0 })).toBe('上传中 0%');
  });

  it.each([...QUARANTINE_CODES, 'case-closed', 'outside-scope', 'original-missing', 'something-newer'])(
    'has words for %s',
    (reason) => {
      expect(wordsOfReason(reason)).toMatch(/\p{Script=Han}{3}/u);
    },
  );

  it.each(['original-missing', 'bytes-missing'])(
    '%s is a loss on this phone, never a refusal of the server’s',
    (reason) => {
      expect(wordsOfReason(reason)).toBe('照片的原始数据在本机找不到了');
    },
  );
});

describe('the state of the line', () => {
  it('is what the last exchange says', () => {
    expect(netStateOf({ net: 'online', cause: null })).toBe('online');
    expect(netStateOf({ net: 'offline', cause: null })).toBe('offline');
    expect(netStateOf({ net: 'online', cause: 'captive-portal' })).toBe('weak');
    expect(netStateOf({ net: 'online', cause: 'server-error' })).toBe('weak');
    expect(netStateOf({ net: 'online', cause: 'offline' })).toBe('offline');
    expect(netStateOf({ net: 'unknown', cause: null })).toBe('unknown');
  });
});
