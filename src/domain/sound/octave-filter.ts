import { OCTAVE_RATIO } from './octave-bands.ts';

/** Three sections y = x − x₂ − a1·y₁ − a2·y₂; `power` makes the power gain of all of them 1 at mid-band. */
export interface OctaveFilter {
  readonly a1: readonly [number, number, number];
  readonly a2: readonly [number, number, number];
  readonly power: number;
}

/** Noise comes through a Butterworth band-pass of order 3 as through a rectangle π/3 times as wide: made that much narrower, it is one octave. */
const NARROWED = 3 / Math.PI;

/**
 * A Butterworth band-pass of order 3 (six poles) by the bilinear transform, edges at fm·G^±½ put right beforehand.
 * Class 1 of IEC 61260-1:2014 as long as fm is below a fifth of the rate.
 */
export function designOctave(midHz: number, rateHz: number): OctaveFilter {
  const warped = (frequencyHz: number): number => Math.tan((Math.PI * frequencyHz) / rateHz);
  const [low, high] = [warped(midHz / Math.sqrt(OCTAVE_RATIO)), warped(midHz * Math.sqrt(OCTAVE_RATIO))];
  const [width, middle2] = [(high - low) * NARROWED, low * high];
  // The prototype's poles are −1 and −½ ± j√¾; each becomes the two roots of s² − p·width·s + middle².
  const real = section(-width, middle2);
  const pair = splitPair(width, middle2);
  const sections = [real, ...pair] as const;
  const cos = Math.cos((2 * Math.PI * midHz) / rateHz);
  const sin2 = 1 - cos * cos;
  const gain = sections.reduce((power, [a1, a2]) => {
    const re = 1 + a1 * cos + a2 * (2 * cos * cos - 1);
    const im2 = sin2 * (a1 + 2 * a2 * cos) ** 2;
    return (power * 4 * sin2) / (re * re + im2);
  }, 1);
  return {
    a1: [real[0], pair[0][0], pair[1][0]],
    a2: [real[1], pair[0][1], pair[1][1]],
    power: 1 / gain,
  };
}

type Section = readonly [a1: number, a2: number];

/** Of the analogue denominator s² − sum·s + product, by s = (1 − z⁻¹)/(1 + z⁻¹). */
function section(sum: number, product: number): Section {
  const whole = 1 - sum + product;
  return [(2 * (product - 1)) / whole, (1 + sum + product) / whole];
}

/** The roots of s² − p·width·s + middle² for p = −½ + j√¾, each taken together with its conjugate. */
function splitPair(width: number, middle2: number): readonly [Section, Section] {
  const [re, im] = [-width / 2, (width * Math.sqrt(3)) / 2];
  const [deltaRe, deltaIm] = [re * re - im * im - 4 * middle2, 2 * re * im];
  const size = Math.hypot(deltaRe, deltaIm);
  const rootRe = Math.sqrt((size + deltaRe) / 2);
  const rootIm = Math.sign(deltaIm) * Math.sqrt((size - deltaRe) / 2);
  const withConjugate = (sign: 1 | -1): Section => {
    const [r, i] = [(re + sign * rootRe) / 2, (im + sign * rootIm) / 2];
    return section(2 * r, r * r + i * i);
  };
  return [withConjugate(1), withConjugate(-1)];
}
