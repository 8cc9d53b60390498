import type { PhotoBody } from '#domain/photo/photo.ts';
import type { NewBlob } from '#storage/append.ts';
import type { PhotoExif } from '#domain/photo/exif.ts';
import type { Outcome } from './failure.ts';
import { heldPicture } from '#storage/blobs.ts';
import { send } from './call-api.ts';
import { failed, succeeded } from './failure.ts';
import { onStore } from './open-store.svelte.ts';
import { inPhotoWorker } from './photo-worker.ts';
import { record } from './record.ts';

const MAX_BYTES = 60_000_000;

/** Hashed before anything else touched it. `thumb` is null when the browser cannot draw the format: the original is kept all the same. */
export interface PreparedPhoto {
  readonly original: NewBlob;
  readonly thumb: NewBlob | null;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly exif: PhotoExif | null;
}

/** The side record, as the camera screen knows it at the tap. */
export type PhotoFacts = Omit<PhotoBody, keyof PreparedFacts | 'exif'>;
type PreparedFacts = Pick<PhotoBody, 'original' | 'thumb' | 'mediaType' | 'bytes' | 'widthPx' | 'heightPx'>;

/** EXIF is read of files: the camera in the page writes none. */
export async function preparePhoto(photo: Blob, way: PhotoBody['way']): Promise<Outcome<PreparedPhoto>> {
  if (photo.size === 0) return failed('photo-empty');
  if (photo.size > MAX_BYTES) return failed('photo-too-large', { maxBytes: MAX_BYTES });
  const parts = await inPhotoWorker((api) => api.prepare(photo, way === 'file'));
  if (!parts) return failed('storage-timeout');
  const { sha256, bytes, mediaType, widthPx, heightPx, thumb, exif } = parts;
  if (mediaType === '') return failed('photo-unreadable');
  return succeeded({
    original: { sha256, bytes, mediaType, role: 'original' },
    thumb: thumb && { ...thumb, role: 'thumb' },
    widthPx,
    heightPx,
    exif,
  });
}

export function recordPhoto(caseId: string, photo: PreparedPhoto, facts: PhotoFacts): Promise<Outcome<string>> {
  const { original, thumb, widthPx, heightPx, exif } = photo;
  const body: PhotoBody = {
    ...facts,
    original: original.sha256,
    thumb: thumb?.sha256,
    mediaType: original.mediaType,
    bytes: original.bytes.length,
    widthPx,
    heightPx,
    exif: exif ?? undefined,
  };
  return record(caseId, 'photo', body, { blobs: thumb ? [original, thumb] : [original] });
}

export type PhotoVariant = 'original' | 'thumb';

/**
 * An object URL of a photo, by its original's hash: from this device, else from the server; null when neither has it now. Without a
 * thumbnail the original stands in. Give it back with `releasePhotoUrl`.
 */
export async function photoUrl(original: string, variant: PhotoVariant): Promise<string | null> {
  const picture = (await heldBlob(original, variant)) ?? (await fetchPhoto(original, variant));
  return picture && URL.createObjectURL(picture);
}

/** The original's bytes, from here or from the server; null when neither has them now. */
export async function originalPhoto(original: string): Promise<Blob | null> {
  return (await heldBlob(original, 'original')) ?? (await fetchPhoto(original, 'original'));
}

/** From this device: an original's exact bytes, or a picture's thumbnail. */
export async function heldBlob(original: string, variant: PhotoVariant): Promise<Blob | null> {
  const held = await onStore((store) => heldPicture(store, original, variant));
  return held.ok && held.value ? new Blob([held.value.bytes], { type: held.value.mediaType }) : null;
}

async function fetchPhoto(original: string, variant: PhotoVariant): Promise<Blob | null> {
  return (
    (variant === 'thumb' ? await fetchBlob(`/api/blobs/${original}?variant=thumb`, 'image/') : null) ??
    (await fetchBlob(`/api/blobs/${original}`, 'image/'))
  );
}

/** Only what is of the kind asked for: a proxy's page is none. */
export async function fetchBlob(path: string, kind: 'image/' | 'audio/'): Promise<Blob | null> {
  const response = await send(path, {});
  return response?.ok && response.headers.get('content-type')?.startsWith(kind) ? response.blob() : null;
}

export function releasePhotoUrl(url: string): void {
  URL.revokeObjectURL(url);
}
