import type { CopyRecipe, PhotoCopy } from './contract.ts';
import { fitted, jpegOf, sha256Of } from './drawing.ts';
import { burnOut, drawMarks } from './draw-marks.ts';
import { drawStrip, layOutStrip } from './draw-strip.ts';

const QUALITY = 0.85;

/** Draws the picture anew, upright, with the strip below it and never over it. What a canvas writes carries no metadata of the original. */
export async function drawCopy(photo: Blob, recipe: CopyRecipe): Promise<PhotoCopy | null> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(photo);
  } catch {
    return null;
  }
  const size = fitted(bitmap, recipe.maxPx);
  const strip = recipe.strip && (await layOutStrip(size, recipe.strip, recipe.code));
  const stripPx = strip?.height ?? 0;
  const canvas = new OffscreenCanvas(size.width, size.height + stripPx);
  const context = canvas.getContext('2d');
  context?.drawImage(bitmap, 0, 0, size.width, size.height);
  bitmap.close();
  if (!context) return null;
  for (const region of recipe.hidden) burnOut(context, size, region, recipe.hideBy);
  drawMarks(context, size, recipe.marks);
  if (strip) drawStrip(context, size, strip);
  const jpeg = await jpegOf(canvas, QUALITY);
  if (!jpeg) return null;
  const bytes = new Uint8Array(await jpeg.arrayBuffer());
  return { sha256: await sha256Of(bytes), bytes, widthPx: size.width, heightPx: size.height + stripPx, stripPx };
}
