import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readExif } from '#workers/photo/read-exif.ts';
import { withExif } from './exif-bytes.ts';

const PLAIN = readFileSync('src/server/demo/photos/blower.jpg');

const BY_PHONE = withExif(PLAIN, {
  ifd0: [
    [0x010f, { ascii: 'HUAWEI' }],
    [0x0110, { ascii: 'ALN-AL00' }],
    [0x0112, { short: 6 }],
    [0x013b, { ascii: 'Zhang San' }],
    [0x8298, { ascii: 'Zhang San 2026' }],
  ],
  exif: [
    [0x829a, { rationals: [[1, 120]] }],
    [0x8827, { short: 400 }],
    [0x9003, { ascii: '2026:11:20 22:41:07' }],
    [0x9011, { ascii: '+08:00' }],
    [0xa430, { ascii: 'Zhang San' }],
    [0xa431, { ascii: 'SN-0042' }],
  ],
  gps: [
    [0x0001, { ascii: 'N' }],
    [
      0x0002,
      {
        rationals: [
          [39, 1],
          [43, 1],
          [4260, 100],
        ],
      },
    ],
    [0x0003, { ascii: 'E' }],
    [
      0x0004,
      {
        rationals: [
          [116, 1],
          [4, 1],
          [2316, 100],
        ],
      },
    ],
    [0x0010, { ascii: 'M' }],
    [0x0011, { rationals: [[2475, 10]] }],
  ],
});

test('[PHOTO-3] what a file says of time, place and camera is kept as found', async () => {
  const exif = await readExif(BY_PHONE);
  expect(exif).toMatchObject({
    takenAt: '2026:11:20 22:41:07',
    offset: '+08:00',
    make: 'HUAWEI',
    model: 'ALN-AL00',
    orientation: 6,
    iso: 400,
    direction: 248,
  });
  expect(exif?.exposure).toMatch(/1\/120/);
  expect(exif?.lat).toBeCloseTo(39.7285, 4);
  expect(exif?.lon).toBeCloseTo(116.0731, 4);
});

test('[PHOTO-3] nobody’s name and no serial number leaves the file', async () => {
  const text = JSON.stringify(await readExif(BY_PHONE));
  expect(text).not.toMatch(/Zhang|SN-0042/);
});

test('[PHOTO-3] a file without EXIF, and one whose EXIF is torn, have none', async () => {
  expect(await readExif(new Uint8Array(PLAIN))).toBeNull();
  const torn = BY_PHONE.slice(0, 60);
  expect(await readExif(torn)).toSatisfy((exif) => exif === null || typeof exif === 'object');
  expect(await readExif(new TextEncoder().encode('no picture'))).toBeNull();
});
