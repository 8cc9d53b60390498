import type { Page } from 'playwright';
import { expect } from 'vitest';

/** Counts what a finger or a mouse does between two points, typing apart. */
export interface TapCounter {
  /** Taps since the last call. */
  taken(): Promise<number>;
  /** Fails when what has been done since the last call took more taps than it may. */
  within(budget: number, what: string): Promise<void>;
}

interface CountingWindow extends Window {
  tapsTaken?: number;
}

/** Listens in the page itself: what Playwright would call one click may be none, or two. Hash navigation keeps the count, a reload does not. */
export async function countTaps(page: Page): Promise<TapCounter> {
  await page.evaluate(() => {
    const counting = window as CountingWindow;
    if (counting.tapsTaken === undefined) {
      window.addEventListener(
        'pointerdown',
        (event) => {
          if (event.isTrusted) counting.tapsTaken = (counting.tapsTaken ?? 0) + 1;
        },
        { capture: true },
      );
    }
    counting.tapsTaken = 0;
  });
  const taken = (): Promise<number> =>
    page.evaluate(() => {
      const counting = window as CountingWindow;
      const count = counting.tapsTaken ?? NaN;
      counting.tapsTaken = 0;
      return count;
    });
  return {
    taken,
    within: async (budget, what) => {
      const count = await taken();
      expect(count, `${what}: taps`).toBeGreaterThan(0);
      expect(count, `${what}: taps`).toBeLessThanOrEqual(budget);
    },
  };
}
