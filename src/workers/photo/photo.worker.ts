import { expose, transfer } from 'comlink';
import type { PhotoApi, PhotoParts } from './contract.ts';
import { mediaTypeOf } from './media-type.ts';

const THUMB_PX = 480;
const THUMB_QUALITY = 0.72;
const SCALED_QUALITY = 0.85;

const api: PhotoApi = {
  async prepare(photo) {
    const bytes = new Uint8Array(await photo.arrayBuffer());
    // First of all: what is hashed is what the camera gave us.
    const sha256 = await hash(bytes);
    const { size, thumb } = await thumbnail(new Blob([bytes]));
    const parts: PhotoParts = { sha256, bytes, mediaType: mediaTypeOf(bytes), ...size, thumb };
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
  return { size, thumb: { sha256: await hash(bytes), bytes, mediaType: drawn.type } };
}

async function draw(bitmap: ImageBitmap, maxPx: number, quality: number): Promise<Blob | null> {
  const factor = Math.min(1, maxPx / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(bitmap.width * factor)),
    Math.max(1, Math.round(bitmap.height * factor)),
  );
  const context = canvas.getContext('2d');
  context?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  if (!context) return null;
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
  // Browsers answer a format they cannot write with PNG, silently.
  return blob.type === 'image/jpeg' ? blob : null;
}

async function hash(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

expose(api);
