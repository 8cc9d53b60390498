import { wrap } from 'comlink';
import type { Remote } from 'comlink';
import type { PhotoBody, PhotoTag } from '#domain/case/bodies.ts';
import type { Fix, NoFixReason } from '#domain/case/placed.ts';
import type { NewBlob } from '#storage/append.ts';
import type { PhotoApi, PhotoParts } from '#workers/photo/contract.ts';
import type { Outcome } from './failure.ts';
import { heldPicture } from '#storage/blobs.ts';
import { send } from './call-api.ts';
import { failed, succeeded } from './failure.ts';
import { onStore } from './open-store.svelte.ts';
import { record } from './record.ts';

const MAX_BYTES = 60_000_000;

/** Hashed before anything else touched it. `thumb` is null when the browser cannot draw the format: the original is kept all the same. */
export interface PreparedPhoto {
  readonly original: NewBlob;
  readonly thumb: NewBlob | null;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface PhotoFacts {
  readonly way: PhotoBody['way'];
  readonly tag?: PhotoTag | undefined;
  readonly caption?: string | undefined;
  readonly fileName?: string | undefined;
  readonly visit?: string | undefined;
  readonly fix?: Fix | undefined;
  readonly noFix?: NoFixReason | undefined;
}

/** A picture of a phone takes a second or two; a worker the system has killed never answers. */
const PATIENCE_MS = 30_000;

interface PhotoWorker {
  readonly thread: Worker;
  readonly api: Remote<PhotoApi>;
}

let worker: PhotoWorker | null = null;

function photoWorker(): PhotoWorker {
  if (worker) return worker;
  const thread = new Worker(new URL('../../workers/photo/photo.worker.ts', import.meta.url), { type: 'module' });
  worker = { thread, api: wrap<PhotoApi>(thread) };
  return worker;
}

/** null when the worker failed or died (memory, mostly): the next photo gets a new one. */
async function prepareInWorker(photo: Blob): Promise<PhotoParts | null> {
  const used = photoWorker();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const gone = new Promise<null>((resolve) => {
    used.thread.addEventListener('error', () => resolve(null), { once: true });
    timer = setTimeout(() => resolve(null), PATIENCE_MS);
  });
  const parts = await Promise.race([used.api.prepare(photo).catch(() => null), gone]);
  clearTimeout(timer);
  if (parts === null && worker === used) {
    used.thread.terminate();
    worker = null;
  }
  return parts;
}

export async function preparePhoto(photo: Blob): Promise<Outcome<PreparedPhoto>> {
  if (photo.size === 0) return failed('photo-empty');
  if (photo.size > MAX_BYTES) return failed('photo-too-large', { maxBytes: MAX_BYTES });
  const parts = await prepareInWorker(photo);
  if (!parts) return failed('storage-timeout');
  const { sha256, bytes, mediaType, widthPx, heightPx, thumb } = parts;
  if (mediaType === '') return failed('photo-unreadable');
  return succeeded({
    original: { sha256, bytes, mediaType, role: 'original' },
    thumb: thumb && { ...thumb, role: 'thumb' },
    widthPx,
    heightPx,
  });
}

export function recordPhoto(caseId: string, photo: PreparedPhoto, facts: PhotoFacts): Promise<Outcome<string>> {
  const { original, thumb, widthPx, heightPx } = photo;
  const body: PhotoBody = {
    ...facts,
    original: original.sha256,
    thumb: thumb?.sha256,
    mediaType: original.mediaType,
    bytes: original.bytes.length,
    widthPx,
    heightPx,
  };
  return record(caseId, 'photo', body, { blobs: thumb ? [original, thumb] : [original] });
}

export type PhotoVariant = 'original' | 'thumb';

/**
 * An object URL of a photo, by its original's hash: from this device, else from the server; null when neither has it now. Without a
 * thumbnail the original stands in. Give it back with `releasePhotoUrl`.
 */
export async function photoUrl(original: string, variant: PhotoVariant): Promise<string | null> {
  const held = await onStore((store) => heldPicture(store, original, variant));
  if (held.ok && held.value) return URL.createObjectURL(new Blob([held.value.bytes], { type: held.value.mediaType }));
  const picture =
    (variant === 'thumb' ? await fetchPicture(`/api/blobs/${original}?variant=thumb`) : null) ??
    (await fetchPicture(`/api/blobs/${original}`));
  return picture && URL.createObjectURL(picture);
}

async function fetchPicture(path: string): Promise<Blob | null> {
  const response = await send(path, {});
  return response?.ok && response.headers.get('content-type')?.startsWith('image/') ? response.blob() : null;
}

export function releasePhotoUrl(url: string): void {
  URL.revokeObjectURL(url);
}
