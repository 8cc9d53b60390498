import { expect, test } from 'vitest';
import { mediaTypeOf } from '#workers/photo/media-type.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

test.each([
  ['image/jpeg', '\xff\xd8\xff\xe1....'],
  ['image/png', '\x89PNG\r\n\x1a\n....'],
  ['image/webp', 'RIFF....WEBPVP8 '],
  ['image/heic', '\0\0\0\x18ftypheic....'],
  ['', 'GET / HTTP/1.1'],
  ['', ''],
])('[DEVICE-52] the bytes say what a picture is: %s', (mediaType, start) => {
  expect(mediaTypeOf(bytes(start))).toBe(mediaType);
});
