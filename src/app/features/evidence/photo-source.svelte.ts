import { onDestroy, untrack } from 'svelte';
import { photoUrl, releasePhotoUrl } from '#app/state/photos.ts';

export interface PhotoWish {
  readonly original: string;
  /** The original in full; else the thumbnail. */
  readonly whole: boolean;
  /** When this changes, the bytes may have come: asked for again. */
  readonly arrived: boolean;
}

export interface PhotoSource {
  readonly url: string | undefined;
  /** The original was wished for, and only the thumbnail is to be had. */
  readonly isThumbOnly: boolean;
  readonly isLoading: boolean;
}

interface Found {
  readonly url: string | null;
  readonly isThumbOnly: boolean;
}

/** A picture for as long as the component shows it. The one before stays until the next is there; each object URL is given back. */
export function usePhotoSource(wish: () => PhotoWish): PhotoSource {
  let found: Found | null = $state.raw(null);
  let foundFor = '';

  $effect(() => {
    const wanted = wish();
    const key = `${wanted.original} ${String(wanted.whole)}`;
    const isWhole = untrack(() => found !== null && found.url !== null && !found.isThumbOnly);
    if (key === foundFor && isWhole) return;
    let isCurrent = true;
    void findPhoto(wanted).then((next) => {
      if (!isCurrent) return release(next);
      release(found);
      found = next;
      foundFor = key;
    });
    return () => {
      isCurrent = false;
    };
  });

  onDestroy(() => release(found));

  return {
    get url() {
      return found?.url ?? undefined;
    },
    get isThumbOnly() {
      return found?.isThumbOnly ?? false;
    },
    get isLoading() {
      return found === null;
    },
  };
}

async function findPhoto({ original, whole }: PhotoWish): Promise<Found> {
  const url = whole ? await photoUrl(original, 'original') : null;
  if (url !== null) return { url, isThumbOnly: false };
  return { url: await photoUrl(original, 'thumb'), isThumbOnly: whole };
}

function release(photo: Found | null): void {
  if (photo?.url) releasePhotoUrl(photo.url);
}
