import type { Louder } from '#domain/sound/louder.ts';
import { t } from '#app/text/locale.svelte.ts';
import { soundText } from '#app/text/sound.ts';

/** 58.3; — where there was nothing. */
export function levelWords(levelDb: number): string {
  return Number.isFinite(levelDb) ? levelDb.toFixed(1) : '—';
}

/** 58: a number that changes five times a second is read without its tenths. */
export function wholeWords(levelDb: number): string {
  return Number.isFinite(levelDb) ? String(Math.round(levelDb)) : '—';
}

/** 这里比 A 高 6 dB */
export function louderWords({ which, byDb }: Louder, here: string, there: string): string {
  if (which === 'alike') return t(soundText.alike, { here, there });
  return t(which === 'here' ? soundText.hereLouder : soundText.thereLouder, { here, there, by: byDb });
}

/** 98 Hz as 98, 1230 Hz as 1,230: to about a third of a semitone, as fine as an ear would. */
export function hertzWords(hz: number): string {
  return String(hz < 1000 ? Math.round(hz) : Math.round(hz / 10) * 10);
}
