import type { LocationWatch } from '#app/state/location.svelte.ts';
import { cameraText } from '#app/text/camera.ts';
import { t } from '#app/text/locale.svelte.ts';

const qualities = { good: cameraText.placeGood, fair: cameraText.placeFair, poor: cameraText.placePoor } as const;

/** 精度 12 米 · 良好. A weak fix is said, and never holds up a photo. */
export function wordsOfFix({ best, quality, watching }: Pick<LocationWatch, 'best' | 'quality' | 'watching'>): string {
  if (best && quality) return t(qualities[quality], { metres: String(Math.round(best.accuracyM)) });
  return t(watching ? cameraText.placeWaiting : cameraText.placeNone);
}
