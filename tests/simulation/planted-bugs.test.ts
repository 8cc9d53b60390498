import { expect, test } from 'vitest';
import { PLANTED_BUGS } from './planted-bugs.ts';
import { runHistory } from './run-history.ts';

const WITHIN = 3_000;

test.each(Object.entries(PLANTED_BUGS))(
  '[ENGINE-31] the checks catch a planted bug: %s',
  async (_, { doubles, caughtBy }) => {
    expect(await firstCatch(doubles, caughtBy)).toBeLessThanOrEqual(WITHIN);
  },
  240_000,
);

async function firstCatch(doubles: Parameters<typeof runHistory>[1], caughtBy: RegExp): Promise<number> {
  for (let seed = 1; seed <= WITHIN; seed++) {
    const { violations } = await runHistory(seed, doubles);
    if (violations.some((violation) => caughtBy.test(violation))) return seed;
  }
  return Infinity;
}
