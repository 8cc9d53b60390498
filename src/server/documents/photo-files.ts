import { buffer } from 'node:stream/consumers';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { Standing } from '#domain/visit-record/visit-items.ts';
import { mediaTypeOf } from '../blobs/media-type.ts';

/** Originals are printed as they are; a sheet of sixty of twelve megapixels would choke a printer. */
const MOST_BYTES = 30 * 1024 * 1024;
const EXTENSIONS: Readonly<Partial<Record<string, string>>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
};

export interface PhotoFiles {
  /** By path, for the typesetter. */
  readonly images: ReadonlyMap<string, Uint8Array>;
  /** By the original's hash. */
  readonly pictures: ReadonlyMap<string, { readonly path: string; readonly isThumb: boolean }>;
}

/** Bytes of the photos that have arrived: originals while there is room, thumbnails after. */
export async function photoFiles(blobs: BlobStore, photos: readonly Standing<'photo'>[]): Promise<PhotoFiles> {
  const images = new Map<string, Uint8Array>();
  const pictures = new Map<string, { readonly path: string; readonly isThumb: boolean }>();
  let room = MOST_BYTES;
  for (const { body } of photos) {
    const isThumb = !(blobs.has(body.original) && body.bytes <= room);
    const blob = isThumb ? body.thumb : body.original;
    const read = blob === undefined ? null : await pictureOf(blobs, blob);
    if (!read) continue;
    room -= read.bytes.length;
    images.set(read.path, read.bytes);
    pictures.set(body.original, { path: read.path, isThumb });
  }
  return { images, pictures };
}

/** null: not here, or in a form no printer knows. */
async function pictureOf(blobs: BlobStore, blob: string) {
  if (!blobs.has(blob)) return null;
  const bytes = new Uint8Array(await buffer(blobs.read(blob)));
  const extension = EXTENSIONS[mediaTypeOf(bytes)];
  return extension === undefined ? null : { path: `photos/${blob}.${extension}`, bytes };
}
