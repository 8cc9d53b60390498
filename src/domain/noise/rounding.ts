/**
 * GB/T 8170-2008: to whole decibels, a half to the even one. On integers, for 52.5 − 50.0 in floating point is sometimes 2.4999.
 * @param tenths whole tenths of dB
 */
export function roundToWhole(tenths: number): number {
  const below = Math.floor(tenths / 10);
  const rest = tenths - below * 10;
  if (rest !== 5) return rest < 5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
}
