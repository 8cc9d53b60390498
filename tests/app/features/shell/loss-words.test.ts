import { beforeEach, expect, it } from 'vitest';
import { linesOfHealed, linesOfLoss } from '#app/features/shell/loss-words.ts';
import { setLocale } from '#app/text/locale.svelte.ts';

beforeEach(() => setLocale('zh'));

const loss = {
  missing: [
    { from: 7, to: 9 },
    { from: 12, to: 12 },
  ],
  after: null,
  before: null,
  healed: { entries: 0, photos: 0, photosMissing: 0 },
  isAsked: true,
  photos: 0,
};

it('[DEVICE-83] names every number that neither this device nor the server has, the time as far as it is known, and the photos', () => {
  expect(linesOfLoss(loss)[0]).toContain('第 7–9、12 条记录没有送达');
  const told = linesOfLoss({ ...loss, after: Date.UTC(2026, 10, 26, 2), before: Date.UTC(2026, 10, 26, 4), photos: 2 });
  expect(told.join('\n')).toMatch(/写于 2026 年 11 月 26 日 10:00 到 2026 年 11 月 26 日 12:00 之间/);
  expect(told.join('\n')).toContain('另有 2 张照片');
});

it('[DEVICE-83] calls nothing lost that the server has', () => {
  expect(linesOfLoss({ ...loss, missing: [] })).toEqual([expect.stringContaining('一条没少')]);
});

it('[DEVICE-83] does not guess while the server cannot be asked', () => {
  const [words] = linesOfLoss({ ...loss, isAsked: false });
  expect(words).toContain('第 7–9、12 条');
  expect(words).toContain('联网后才知道');
});

it('[DEVICE-82] what came back is said with its number, and what did not come back whole as well', () => {
  expect(linesOfHealed({ entries: 3, photos: 2, photosMissing: 0 })).toEqual([
    expect.stringContaining('已从备份副本恢复 3 条记录、2 张照片'),
  ]);
  expect(linesOfHealed({ entries: 1, photos: 0, photosMissing: 1 })[1]).toContain('1 张照片的原图找不回了');
});

it('[DEVICE-105] forms that came back are said, with records and without', () => {
  const healed = { entries: 0, photos: 0, photosMissing: 0, drafts: 2 };
  expect(linesOfHealed(healed)).toEqual([expect.stringContaining('找回了 2 份没写完的表单')]);
  expect(linesOfHealed({ ...healed, entries: 1 })).toEqual([
    expect.stringContaining('已从备份副本恢复 1 条记录'),
    expect.stringContaining('2 份没写完的表单'),
  ]);
});
