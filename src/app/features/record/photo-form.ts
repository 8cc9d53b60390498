import type { PhotoBody, PhotoTag } from '#domain/photo/photo.ts';

/** What a person may put right of a photo: what it shows and proves, never what it is. */
export interface PhotoValues {
  caption: string;
  tag: PhotoTag | '';
}

export function emptyPhoto(): PhotoValues {
  return { caption: '', tag: '' };
}

export function photoValuesOf({ caption, tag }: PhotoBody): PhotoValues {
  return { caption: caption ?? '', tag: tag ?? '' };
}

/** Undefined takes an earlier word away: a correction is laid over the body it corrects. */
export function photoWords({ caption, tag }: PhotoValues): Pick<PhotoBody, 'caption' | 'tag'> {
  return { caption: caption.trim() || undefined, tag: tag === '' ? undefined : tag };
}
