import type { Tone } from '#app/ui/tone.ts';

const SOON_MS = 24 * 3_600_000;

/** Red is for what is late, amber for the last day; a full week ahead shouts nothing. */
export function toneOfDeadline(dueAtMs: number, nowMs: number): Tone {
  if (dueAtMs < nowMs) return 'bad';
  return dueAtMs - nowMs < SOON_MS ? 'warn' : 'neutral';
}
