import type { IconName } from '#app/ui/icons.ts';

/** A place of the app, in the bar of the phone and in the column of the desktop. */
export interface NavItem {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
  readonly isCurrent?: boolean | undefined;
  /** A number beside the label: how many wait there. */
  readonly count?: number | undefined;
}
