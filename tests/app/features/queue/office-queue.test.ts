import { describe, expect, it } from 'vitest';
import type { CaseSummary } from '#domain/case/case-summary.ts';
import { OfficeQueue } from '#app/features/queue/office-queue.svelte.ts';

const at = (id: string, part: Partial<CaseSummary> = {}) =>
  ({
    id,
    lastSeq: 1,
    status: 'new',
    unit: null,
    dueAtMs: null,
    orderNo: '',
    matter: id,
    address: '',
    category: '',
    ...part,
  }) as CaseSummary;

function officeOf(...summaries: CaseSummary[]): OfficeQueue {
  return new OfficeQueue({ summaries: () => summaries, nowMs: () => 1_000_000 });
}

describe('OfficeQueue', () => {
  it('never keeps a tick on a row that a filter has hidden', () => {
    const office = officeOf(at('a', { unit: 'u' }), at('b'), at('c', { unit: 'u' }));
    office.tick('a', false);
    office.tick('c', true);
    expect([...office.selection.chosen]).toEqual(['a', 'b', 'c']);
    office.narrow({ unit: 'u' });
    expect([...office.selection.chosen].sort()).toEqual(['a', 'c']);
  });

  it('moves the cursor along what is shown', () => {
    const office = officeOf(at('a'), at('b', { status: 'closed' }), at('c'));
    expect([office.move(1), office.move(1), office.move(1), office.move(-1)]).toEqual(['a', 'c', 'c', 'a']);
  });

  it('marks what has grown until somebody looks, but not what one has just done oneself', () => {
    const office = officeOf(at('a'), at('b'));
    expect(office.look([at('a'), at('b')]).grown).toEqual([]);
    office.acted(['b']);
    expect(office.look([at('a', { lastSeq: 5 }), at('b', { lastSeq: 6 })]).grown).toEqual(['a']);
    expect([...office.fresh]).toEqual(['a']);
    office.sawCase('a');
    expect([...office.fresh]).toEqual([]);
  });

  it('goes back to the start of a status when the filters are cleared', () => {
    const office = officeOf(at('a'));
    office.narrow({ status: 'closed', text: 'x', unit: 'u', afterSeq: 3 });
    expect(office.isFiltered).toBe(true);
    office.clearFilter();
    expect(office.filter).toMatchObject({ status: 'closed', text: '', unit: null, afterSeq: null });
  });
});
