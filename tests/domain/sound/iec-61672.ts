/** Numbers of IEC 61672-1:2013 as in its tables; limits for class 1, upper then lower. */

type Limits = readonly [upper: number, lower: number];

/** Table 3: nominal frequency, design goals of A and C (Z is 0), limits. The exact frequency is 1000·10^(n/10), n = −20 … 13. */
export const WEIGHTINGS: readonly (readonly [nominalHz: number, a: number, c: number, limits: Limits])[] = [
  [10, -70.4, -14.3, [3.0, -Infinity]],
  [12.5, -63.4, -11.2, [2.5, -Infinity]],
  [16, -56.7, -8.5, [2.0, -4.0]],
  [20, -50.5, -6.2, [2.0, -2.0]],
  [25, -44.7, -4.4, [2.0, -1.5]],
  [31.5, -39.4, -3.0, [1.5, -1.5]],
  [40, -34.6, -2.0, [1.0, -1.0]],
  [50, -30.2, -1.3, [1.0, -1.0]],
  [63, -26.2, -0.8, [1.0, -1.0]],
  [80, -22.5, -0.5, [1.0, -1.0]],
  [100, -19.1, -0.3, [1.0, -1.0]],
  [125, -16.1, -0.2, [1.0, -1.0]],
  [160, -13.4, -0.1, [1.0, -1.0]],
  [200, -10.9, 0, [1.0, -1.0]],
  [250, -8.6, 0, [1.0, -1.0]],
  [315, -6.6, 0, [1.0, -1.0]],
  [400, -4.8, 0, [1.0, -1.0]],
  [500, -3.2, 0, [1.0, -1.0]],
  [630, -1.9, 0, [1.0, -1.0]],
  [800, -0.8, 0, [1.0, -1.0]],
  [1000, 0, 0, [0.7, -0.7]],
  [1250, 0.6, 0, [1.0, -1.0]],
  [1600, 1.0, -0.1, [1.0, -1.0]],
  [2000, 1.2, -0.2, [1.0, -1.0]],
  [2500, 1.3, -0.3, [1.0, -1.0]],
  [3150, 1.2, -0.5, [1.0, -1.0]],
  [4000, 1.0, -0.8, [1.0, -1.0]],
  [5000, 0.5, -1.3, [1.5, -1.5]],
  [6300, -0.1, -2.0, [1.5, -2.0]],
  [8000, -1.1, -3.0, [1.5, -2.5]],
  [10_000, -2.5, -4.4, [2.0, -3.0]],
  [12_500, -4.3, -6.2, [2.0, -5.0]],
  [16_000, -6.6, -8.5, [2.5, -16.0]],
  [20_000, -9.3, -11.2, [3.0, -Infinity]],
];

export function exactHz(row: number): number {
  return 1000 * 10 ** ((row - 20) / 10);
}

/** Table 4: bursts of 4 kHz; LAFmax and LAE less the steady LA, with one limit for both; LASmax with its own. */
export const TONEBURSTS: readonly {
  readonly ms: number;
  readonly fast: number;
  readonly exposure: number;
  readonly limits: Limits;
  readonly slow?: number;
  readonly slowLimits?: Limits;
}[] = [
  { ms: 1000, fast: 0.0, exposure: 0.0, limits: [0.5, -0.5], slow: -2.0, slowLimits: [0.5, -0.5] },
  { ms: 500, fast: -0.1, exposure: -3.0, limits: [0.5, -0.5], slow: -4.1, slowLimits: [0.5, -0.5] },
  { ms: 200, fast: -1.0, exposure: -7.0, limits: [0.5, -0.5], slow: -7.4, slowLimits: [0.5, -0.5] },
  { ms: 100, fast: -2.6, exposure: -10.0, limits: [1.0, -1.0], slow: -10.2, slowLimits: [1.0, -1.0] },
  { ms: 50, fast: -4.8, exposure: -13.0, limits: [1.0, -1.0], slow: -13.1, slowLimits: [1.0, -1.0] },
  { ms: 20, fast: -8.3, exposure: -17.0, limits: [1.0, -1.0], slow: -17.0, slowLimits: [1.0, -1.5] },
  { ms: 10, fast: -11.1, exposure: -20.0, limits: [1.0, -1.0], slow: -20.0, slowLimits: [1.0, -2.0] },
  { ms: 5, fast: -14.1, exposure: -23.0, limits: [1.0, -1.0], slow: -23.0, slowLimits: [1.0, -2.5] },
  { ms: 2, fast: -18.0, exposure: -27.0, limits: [1.0, -1.5], slow: -27.0, slowLimits: [1.0, -3.0] },
  { ms: 1, fast: -21.0, exposure: -30.0, limits: [1.0, -2.0] },
  { ms: 0.5, fast: -24.0, exposure: -33.0, limits: [1.0, -2.5] },
  { ms: 0.25, fast: -27.0, exposure: -36.0, limits: [1.0, -3.0] },
];

/** 5.8: decay once a steady 4 kHz sound has stopped, dB/s. */
export const DECAY = { fast: [34.7, 3.8, -3.7], slow: [4.3, 0.8, -0.7] } as const;

/** Table 5: LCpeak less the steady LC. */
export const PEAKS: readonly {
  readonly cycle: string;
  readonly hz: number;
  readonly cycles: number;
  readonly sign: 1 | -1;
  readonly goal: number;
  readonly limit: number;
}[] = [
  { cycle: 'one', hz: 31.5, cycles: 1, sign: 1, goal: 2.5, limit: 2.0 },
  { cycle: 'one', hz: 500, cycles: 1, sign: 1, goal: 3.5, limit: 1.0 },
  { cycle: 'one', hz: 8000, cycles: 1, sign: 1, goal: 3.4, limit: 2.0 },
  { cycle: 'positive half', hz: 500, cycles: 0.5, sign: 1, goal: 2.4, limit: 1.0 },
  { cycle: 'negative half', hz: 500, cycles: 0.5, sign: -1, goal: 2.4, limit: 1.0 },
];
