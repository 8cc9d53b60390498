import { describe, expect, test } from 'vitest';
import type { CaseSummary } from '#domain/case/case-summary.ts';
import { summaryOf } from '#domain/case/case-summary.ts';
import { byDeadline, countCases, matchesFilter } from '#app/state/case-order.ts';
import { wang } from '#tests/domain/case/case-builder.ts';
import { orderedCase } from '#tests/storage/page-builder.ts';

const summary = (id: string, more: Partial<CaseSummary> = {}): CaseSummary => ({
  ...summaryOf(orderedCase(id).state),
  ...more,
});

describe('the list of cases', () => {
  test('[DEVICE-53] the nearest limit comes first, cases without one last, the newer order first among equals', () => {
    const list = [
      summary('a', { dueAtMs: null }),
      summary('b', { dueAtMs: 5, receivedAtMs: 1 }),
      summary('c', { dueAtMs: 5, receivedAtMs: 2 }),
      summary('d', { dueAtMs: 4 }),
    ];
    expect(list.sort(byDeadline).map(({ id }) => id)).toEqual(['d', 'c', 'b', 'a']);
  });

  test('[DEVICE-53] filters by person, unit and status', () => {
    const mine = summary('a', { unit: wang.unit, person: wang.id, status: 'accepted' });
    const ours = summary('b', { unit: wang.unit, person: 'u-other', status: 'assigned' });
    const free = summary('c', { unit: null, person: null });
    const kept = (filter: Parameters<typeof matchesFilter>[1]) =>
      [mine, ours, free].filter((one) => matchesFilter(one, filter, wang)).map(({ id }) => id);
    expect(kept({})).toEqual(['a', 'b', 'c']);
    expect(kept({ scope: 'mine' })).toEqual(['a']);
    expect(kept({ scope: 'unit' })).toEqual(['a', 'b']);
    expect(kept({ unit: null })).toEqual(['c']);
    expect(kept({ scope: 'unit', statuses: ['assigned'] })).toEqual(['b']);
    expect(countCases([mine, ours, free, summary('d', { status: 'closed' })], wang, 10_000)).toMatchObject({
      total: 4,
      open: 3,
      mine: 1,
      unit: 2,
      overdue: 3,
      byStatus: { new: 1, assigned: 1, accepted: 1, closed: 1 },
    });
  });
});
