import { photoUrl, releasePhotoUrl } from '#app/state/photos.ts';

export interface PhotoWish {
  readonly original: string;
  readonly thumb: string | undefined;
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

/** A picture for as long as the component shows it; its object URL is given back afterwards. */
export function usePhotoSource(wish: () => PhotoWish): PhotoSource {
  let found: Found | null = $state.raw(null);

  $effect(() => {
    let isCurrent = true;
    let taken: string | null = null;
    void findPhoto(wish()).then((next) => {
      if (isCurrent) {
        taken = next.url;
        found = next;
      } else if (next.url) releasePhotoUrl(next.url);
    });
    return () => {
      isCurrent = false;
      if (taken) releasePhotoUrl(taken);
    };
  });

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

async function findPhoto({ original, thumb, whole }: PhotoWish): Promise<Found> {
  const url = whole ? await photoUrl(original, 'original') : null;
  if (url !== null) return { url, isThumbOnly: false };
  // By its own hash: that is how this device and the server both keep it.
  return { url: await photoUrl(thumb ?? original, 'original'), isThumbOnly: whole };
}
