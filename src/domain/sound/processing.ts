/** What phones do to sound for a call unless they are asked not to. Each makes levels worthless: with all of them on, 0.0707 came out as 0.0075. */
const PROCESSING = ['echoCancellation', 'noiseSuppression', 'autoGainControl'] as const;
export type Processing = (typeof PROCESSING)[number];

/** Of what a track says of itself, whatever is not said to be off. */
export function stillProcessed(settings: Readonly<Partial<Record<Processing, unknown>>>): readonly Processing[] {
  return PROCESSING.filter((name) => settings[name] !== false);
}
