import { t } from '#app/text/locale.svelte.ts';
import { meText } from '#app/text/me.ts';

/** 3 条记录，2 张照片; what there is none of is not counted. */
export function wordsOfUnsent(entries: number, photos: number): string {
  const parts = [
    entries > 0 ? t(meText.unsentEntries, { count: entries }) : '',
    photos > 0 ? t(meText.unsentPhotos, { count: photos }) : '',
  ];
  return parts.filter((part) => part !== '').join(t(meText.comma));
}
