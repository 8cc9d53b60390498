/** A place somebody stood at, and how loud it was there: energy mean, dB. */
export interface Held {
  readonly levelDb: number;
}

export interface Louder {
  readonly which: 'here' | 'there' | 'alike';
  /** Whole dB, never negative. */
  readonly byDb: number;
}

/** Two phones at one place differ by less, and so does one phone in two hands. */
const TOLD_APART_FROM_DB = 2;

/** How much louder it is here than there; null when either place was silent. A difference needs no calibration. */
export function louder(here: Held, there: Held): Louder | null {
  const difference = here.levelDb - there.levelDb;
  if (!Number.isFinite(difference)) return null;
  const byDb = Math.round(Math.abs(difference));
  if (byDb < TOLD_APART_FROM_DB) return { which: 'alike', byDb };
  return { which: difference > 0 ? 'here' : 'there', byDb };
}
