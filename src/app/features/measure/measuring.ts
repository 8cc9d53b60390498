import type { MeterSession } from '#app/features/measure/meters/meter-session.svelte.ts';
import type { KeptLog, ReadingLogs } from '#app/state/noise-reading.ts';

/** What the fields need while something is really being measured; a correction has none of it. */
export interface Measuring {
  /** Null where readings are typed or imported. */
  readonly session: MeterSession | null;
  /** Whether the level asks for a background; null while that is unknown. */
  readonly isBackgroundNeeded: boolean | null;
  readonly onlog: (of: keyof ReadingLogs, log: KeptLog) => void;
}
