import type { PersonStore } from '#storage/person-store.ts';
import type { WantedPicture } from '#storage/pictures.ts';
import { sha256Hex } from '#storage/encoding.ts';
import { MAX_PICTURE_BYTES, putPicture } from '#storage/pictures.ts';
import { send } from './call-api.ts';

/** Two at a time: the person's own uploads and screens come first. */
const AT_ONCE = 2;

export interface FetchHooks {
  /** Asked before each picture. */
  readonly mayGoOn: () => boolean;
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** Fetches thumbnails that others took and keeps those whose bytes are what their record says. @returns how many are here now */
export async function fetchPictures(
  store: PersonStore,
  missing: readonly WantedPicture[],
  { mayGoOn, onProgress }: FetchHooks,
): Promise<number> {
  let done = 0;
  for (let from = 0; from < missing.length && mayGoOn(); from += AT_ONCE) {
    const some = missing.slice(from, from + AT_ONCE);
    const here = await Promise.all(some.map((picture) => fetchOne(store, picture)));
    done += here.filter(Boolean).length;
    onProgress?.(Math.min(from + AT_ONCE, missing.length));
  }
  return done;
}

async function fetchOne(store: PersonStore, picture: WantedPicture): Promise<boolean> {
  const answer = await send(`/api/blobs/${picture.original}?variant=thumb`, { person: store.person });
  const mediaType = answer?.headers.get('content-type') ?? '';
  if (!answer?.ok || !mediaType.startsWith('image/')) return false;
  const bytes = await answer.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => null,
  );
  if (!bytes || bytes.length > MAX_PICTURE_BYTES || (await sha256Hex(bytes)) !== picture.thumb) return false;
  await putPicture(store, picture, { bytes, mediaType });
  return true;
}
