import type { IconName } from '#app/ui/icons.ts';

/** One of the answers offered by Select, ChoiceChips and MultiChoiceChips. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly icon?: IconName | undefined;
}
