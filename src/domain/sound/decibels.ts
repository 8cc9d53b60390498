/**
 * Level of a mean square, dB re full scale: 0 dB is a mean square of 1, a sine of full amplitude has −3.01 dB. Nothing at all is −∞.
 * What stands between these and dB re 20 µPa is the offset of the device (`calibration.ts`).
 */
export function levelOf(meanSquare: number): number {
  return 10 * Math.log10(meanSquare);
}

/** 20 lg, for amplitudes. */
export function levelOfPeak(amplitude: number): number {
  return 20 * Math.log10(amplitude);
}

/** The energy mean of levels of equal duration, dB; −∞ of none. Never the arithmetic one: 10 lg of the mean of 10^(L/10). */
export function energyMean(levelsDb: readonly number[]): number {
  const sum = levelsDb.reduce((total, level) => total + 10 ** (level / 10), 0);
  return sum === 0 ? -Infinity : levelOf(sum / levelsDb.length);
}
