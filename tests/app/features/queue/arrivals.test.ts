import { expect, it } from 'vitest';
import type { CaseSummary } from '#domain/case/case-summary.ts';
import { arrivalsSince } from '#app/features/queue/arrivals.ts';

const at = (id: string, lastSeq: number) => ({ id, lastSeq }) as CaseSummary;

it('tells nothing at the first look, then what came and what grew', () => {
  const first = arrivalsSince(null, [at('a', 1), at('b', 2)]);
  expect([first.opened, first.grown]).toEqual([[], []]);
  const second = arrivalsSince(first.seen, [at('a', 1), at('b', 5), at('c', 6)]);
  expect([second.opened, second.grown]).toEqual([['c'], ['b']]);
  const third = arrivalsSince(second.seen, [at('a', 1), at('b', 5), at('c', 6)]);
  expect([third.opened, third.grown]).toEqual([[], []]);
});
