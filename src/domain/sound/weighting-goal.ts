/** Frequency weightings of a sound level meter (IEC 61672-1:2013, 5.5). */
export type Weighting = 'A' | 'C' | 'Z';

/**
 * Pole frequencies of the A and C weightings, Hz (IEC 61672-1:2013, annex E), from their defining constants: fr = 1000, fL = 10^1.5,
 * fH = 10^3.9, fA = 10^2.45.
 */
export const POLES_HZ = polesHz();

function polesHz(): { readonly f1: number; readonly f2: number; readonly f3: number; readonly f4: number } {
  const [fr2, fl2, fh2, fa] = [1e6, 10 ** 3, 10 ** 7.8, 10 ** 2.45];
  const d = Math.SQRT1_2;
  const b = (fr2 + (fl2 * fh2) / fr2 - d * (fl2 + fh2)) / (1 - d);
  const root = Math.sqrt(b * b - 4 * fl2 * fh2);
  return {
    f1: Math.sqrt((-b - root) / 2),
    f2: ((3 - Math.sqrt(5)) / 2) * fa,
    f3: ((3 + Math.sqrt(5)) / 2) * fa,
    f4: Math.sqrt((-b + root) / 2),
  };
}

function powerOf(weighting: Weighting, frequencyHz: number): number {
  if (weighting === 'Z') return 1;
  const { f1, f2, f3, f4 } = POLES_HZ;
  const f = frequencyHz ** 2;
  const c = (f / (f + f1 ** 2)) ** 2 * (f4 ** 2 / (f + f4 ** 2)) ** 2;
  return weighting === 'C' ? c : (c * f * f) / ((f + f2 ** 2) * (f + f3 ** 2));
}

/** The design goal as a power ratio, 1 at 1 kHz. */
export function weightingGoal(weighting: Weighting, frequencyHz: number): number {
  return powerOf(weighting, frequencyHz) / powerOf(weighting, 1000);
}
