import { OCTAVE_RATIO } from '#domain/sound/octave-bands.ts';

/** IEC 61260-1:2014 table 1, octave bands, class 1: relative attenuation in dB at Ω = G^power and at its reciprocal. */
const CLASS_1: readonly (readonly [power: number, min: number, max: number])[] = [
  [0, -0.4, 0.4],
  [1 / 8, -0.4, 0.5],
  [1 / 4, -0.4, 0.7],
  [3 / 8, -0.4, 1.4],
  [0.5, -0.4, 5.3],
  // The edge itself belongs to both.
  [0.5, 1.2, Infinity],
  [1, 16.6, Infinity],
  [2, 40.5, Infinity],
  [3, 60, Infinity],
  [4, 70, Infinity],
];

/** Limits of the relative attenuation at any frequency, interpolated in lg Ω (5.10.4 there). */
export function maskAt(hz: number, midHz: number): readonly [min: number, max: number] {
  const power = Math.abs(Math.log(hz / midHz) / Math.log(OCTAVE_RATIO));
  const after = CLASS_1.findIndex(([at]) => at > power);
  if (after < 0) return [70, Infinity];
  const [from, min, max] = CLASS_1[after - 1] ?? [0, 0, 0];
  const [to, nextMin, nextMax] = CLASS_1[after] ?? [0, 0, 0];
  const share = (power - from) / (to - from);
  return [min + share * (nextMin - min), max === Infinity ? Infinity : max + share * (nextMax - max)];
}

/** Powers of G to test at: the rows of the table, the edge from both sides, and between the rows. */
export const MASK_POWERS: readonly number[] = [
  0,
  1 / 16,
  1 / 8,
  3 / 16,
  1 / 4,
  5 / 16,
  3 / 8,
  7 / 16,
  0.4999,
  0.5001,
  3 / 4,
  1,
  1.5,
  2,
  2.5,
  3,
  3.5,
  4,
  5,
  6,
  7,
  8,
].flatMap((power) => (power === 0 ? [0] : [-power, power]));
