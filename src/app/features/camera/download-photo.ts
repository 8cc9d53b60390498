import { cameraText } from '#app/text/camera.ts';
import { formatStamp } from '#app/text/format.ts';
import { t } from '#app/text/locale.svelte.ts';

const GIVE_BACK_AFTER_MS = 60_000;

/** Out of the page and into the phone's downloads, byte for byte. */
export function downloadPhoto(photo: Blob | null, number: number): void {
  if (!photo) return;
  const url = URL.createObjectURL(photo);
  const link = document.createElement('a');
  const ending = /^image\/(png|webp|heic)$/.exec(photo.type)?.[1] ?? 'jpg';
  link.href = url;
  link.download = `${t(cameraText.fileName, { stamp: formatStamp(Date.now()).replace(/[: ]/g, '-'), number })}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), GIVE_BACK_AFTER_MS);
}
