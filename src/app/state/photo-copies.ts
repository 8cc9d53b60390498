import type { CopyRecipe, PhotoCopy } from '#workers/photo/contract.ts';
import type { Outcome } from './failure.ts';
import { failed, succeeded } from './failure.ts';
import { inPhotoWorker } from './photo-worker.ts';
import { originalPhoto } from './photos.ts';

export type { PhotoCopy };

/** Large enough to read a number plate in print, small enough for any message. */
const COPY_PX = 2560;

export type CopyWish = Partial<Omit<CopyRecipe, 'maxPx'>>;

/** A JPEG drawn from the original, for handing out and printing; the original is only read. Made when asked for and kept nowhere. */
export async function drawCopy(original: string, wish: CopyWish): Promise<Outcome<PhotoCopy>> {
  const photo = await originalPhoto(original);
  if (!photo) return failed('photo-away');
  // Plain data: a form's proxies cannot cross to the worker.
  const plain = JSON.parse(JSON.stringify(wish)) as CopyWish;
  const recipe = { hidden: [], hideBy: 'black', marks: [], strip: null, code: null, ...plain, maxPx: COPY_PX } as const;
  const copy = await inPhotoWorker((api) => api.copy(photo, recipe));
  return copy ? succeeded(copy) : failed('photo-undrawable');
}
