/** Tenths of dB throughout, unless a name says otherwise. */

/** LAeq of equally long pieces. Decibels are averaged as energy; their arithmetic mean is always too low. */
export function energyMeanTenths(levels: readonly number[]): number {
  if (levels.length === 0) throw new Error('the mean of no levels');
  const energy = levels.reduce((sum, level) => sum + 10 ** (level / 100), 0) / levels.length;
  return Math.round(100 * Math.log10(energy));
}

/** LN: the level exceeded during N percent of the time. With a hundred values sorted from the loudest, L10 is the tenth. */
export function exceededTenths(levels: readonly number[], percent: number): number {
  if (levels.length === 0) throw new Error('a percentile of no levels');
  const loudestFirst = [...levels].sort((a, b) => b - a);
  const at = Math.ceil((levels.length * percent) / 100) - 1;
  return Math.round(loudestFirst[Math.max(0, at)] ?? 0);
}
