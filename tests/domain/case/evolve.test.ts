import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseRecord } from '#domain/case/case-state.ts';
import { correctionOf, openVisitOf } from '#domain/case/case-records.ts';
import { emptyCase, evolve, foldCase } from '#domain/case/evolve.ts';
import { searchTextOf, summaryOf } from '#domain/case/case-summary.ts';
import { aFinding, CaseStory, wang, zhao } from './case-builder.ts';

/** A story long enough to have every kind of turn. */
function longStory(): CaseStory {
  const story = CaseStory.taken();
  story.add(wang, 'finding', aFinding);
  story.add(wang, 'return', { reason: '误派' });
  story.add(wang, 'close', { result: '越权' });
  story.add(zhao, 'assign', { unit: 'team-2' });
  story.order({ orderNo: 'JB-0002', dueAtMs: 5_000 });
  return story;
}

describe('the fold', () => {
  it('[CASE-1] of the records is the state', () => {
    const { state } = longStory();
    expect(foldCase(state.id, state.records)).toEqual(state);
  });

  it('[CASE-2] ignores what it has folded before, in any overlap', () => {
    const { state } = longStory();
    fc.assert(
      fc.property(fc.nat(state.records.length), fc.nat(state.records.length), (have, from) => {
        const held = foldCase(state.id, state.records.slice(0, have));
        expect(state.records.slice(Math.min(have, from)).reduce(evolve, held)).toEqual(state);
      }),
    );
  });

  it('[CASE-3] keeps a refused record and moves nothing', () => {
    const story = CaseStory.taken();
    const before = story.state;
    const record = story.add(zhao, 'accept', {});
    expect(record.verdict.outcome).toBe('refused');
    expect(story.state.records.at(-1)).toEqual(record);
    expect({ ...story.state, records: [], lastSeq: 0, digest: '' }).toEqual({
      ...before,
      records: [],
      lastSeq: 0,
      digest: '',
    });
  });

  it('[CASE-4] any other verdict, order or omission gives another digest', () => {
    const { state } = longStory();
    const variants: CaseRecord[][] = state.records.flatMap((record, i) => [
      state.records.filter((other) => other !== record),
      state.records.with(i, { ...record, verdict: { outcome: 'review', reason: 'unknown-kind' } }),
      state.records.with(i, { ...record, id: 'f'.repeat(64) }),
    ]);
    for (const records of variants) expect(foldCase(state.id, records).digest).not.toBe(state.digest);
  });

  it('[CASE-5] a further order reopens a closed case, and the earliest limit counts', () => {
    const story = CaseStory.taken();
    story.add(wang, 'close', { result: '已整改' });
    story.order({ orderNo: 'JB-0002', dueAtMs: 20_000 });
    expect(story.state).toMatchObject({ status: 'new', assignee: null, dueAtMs: 20_000 });
    story.order({ orderNo: 'JB-0003', dueAtMs: 15_000 });
    expect(story.state.dueAtMs).toBe(15_000);
  });
});

describe('reading a case', () => {
  it('finds the open visit of a person and the correction that stands', () => {
    const story = CaseStory.taken();
    const visit = story.add(wang, 'visit-start', { companions: [] });
    const finding = story.add(wang, 'finding', aFinding);
    expect(openVisitOf(story.state, wang.id)?.id).toBe(visit.id);
    expect(openVisitOf(story.state, 'u-chen')).toBeNull();
    story.add(zhao, 'correction', { target: finding.id, reason: '旁人' });
    expect(correctionOf(story.state, finding.id)).toBeNull();
    const own = story.add(wang, 'correction', { target: finding.id, reason: '笔误', body: aFinding });
    expect(correctionOf(story.state, finding.id)?.id).toBe(own.id);
    story.add(wang, 'visit-end', { visit: visit.id });
    expect(openVisitOf(story.state, wang.id)).toBeNull();
  });

  it('shortens long matters by characters, never through one', () => {
    const story = new CaseStory();
    story.order({ matter: '𫖯'.repeat(100) });
    expect(summaryOf(story.state).matter).toBe(`${'𫖯'.repeat(80)}…`);
    expect(summaryOf(emptyCase('c-2'))).toMatchObject({ orderCount: 0, matter: '', dueAtMs: null });
  });
});

describe('searching', () => {
  it('[CASE-32] every order number of a case leads to it', () => {
    const story = new CaseStory();
    story.order({ orderNo: 'JB-0001' });
    story.order({ orderNo: 'JB-0002' });
    expect(summaryOf(story.state)).toMatchObject({ orderNo: 'JB-0002', earlierOrderNos: ['JB-0001'] });
    expect(searchTextOf(summaryOf(story.state))).toMatch(/JB-0002 JB-0001 .*风机/);
  });
});
