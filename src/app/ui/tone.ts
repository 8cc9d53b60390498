import type { IconName } from '#app/ui/icons.ts';

export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad';

/** Colour never speaks alone: each tone has a sign of its own. */
export const toneIcons = {
  neutral: 'info',
  info: 'info',
  good: 'check-circle',
  warn: 'clock',
  bad: 'warning',
} as const satisfies Record<Tone, IconName>;
