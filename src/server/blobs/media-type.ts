/** Types that a browser may show within our own pages. Everything else is handed out as a download, whatever it calls itself (fault 93). */
export type InlineType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/heic';
export const DOWNLOAD_TYPE = 'application/octet-stream';

/** First bytes that are enough to tell. */
export const MAGIC_LENGTH = 32;

const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'mif1']);
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];

/** By the bytes, never by the name or the sender's word. */
export function mediaTypeOf(start: Uint8Array): InlineType | typeof DOWNLOAD_TYPE {
  const text = (from: number, to: number) => Buffer.from(start.subarray(from, to)).toString('latin1');
  if (JPEG.every((byte, i) => start[i] === byte)) return 'image/jpeg';
  if (PNG.every((byte, i) => start[i] === byte)) return 'image/png';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp';
  if (text(4, 8) === 'ftyp' && HEIC_BRANDS.has(text(8, 12))) return 'image/heic';
  return DOWNLOAD_TYPE;
}
