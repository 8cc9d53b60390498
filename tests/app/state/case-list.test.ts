import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseSummary } from '#domain/case/case-summary.ts';
import { summaryOf } from '#domain/case/case-summary.ts';
import { byDeadline, countCases, matchesFilter } from '#app/state/case-order.ts';
import { NearestCases } from '#app/state/nearest-cases.ts';
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

  test('[DEVICE-54] nearest gives what measuring every case would give', () => {
    const place = fc.record({
      lat: fc.double({ min: 39.5, max: 40.2, noNaN: true }),
      lon: fc.double({ min: 116, max: 116.8, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(place, { maxLength: 30 }), place, fc.integer({ min: 1, max: 6 }), (places, here, count) => {
        const all = places.map(({ lat, lon }, i) => ({ ...summary('x'), id: String(i), lat, lon }));
        const found = new NearestCases([...all, summary('unplaced', { lat: null, lon: null })]).find(here, count);
        const scale = Math.cos(((all[0]?.lat ?? 0) * Math.PI) / 180) * 111_320;
        const measured = all
          .map(({ lat, lon }) => Math.hypot((lon - here.lon) * scale, (lat - here.lat) * 111_320))
          .sort((a, b) => a - b);
        expect(found).toHaveLength(Math.min(count, all.length));
        found.forEach(({ distanceM }, i) => expect(distanceM).toBeCloseTo(measured[i] ?? -1, 3));
      }),
      { numRuns: 60 },
    );
  });
});
