/**
 * A pretended source for training: the same instant gives the same level, so that a page that was killed goes on where it was.
 * Tenths of dB(A); steady within about 2 dB, with a louder second now and then.
 */
export function simulatedLevel(startedAt: number, second: number, baseTenths: number): number {
  const wander = Math.round(12 * Math.sin((startedAt % 997) + second / 7) + 6 * (2 * noise(startedAt, second) - 1));
  const burst = noise(second, startedAt) > 0.97 ? 25 : 0;
  return baseTenths + wander + burst;
}

/** 0…1 by a hash of two numbers. */
function noise(a: number, b: number): number {
  let h = Math.imul((a % 0x7fffffff) ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 1, 0xc2b2ae35);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  h ^= h >>> 13;
  return (h >>> 0) / 0xffffffff;
}
