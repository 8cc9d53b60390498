import { expect, test } from 'vitest';
import { huntAll } from './mutants/hunt-all.ts';

const WITHIN = 1_500;

test('[ENGINE-31] every planted bug is given away, by the invariant it breaks', async () => {
  const catches = await huntAll(WITHIN);
  expect(catches.length).toBeGreaterThanOrEqual(30);
  expect(catches.filter(({ seed }) => seed === null).map(({ name }) => name)).toEqual([]);
}, 240_000);
