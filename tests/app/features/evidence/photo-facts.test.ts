import { expect, test } from 'vitest';
import type { PhotoBody } from '#domain/photo/photo.ts';
import { linesOf } from '#app/features/case/record-lines.ts';
import { shutterFacts, sideRecordFacts } from '#app/features/evidence/photo-facts.ts';
import { setLocale } from '#app/text/locale.svelte.ts';

setLocale('zh');

const SHUTTER = Date.UTC(2026, 10, 27, 2, 0, 0);

const photo = (more: Partial<PhotoBody>): PhotoBody => ({
  original: 'a'.repeat(64),
  mediaType: 'image/jpeg',
  bytes: 3_200_000,
  widthPx: 4000,
  heightPx: 3000,
  way: 'camera',
  ...more,
});

const wordsOf = (body: PhotoBody, claimedAt: number) =>
  Object.fromEntries(sideRecordFacts(body, claimedAt).map(({ term, words }) => [term, words]));

test('[PHOTO-1] the position’s age is that of the shutter, though the photo was stored later', () => {
  const fix = { lat: 39.72, lon: 116.1, accuracyM: 8, at: SHUTTER - 12_000, source: 'gps' } as const;
  const body = photo({
    fix,
    takenAt: SHUTTER,
    camera: { label: 'camera2 0, facing back', widthPx: 4000, heightPx: 3000 },
  });
  const words = wordsOf(body, SHUTTER + 600_000);
  expect(words['位置']).toBe('39.72000, 116.10000（误差 8 米） · 定位早于快门 12 秒');
  expect(words['取得方式']).toBe('应用内拍摄');
  expect(words['相机']).toBe('camera2 0, facing back · 4000 × 3000');
  expect(shutterFacts(body)).toEqual([{ term: '拍摄时间', words: '11 月 27 日 10:00:00' }]);
});

test('[PHOTO-2] the direction in words, and nothing where there was none', () => {
  expect(wordsOf(photo({ heading: { degrees: 225, at: SHUTTER } }), SHUTTER)['朝向']).toMatch(/^西南 225°.*仅供参考/);
  expect(wordsOf(photo({}), SHUTTER)).not.toHaveProperty('朝向');
});

test('[PHOTO-3] EXIF is shown as what the file says, beside what the app knows', () => {
  const exif = { takenAt: '2026:11:20 22:41:07', offset: '+08:00', lat: 39.7, lon: 116.05, model: 'ALN-AL00' };
  const words = wordsOf(photo({ way: 'file', from: 'gallery', exif, noFix: 'denied' }), SHUTTER);
  expect(words['EXIF 所载']).toMatch(
    /^时间 2026:11:20 22:41:07 \+08:00 · 位置 39.70000, 116.05000 · ALN-AL00 · .*没有核实$/,
  );
  expect(words['导入时位置']).toBe('没有：未允许定位');
  expect(shutterFacts(photo({ way: 'file', exif }))).toEqual([]);
});

test('[PHOTO-4] a gallery import is called one in the facts and in the timeline; an old file is no more than a file', () => {
  const imported = photo({ way: 'file', from: 'gallery', fileName: 'DSC_0117.jpg' });
  expect(wordsOf(imported, SHUTTER)['取得方式']).toBe('相册导入（来源未核实） · DSC_0117.jpg');
  expect(linesOf('photo', imported, SHUTTER).lines).toEqual(['相册导入']);
  expect(wordsOf(photo({ way: 'file' }), SHUTTER)['取得方式']).toMatch(/^从文件选取/);
  expect(linesOf('photo', photo({ way: 'file', from: 'camera-app' }), SHUTTER).lines).toEqual([]);
});
