import { readFileSync } from 'node:fs';
import type { PhotoBody } from '#domain/photo/photo.ts';

export interface DemoImage {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface DemoPhoto {
  readonly original: DemoImage;
  readonly thumb: DemoImage;
}

const FOLDER = new URL('./photos/', import.meta.url);
const PHOTOS = JSON.parse(readFileSync(new URL('photos.json', FOLDER), 'utf8')) as Readonly<Record<string, DemoPhoto>>;

export function demoPhoto(name: string): DemoPhoto {
  const photo = PHOTOS[name];
  if (!photo) throw new Error(`there is no demo photo ${name}`);
  return photo;
}

export function readDemoImage(image: DemoImage): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(image.file, FOLDER)));
}

/** The part of a photo's record that follows from its bytes. */
export function photoFacts(
  name: string,
): Pick<PhotoBody, 'original' | 'thumb' | 'mediaType' | 'bytes' | 'widthPx' | 'heightPx' | 'way'> {
  const { original, thumb } = demoPhoto(name);
  const { sha256, bytes, widthPx, heightPx } = original;
  return { original: sha256, thumb: thumb.sha256, mediaType: 'image/jpeg', bytes, widthPx, heightPx, way: 'camera' };
}
