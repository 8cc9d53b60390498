import { describe, expect, it } from 'vitest';
import type { CaseSummary } from '#domain/case/case-summary.ts';
import { categoriesOf, isFiltered, NO_UNIT, queueOf, START_FILTER } from '#app/features/queue/queue-filter.ts';

const now = 1_000_000;

function summary(part: Partial<CaseSummary> & { id: string }): CaseSummary {
  return {
    lastSeq: 1,
    status: 'new',
    unit: null,
    person: null,
    dueAtMs: null,
    receivedAtMs: 0,
    orderNo: '',
    orderCount: 1,
    earlierOrderNos: [],
    category: '',
    matter: '',
    address: '',
    lat: null,
    lon: null,
    ...part,
  };
}

const ids = (filter: Partial<typeof START_FILTER>, all: readonly CaseSummary[]) =>
  queueOf(all, { ...START_FILTER, ...filter }, now).items.map((item) => item.id);

describe('queueOf', () => {
  it('puts the earliest limit first, no limit after them, closed cases last', () => {
    const all = [
      summary({ id: 'none' }),
      summary({ id: 'closed', status: 'closed', dueAtMs: 1 }),
      summary({ id: 'late', dueAtMs: 900 }),
      summary({ id: 'early', dueAtMs: 800 }),
    ];
    expect(ids({ status: 'all' }, all)).toEqual(['early', 'late', 'none', 'closed']);
  });

  it('settles equal limits by id, so that rows never trade places', () => {
    const all = [summary({ id: 'b', dueAtMs: 5 }), summary({ id: 'a', dueAtMs: 5 })];
    expect(ids({}, all)).toEqual(['a', 'b']);
    expect(ids({}, [...all].reverse())).toEqual(['a', 'b']);
  });

  it('shows open cases at first, and counts every status under the other filters', () => {
    const all = [
      summary({ id: '1', unit: 'u1', status: 'assigned' }),
      summary({ id: '2', unit: 'u1', status: 'closed' }),
      summary({ id: '3', unit: 'u2', status: 'accepted' }),
      summary({ id: '4' }),
    ];
    expect(ids({}, all)).toEqual(['1', '3', '4']);
    const { counts, items } = queueOf(all, { ...START_FILTER, unit: 'u1', status: 'closed' }, now);
    expect(items.map((item) => item.id)).toEqual(['2']);
    expect(counts).toEqual({ new: 0, assigned: 1, accepted: 0, closed: 1, open: 1, all: 2 });
  });

  it('filters by nobody, category, what came after a sequence', () => {
    const all = [
      summary({ id: '1', unit: 'u' }),
      summary({ id: '2', category: '噪声' }),
      summary({ id: '3', lastSeq: 9 }),
    ];
    expect(ids({ unit: NO_UNIT }, all)).toEqual(['2', '3']);
    expect(ids({ category: '噪声' }, all)).toEqual(['2']);
    expect(ids({ afterSeq: 8 }, all)).toEqual(['3']);
    expect(ids({ afterSeq: 9 }, all)).toEqual([]);
  });

  it('takes as overdue only what is open and past its limit', () => {
    const all = [
      summary({ id: 'past', dueAtMs: now - 1 }),
      summary({ id: 'now', dueAtMs: now }),
      summary({ id: 'closed', status: 'closed', dueAtMs: now - 1 }),
    ];
    expect(ids({ isOverdueOnly: true, status: 'all' }, all)).toEqual(['past']);
    expect(queueOf(all, START_FILTER, now).overdue).toBe(1);
  });

  it('finds every word anywhere in number, matter, address and category, whatever the width and case', () => {
    const all = [
      summary({ id: '1', orderNo: 'NYC311-0001', matter: '饭店风机噪声', address: '幸福路 12 号' }),
      summary({ id: '2', matter: '夜间异味', category: 'Odour' }),
    ];
    expect(ids({ text: '风机 幸福路' }, all)).toEqual(['1']);
    expect(ids({ text: 'ｎｙｃ311' }, all)).toEqual(['1']);
    expect(ids({ text: 'ODOUR' }, all)).toEqual(['2']);
    expect(ids({ text: '风机 夜间' }, all)).toEqual([]);
    expect(ids({ text: '  ' }, all)).toEqual(['1', '2']);
  });

  it('sorts and filters 100,000 cases', () => {
    const all = Array.from({ length: 100_000 }, (_, at) =>
      summary({ id: `c${at}`, dueAtMs: (at * 7919) % 100_003, matter: at % 50 === 0 ? '噪声' : '异味' }),
    );
    expect(queueOf(all, { ...START_FILTER, text: '噪声' }, now).items).toHaveLength(2000);
  });
});

describe('isFiltered', () => {
  it('is about what hides cases beside the status', () => {
    expect(isFiltered(START_FILTER)).toBe(false);
    expect(isFiltered({ ...START_FILTER, status: 'closed' })).toBe(false);
    expect(isFiltered({ ...START_FILTER, text: '风机' })).toBe(true);
    expect(isFiltered({ ...START_FILTER, afterSeq: 0 })).toBe(true);
  });
});

describe('categoriesOf', () => {
  it('lists what occurs, the most frequent first', () => {
    const all = ['油烟', '噪声', '噪声', ''].map((category, at) => summary({ id: String(at), category }));
    expect(categoriesOf(all)).toEqual([
      { name: '噪声', count: 2 },
      { name: '油烟', count: 1 },
    ]);
  });
});
