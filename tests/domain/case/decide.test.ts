import { describe, expect, it } from 'vitest';
import type { CaseRecord } from '#domain/case/case-state.ts';
import { accessKeysOf } from '#domain/people/policy.ts';
import { decide } from '#domain/case/decide.ts';
import { evolve } from '#domain/case/evolve.ts';
import { summaryOf } from '#domain/case/case-summary.ts';
import { admin, aFinding, anOrder, CaseStory, chen, li, wang, zhao, zhou } from './case-builder.ts';

const refusal = (reason: string) => ({ outcome: 'refused', reason });
const review = (reason: string) => ({ outcome: 'review', reason });
const accepted = { outcome: 'accepted' };

describe('orders', () => {
  it('[CASE-10] are written by the server alone, and a number enters a case once', () => {
    const story = new CaseStory();
    expect(story.add(zhao, 'order', anOrder).verdict).toEqual(refusal('not-allowed'));
    expect(story.order().verdict).toEqual(accepted);
    expect(story.order().verdict).toEqual(refusal('order-duplicate'));
    expect(story.order({ orderNo: 'JB-0002' }).verdict).toEqual(accepted);
  });
});

describe('dispatch', () => {
  it.each([
    [zhao, accepted],
    [zhou, accepted],
    [wang, refusal('not-allowed')],
    [li, refusal('not-allowed')],
    [admin, refusal('not-allowed')],
  ])('[CASE-11] by $role', (person, verdict) => {
    const story = new CaseStory();
    story.order();
    expect(story.add(person, 'assign', { unit: 'team-1' }).verdict).toEqual(verdict);
  });

  it('[CASE-11] is refused for a closed case', () => {
    const story = CaseStory.taken();
    story.add(wang, 'close', { result: '已整改' });
    expect(story.add(zhao, 'assign', { unit: 'team-2' }).verdict).toEqual(refusal('case-closed'));
  });

  it('[CASE-12] the first sequenced of two that did not see each other holds', () => {
    const story = new CaseStory();
    const seen = story.order().seq;
    expect(story.add(zhao, 'assign', { unit: 'team-1' }, { base: seen }).verdict).toEqual(accepted);
    expect(story.add(zhou, 'assign', { unit: 'team-2' }, { base: seen }).verdict).toEqual(refusal('changed-meanwhile'));
    expect(story.state.assignee).toEqual({ unit: 'team-1', person: null });
    expect(story.add(zhao, 'assign', { unit: 't-05' }, { base: seen }).verdict).toEqual(accepted);
  });

  it('a case without any order is unknown', () => {
    expect(new CaseStory().add(zhao, 'assign', { unit: 'team-1' }).verdict).toEqual(refusal('case-unknown'));
  });
});

describe('taking, returning, closing', () => {
  it('[CASE-13] by the unit it was dispatched to, once', () => {
    const story = new CaseStory();
    story.order();
    expect(story.add(wang, 'accept', {}).verdict).toEqual(refusal('not-assigned'));
    story.add(zhao, 'assign', { unit: 'team-1', person: 'u-other' });
    expect(story.add(chen, 'accept', {}).verdict).toEqual(refusal('not-assignee'));
    expect(story.add(wang, 'accept', {}).verdict).toEqual(accepted);
    expect(story.state).toMatchObject({ status: 'accepted', assignee: { unit: 'team-1', person: 'u-wang' } });
    expect(story.add(wang, 'accept', {}).verdict).toEqual(refusal('already-accepted'));
  });

  it('[CASE-14] a return unassigns and is counted', () => {
    const story = CaseStory.taken();
    expect(story.add(chen, 'return', { reason: '不在辖区' }).verdict).toEqual(refusal('not-assignee'));
    expect(story.add(wang, 'return', { reason: '属城管职责' }).verdict).toEqual(accepted);
    expect(story.state).toMatchObject({ status: 'new', assignee: null, returns: 1 });
  });

  it('[CASE-15] the holder closes after accepting; leaders close any open case', () => {
    const story = new CaseStory();
    story.order();
    story.add(zhao, 'assign', { unit: 'team-1' });
    expect(story.add(wang, 'close', { result: '已整改' }).verdict).toEqual(refusal('not-assigned'));
    expect(story.add(zhou, 'close', { result: '重复工单' }).verdict).toEqual(accepted);
    expect(story.state).toMatchObject({ status: 'closed', dueAtMs: null });
  });

  it('[CASE-16] nothing but an order follows a closing; observations still stand', () => {
    const story = CaseStory.taken();
    story.add(wang, 'close', { result: '已整改' });
    expect(story.add(wang, 'close', { result: '再次' }).verdict).toEqual(refusal('case-closed'));
    expect(story.add(wang, 'return', { reason: '误派' }).verdict).toEqual(refusal('case-closed'));
    expect(story.add(wang, 'finding', aFinding).verdict).toEqual(accepted);
  });
});

describe('observations and corrections', () => {
  it('[CASE-20] are never refused; from outside they are for review', () => {
    const story = CaseStory.taken();
    expect(story.add(wang, 'finding', aFinding).verdict).toEqual(accepted);
    expect(story.add(chen, 'finding', aFinding).verdict).toEqual(review('outside-scope'));
  });

  it('[CASE-21] by the author accepted, by others for review, and only of observations', () => {
    const story = CaseStory.taken();
    const finding = story.add(wang, 'finding', aFinding);
    const assign = story.state.records.find((record) => record.kind === 'assign')?.id ?? '';
    expect(story.add(wang, 'correction', { target: finding.id, reason: '笔误', body: aFinding }).verdict).toEqual(
      accepted,
    );
    expect(story.add(zhao, 'correction', { target: finding.id, reason: '笔误' }).verdict).toEqual(review('not-author'));
    expect(story.add(zhao, 'correction', { target: assign, reason: '派错' }).verdict).toEqual(
      refusal('no-such-record'),
    );
    expect(story.add(wang, 'correction', { target: 'ff', reason: '无' }).verdict).toEqual(refusal('no-such-record'));
    expect(story.state.records.find((record) => record.id === finding.id)?.body).toEqual(aFinding);
  });

  it('[CASE-6] an unknown kind is kept for review', () => {
    const { state } = CaseStory.taken();
    const intent = { case: 'c-1', device: 'd', kind: 'sample', kindV: 1, base: 0, body: {} };
    expect(decide(state, intent, wang)).toEqual(review('unknown-kind'));
  });

  it.each(['joint-action', 'assign', 'accept', 'close', 'correction', 'finding', 'order'])(
    '[CASE-6] %s in a newer shape is kept for review, and nobody reads its body',
    (kind) => {
      const { state } = CaseStory.taken();
      const newer = { kind, kindV: 9, body: { tomorrow: 1 } };
      const intent = { case: 'c-1', device: 'd', base: 99, ...newer };
      expect(decide(state, intent, wang)).toEqual(review('unknown-kind'));
      const about = { id: 'x', seq: 99, actor: wang.id, device: 'd', base: 0, claimedAt: 0, clockOffsetMs: null };
      const record = { ...about, ...newer, receivedAt: 0, blobs: [] };
      for (const verdict of [review('unknown-kind'), accepted]) {
        const after = evolve(state, { ...record, verdict } as CaseRecord);
        expect({ ...after, records: [], digest: '', lastSeq: 0 }).toEqual({
          ...state,
          records: [],
          digest: '',
          lastSeq: 0,
        });
        expect(accessKeysOf(after)).toEqual(accessKeysOf(state));
        expect(summaryOf(after)).toMatchObject({ orderCount: 1, orderNo: summaryOf(state).orderNo });
      }
    },
  );
});
