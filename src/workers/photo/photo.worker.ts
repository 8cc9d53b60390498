import { expose, transfer } from 'comlink';
import type { PhotoApi, PhotoParts } from './contract.ts';
import { drawCopy } from './draw-copy.ts';
import { fitted, jpegOf, sha256Of } from './drawing.ts';
import { mediaTypeOf } from './media-type.ts';
import { readExif } from './read-exif.ts';

const THUMB_PX = 480;
const THUMB_QUALITY = 0.72;
const SCALED_QUALITY = 0.85;

const api: PhotoApi = {
  async prepare(photo, withExif) {
    const bytes = new Uint8Array(await photo.arrayBuffer());
    // First of all: what is hashed is what the camera gave us.
    const sha256 = await sha256Of(bytes);
    const { size, thumb } = await thumbnail(new Blob([bytes]));
    const exif = withExif ? await readExif(bytes) : null;
    const parts: PhotoParts = { sha256, bytes, mediaType: mediaTypeOf(bytes), ...size, thumb, exif };
    return transfer(parts, thumb ? [bytes.buffer, thumb.bytes.buffer] : [bytes.buffer]);
  },
  async scale(photo, maxPx) {
    try {
      const bitmap = await createImageBitmap(photo);
      return await draw(bitmap, maxPx, SCALED_QUALITY);
    } catch {
      return null;
    }
  },
  async copy(photo, recipe) {
    const copy = await drawCopy(photo, recipe);
    return copy && transfer(copy, [copy.bytes.buffer]);
  },
};

interface Thumbnail {
  readonly size: { readonly widthPx: number; readonly heightPx: number };
  readonly thumb: PhotoParts['thumb'];
}

/** A picture this browser cannot draw (HEIC) is kept without a thumbnail; the original is what counts. */
async function thumbnail(photo: Blob): Promise<Thumbnail> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(photo);
  } catch {
    return { size: { widthPx: 0, heightPx: 0 }, thumb: null };
  }
  const size = { widthPx: bitmap.width, heightPx: bitmap.height };
  const drawn = await draw(bitmap, THUMB_PX, THUMB_QUALITY);
  if (!drawn) return { size, thumb: null };
  const bytes = new Uint8Array(await drawn.arrayBuffer());
  return { size, thumb: { sha256: await sha256Of(bytes), bytes, mediaType: drawn.type } };
}

/** The bitmap is given back whatever happens. */
async function draw(bitmap: ImageBitmap, maxPx: number, quality: number): Promise<Blob | null> {
  const { width, height } = fitted(bitmap, maxPx);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  context?.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return context ? jpegOf(canvas, quality) : null;
}

expose(api);
