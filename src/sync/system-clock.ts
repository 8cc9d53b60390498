import type { Clock } from './ports.ts';

/** The device's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: () => Math.random(),
};
