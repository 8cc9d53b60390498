import { expect, test } from 'vitest';
import type { PhotoBody } from '#domain/photo/photo.ts';
import { stampedWish, stampLines } from '#app/features/photo/stamped-copy.ts';
import { setLocale } from '#app/text/locale.svelte.ts';

setLocale('zh');

const SHUTTER = Date.UTC(2026, 10, 27, 2, 5, 9);
const HASH = 'ab12cd34ef56'.padEnd(64, '0');

function stamped(more: Partial<PhotoBody>) {
  const body: PhotoBody = {
    original: HASH,
    mediaType: 'image/jpeg',
    bytes: 3_200_000,
    widthPx: 4000,
    heightPx: 3000,
    way: 'camera',
    takenAt: SHUTTER,
    ...more,
  };
  const record = {
    actor: 'p-1',
    claimedAt: SHUTTER + 5_000,
    clockOffsetMs: 180_000,
    receivedAt: SHUTTER + 9_000,
    body,
  };
  return { record, orderNo: 'YX202611259004' };
}

test('[PHOTO-11] the strip says time with zone and clock error, place with accuracy, order, person and the short hash', () => {
  const fix = { lat: 39.7285, lon: 116.0731, accuracyM: 8, at: SHUTTER, source: 'gps' } as const;
  const lines = stampLines({ ...stamped({ fix, heading: { degrees: 90, at: SHUTTER } }), caption: '风机正对居民窗' });
  expect(lines).toEqual([
    '风机正对居民窗',
    '拍摄 2026-11-27 10:05:09 UTC+8 · 设备时钟慢 3 分钟',
    expect.stringMatching(/^39\.72850, 116\.07310（误差 8 米） · 东 90°/),
    expect.stringMatching(/^工单 YX202611259004 · 拍摄人/),
    expect.stringMatching(/^缩小的副本；原图 SHA-256 ab12cd34ef560000…/),
  ]);
});

test('[PHOTO-4] [PHOTO-11] a gallery import is called one on the strip, its time is that of storing, and its place that of the import', () => {
  const lines = stampLines(
    stamped({
      way: 'file',
      from: 'gallery',
      takenAt: undefined,
      exif: { takenAt: '2026:11:20 22:41:07' },
      noFix: 'denied',
    }),
  );
  expect(lines[0]).toMatch(/^存入 2026-11-27 10:05:14 UTC\+8/);
  expect(lines).toContain('相册导入（来源未核实） · EXIF 所载 2026:11:20 22:41:07');
  expect(lines).toContain('导入时位置 没有：未允许定位');
});

test('[PHOTO-11] the code holds the whole hash of the original, and what the marks hide is burnt out', () => {
  const hidden = { shape: 'mosaic', x: 0, y: 0, w: 0.5, h: 0.5 } as const;
  expect(stampedWish({ ...stamped({}), marks: [hidden] })).toMatchObject({
    code: HASH,
    hidden: [hidden],
    marks: [hidden],
  });
});
