import type { IconName } from '#app/ui/icons.ts';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly icon?: IconName | undefined;
}

export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad';

/** Colour never speaks alone: each tone has a sign of its own. */
export const toneIcons = {
  neutral: 'info',
  info: 'info',
  good: 'check-circle',
  warn: 'clock',
  bad: 'warning',
} as const satisfies Record<Tone, IconName>;

export interface NavItem {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
  readonly isCurrent?: boolean | undefined;
  /** A number beside the label: how many wait there. */
  readonly count?: number | undefined;
}
