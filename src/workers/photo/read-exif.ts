import type { PhotoExif } from '#domain/photo/exif.ts';
import type { ExpandedTags } from 'exifreader';

const LONGEST = 100;

/** What the file says of itself, or null when it says nothing. The reader is loaded for the first file, never for the camera in the page. */
export async function readExif(bytes: Uint8Array<ArrayBuffer>): Promise<PhotoExif | null> {
  const { load } = await import('exifreader');
  try {
    return cleanExif(load(bytes.buffer, { expanded: true, computed: false }));
  } catch {
    // No EXIF, or a broken one: the photo is kept all the same.
    return null;
  }
}

/** Only what is listed here: maker notes, names and serial numbers of owners stay in the file. */
function cleanExif({ exif = {}, gps = {} }: ExpandedTags): PhotoExif | null {
  const found: PhotoExif = {
    takenAt: words(exif['DateTimeOriginal']) ?? words(exif['DateTime']),
    offset: words(exif['OffsetTimeOriginal']),
    make: words(exif['Make']),
    model: words(exif['Model']),
    software: words(exif['Software']),
    orientation: number(exif['Orientation']?.value),
    exposure: words(exif['ExposureTime']),
    aperture: words(exif['FNumber']),
    iso: number(exif['ISOSpeedRatings']?.value),
    focalLength: words(exif['FocalLength']),
    lat: within(gps.Latitude, 90),
    lon: within(gps.Longitude, 180),
    direction: direction(exif['GPSImgDirection']?.value),
  };
  const said = Object.entries(found).filter(([, value]) => value !== undefined);
  return said.length > 0 ? Object.fromEntries(said) : null;
}

function words(tag: { readonly description?: string } | undefined): string | undefined {
  // Some cameras pad with zero bytes, and none of them may reach a screen.
  const text = tag?.description
    ?.replaceAll(/\p{Cc}/gu, '')
    .trim()
    .slice(0, LONGEST)
    .toWellFormed();
  return text ? text : undefined;
}

function number(value: unknown): number | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'number' && Number.isFinite(first) ? first : undefined;
}

function within(value: number | undefined, most: number): number | undefined {
  return value !== undefined && Number.isFinite(value) && Math.abs(value) <= most ? value : undefined;
}

/** A fraction, as EXIF has it. */
function direction(value: unknown): number | undefined {
  const [above, below] = Array.isArray(value) ? (value as unknown[]) : [];
  if (typeof above !== 'number' || typeof below !== 'number' || below === 0) return undefined;
  return ((Math.round(above / below) % 360) + 360) % 360;
}
