/** Types that a browser may show within our own pages. Everything else is handed out as a download, whatever it calls itself (fault 93). */
type InlineType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/heic';
/** Sound is called what it is, so that our own page may play it, and is handed out as a download all the same. */
type SoundType = 'audio/webm' | 'audio/ogg' | 'audio/mp4' | 'audio/wav';
type KnownType = InlineType | SoundType;
export const DOWNLOAD_TYPE = 'application/octet-stream';

/** First bytes that are enough to tell. */
export const MAGIC_LENGTH = 32;

const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'mif1']);
/** Recorders write no video here; a film under one of these heads is called sound, and nobody shows it. */
const MP4_BRANDS = new Set(['isom', 'iso2', 'iso5', 'iso6', 'mp41', 'mp42', 'M4A ', 'dash']);
const EBML = [0x1a, 0x45, 0xdf, 0xa3];
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];

/** Whether a browser may show it where it stands; everything else is a download. */
export function isInline(mediaType: string): boolean {
  return mediaType.startsWith('image/');
}

/** By the bytes, never by the name or the sender's word. */
export function mediaTypeOf(start: Uint8Array): KnownType | typeof DOWNLOAD_TYPE {
  const text = (from: number, to: number) => Buffer.from(start.subarray(from, to)).toString('latin1');
  if (JPEG.every((byte, i) => start[i] === byte)) return 'image/jpeg';
  if (PNG.every((byte, i) => start[i] === byte)) return 'image/png';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp';
  if (text(4, 8) === 'ftyp' && HEIC_BRANDS.has(text(8, 12))) return 'image/heic';
  if (EBML.every((byte, i) => start[i] === byte)) return 'audio/webm';
  if (text(0, 4) === 'OggS') return 'audio/ogg';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WAVE') return 'audio/wav';
  if (text(4, 8) === 'ftyp' && MP4_BRANDS.has(text(8, 12))) return 'audio/mp4';
  return DOWNLOAD_TYPE;
}
