import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BodyByKind, Kind } from '#domain/case/bodies.ts';
import type { CaseRecord } from '#domain/case/case-state.ts';
import type { Person } from '#domain/people/person.ts';
import { accountsOfSameAction, acrossLimit, rivalCorrections } from '#domain/case/side-by-side.ts';
import { correctionOf, recordsOf } from '#domain/case/case-records.ts';
import { legalStates } from '#domain/invariants/legal-states.ts';
import { overlay } from '#domain/case/overlay.ts';
import { maySeeCase } from '#domain/people/policy.ts';
import { searchTextOf, summaryOf } from '#domain/case/case-summary.ts';
import { aFinding, anOrder, CaseStory, li, wang, zhao, zhou } from './case-builder.ts';

const corrected = (description: string) => ({ ...aFinding, description });
const reasonOf = ({ verdict }: CaseRecord) => (verdict.outcome === 'accepted' ? 'accepted' : verdict.reason);

describe('two corrections of one record', () => {
  it('[CASE-22] [FAULT-78] that did not see each other stand side by side, whoever’s clock says what', () => {
    const story = CaseStory.taken();
    const finding = story.add(wang, 'finding', aFinding);
    const base = finding.seq;
    const correct = (who: Person, description: string, device: string) =>
      story.add(
        who,
        'correction',
        { target: finding.id, reason: '补', body: corrected(description) },
        { base, device },
      );
    const first = correct(wang, '甲', 'phone');
    const second = correct(wang, '乙', 'tablet');
    const third = correct(zhao, '丙', 'desk');
    expect([first, second, third].map(reasonOf)).toEqual(['accepted', 'accepted', 'not-author']);
    expect(correctionOf(story.state, finding.id)?.id).toBe(second.id);
    expect(rivalCorrections(story.state, finding.id).map(({ id }) => id)).toEqual([first.id, third.id]);
    const hasty = {
      ...story.state,
      records: story.state.records.map((record) => ({ ...record, claimedAt: -record.claimedAt, clockOffsetMs: null })),
    };
    expect(correctionOf(hasty, finding.id)?.id).toBe(second.id);
    expect(rivalCorrections(hasty, finding.id)).toHaveLength(2);
  });

  it('[CASE-22] [FAULT-78] until the author, having seen them, chooses', () => {
    const story = CaseStory.taken();
    const finding = story.add(wang, 'finding', aFinding);
    const correction = (description: string) => ({ target: finding.id, reason: '补', body: corrected(description) });
    story.add(wang, 'correction', correction('甲'), { base: finding.seq, device: 'phone' });
    story.add(wang, 'correction', correction('乙'), { base: finding.seq, device: 'tablet' });
    story.add(wang, 'correction', correction('甲'), { device: 'phone' });
    expect(correctionOf(story.state, finding.id)?.body?.body).toEqual(corrected('甲'));
    expect(rivalCorrections(story.state, finding.id)).toEqual([]);
  });
});

describe('the office and the field at once', () => {
  it('[CASE-15] [FAULT-79] a closing made offline is refused with its reason when the office gave the case away; what was seen stands', () => {
    const story = CaseStory.taken();
    const base = story.state.lastSeq;
    const before = overlay(story.state, [], wang).state;
    expect(before.status).toBe('accepted');
    story.add(zhao, 'assign', { unit: 'team-2' });
    const finding = story.add(wang, 'finding', aFinding, { base });
    const close = story.add(wang, 'close', { result: '已整改' }, { base });
    expect([reasonOf(finding), reasonOf(close)]).toEqual(['outside-scope', 'not-assigned']);
    expect(story.state.records.find(({ id }) => id === finding.id)?.body).toEqual(aFinding);
    expect(story.state).toMatchObject({ status: 'assigned', assignee: { unit: 'team-2' } });
  });

  it('[CASE-12] [FAULT-80] of two leaders who did not see each other, the first sequenced holds', () => {
    for (const [first, second] of [
      [zhou, zhao],
      [zhao, zhou],
    ] as const) {
      const story = new CaseStory();
      const base = story.order().seq;
      const kept = story.add(first, 'assign', { unit: 'team-1' }, { base });
      const late = story.add(second, 'assign', { unit: 'team-2' }, { base });
      expect([reasonOf(kept), reasonOf(late)]).toEqual(['accepted', 'changed-meanwhile']);
      expect(story.state.assignee?.unit).toBe('team-1');
    }
  });

  it('[CASE-5] [CASE-32] [FAULT-81] a repeated complaint joins the work under way: both numbers lead there, the work stands', () => {
    const story = CaseStory.taken();
    const finding = story.add(wang, 'finding', aFinding);
    story.order({ orderNo: 'JB-0002', dueAtMs: anOrder.dueAtMs - 1 });
    const late = story.add(wang, 'finding', aFinding, { base: finding.seq });
    expect([reasonOf(finding), reasonOf(late)]).toEqual(['accepted', 'accepted']);
    expect(story.state).toMatchObject({
      status: 'accepted',
      assignee: { person: wang.id },
      dueAtMs: anOrder.dueAtMs - 1,
    });
    const summary = summaryOf(story.state);
    expect(summary).toMatchObject({ orderNo: 'JB-0002', earlierOrderNos: ['JB-0001'], orderCount: 2 });
    for (const number of ['JB-0001', 'JB-0002']) expect(searchTextOf(summary)).toContain(number);
    expect(story.add(wang, 'close', { result: '已整改' }).verdict.outcome).toBe('accepted');
  });

  it('[CASE-24] [FAULT-82] bureau and township write down the same visit: two records, linked, not made one', () => {
    const story = CaseStory.taken();
    const participants = [
      { unit: 'team-1', people: '王芳' },
      { unit: 't-05', people: '李强' },
    ];
    const action = { title: '联合检查', startedAt: 3_600_000, participants, done: '查风机', result: '' };
    const base = story.state.lastSeq;
    const bureau = story.add(wang, 'joint-action', action, { base });
    const township = story.add(li, 'joint-action', { ...action, startedAt: 5_400_000, result: '同意改' });
    const later = story.add(li, 'joint-action', { ...action, startedAt: 90_000_000 });
    expect([bureau, township].map(reasonOf)).toEqual(['accepted', 'accepted']);
    const records = recordsOf(story.state, 'joint-action');
    expect(records.map(({ body }) => body?.result)).toEqual(['', '同意改', '']);
    const linked = records.map((record) => accountsOfSameAction(story.state, record).map(({ id }) => id));
    expect(linked).toEqual([[township.id], [bureau.id], []]);
    expect(later.id).not.toBe(township.id);
    expect(maySeeCase(li, story.state)).toBe(true);
  });

  it('[CASE-23] [FAULT-84] the limit passes while the phone is offline: both times are told, and neither decides', () => {
    const closing = (claimedAt: number, receivedAt: number) => {
      const story = CaseStory.taken();
      const close = story.add(wang, 'close', { result: '已整改' });
      const records = story.state.records.map((record) =>
        record.id === close.id ? { ...close, claimedAt, receivedAt } : record,
      );
      return {
        verdict: close.verdict,
        across: acrossLimit({ ...story.state, records }, { ...close, claimedAt, receivedAt }),
      };
    };
    const { dueAtMs } = anOrder;
    const late = closing(dueAtMs - 1, dueAtMs + 1);
    expect(late).toEqual({
      verdict: { outcome: 'accepted' },
      across: { claimedAt: dueAtMs - 1, receivedAt: dueAtMs + 1, dueAtMs },
    });
    expect(closing(dueAtMs - 2, dueAtMs - 1).across).toBeNull();
    expect(closing(dueAtMs + 1, dueAtMs + 2)).toEqual({ verdict: late.verdict, across: null });
  });

  it('[CASE-23] counts the limit of orders open then, not of those before a closing', () => {
    const story = CaseStory.taken();
    story.add(wang, 'close', { result: '已整改' });
    story.order({ orderNo: 'JB-0002', dueAtMs: 50_000 });
    const contact = story.add(zhao, 'contact', { way: 'phone', reached: true, summary: '' });
    expect(acrossLimit(story.state, { ...contact, claimedAt: 20_000, receivedAt: 30_000 })).toBeNull();
    expect(acrossLimit(story.state, { ...contact, claimedAt: 20_000, receivedAt: 50_001 })).not.toBeNull();
  });
});

type Act = { readonly [K in Kind]: readonly [Person, K, BodyByKind[K]] }[Kind];

describe('undo, redo, approve in any order', () => {
  it('[CASE-1] [FAULT-85] [I12] every order of every part of them leads through legal states alone', () => {
    const acts: readonly Act[] = [
      [zhao, 'assign', { unit: 'team-1' }],
      [zhou, 'assign', { unit: 'team-2' }],
      [wang, 'accept', {}],
      [wang, 'return', { reason: '误派' }],
      [zhao, 'assign', { unit: 'team-1' }],
      [wang, 'accept', {}],
      [wang, 'close', { result: '已整改' }],
      [zhou, 'close', { result: '重复' }],
      [li, 'accept', {}],
      [li, 'close', { result: '无权' }],
    ];
    const shuffled = fc.shuffledSubarray([...acts.keys()], { minLength: 1 });
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        shuffled,
        fc.array(fc.nat(12), { minLength: 10, maxLength: 10 }),
        fc.nat(9),
        (order, bases, again) => {
          const story = new CaseStory();
          story.order();
          for (const [step, index] of order.entries()) {
            const [who, kind, body] = acts[index] as Act;
            if (step === again) story.order({ orderNo: 'JB-0002' });
            story.add(who, kind, body, { base: Math.min(bases[step] ?? 0, story.state.lastSeq) });
            expect(legalStates(story.state)).toEqual([]);
            seen.add(story.state.status);
          }
        },
      ),
      { numRuns: 2_000 },
    );
    expect([...seen].sort()).toEqual(['accepted', 'assigned', 'closed', 'new']);
  });
});
