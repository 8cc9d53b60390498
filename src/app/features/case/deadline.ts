import type { Tone } from '#app/ui/tone.ts';
import { formatRemaining } from '#app/text/format.ts';
import { t } from '#app/text/locale.svelte.ts';
import { caseText } from '#app/text/case.ts';

const HOUR_MS = 3_600_000;
/** A quarter of a working day: whoever has not left for the place by then is late. */
const URGENT_MS = 4 * HOUR_MS;
const SOON_MS = 24 * HOUR_MS;

export function toneOfDeadline(dueAtMs: number | null, nowMs: number): Tone {
  if (dueAtMs === null) return 'neutral';
  const left = dueAtMs - nowMs;
  if (left < 0) return 'bad';
  if (left < URGENT_MS) return 'warn';
  return left < SOON_MS ? 'info' : 'neutral';
}

/** 还有 3 小时 / 超时 2 小时 / 没有时限 */
export function wordsOfDeadline(dueAtMs: number | null, nowMs: number): string {
  return dueAtMs === null ? t(caseText.noLimit) : formatRemaining(dueAtMs, nowMs);
}
