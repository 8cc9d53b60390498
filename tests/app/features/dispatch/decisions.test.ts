import { describe, expect, it } from 'vitest';
import type { CaseRecord, CaseState } from '#domain/case/case-state.ts';
import type { CaseView } from '#domain/case/overlay.ts';
import { ACCEPTED, forReview, refused, type Verdict } from '#domain/log/verdict.ts';
import { notesOf } from '#app/features/dispatch/decisions.ts';

function record(id: string, seq: number, part: Partial<CaseRecord> & { verdict?: Verdict } = {}): CaseRecord {
  return {
    id,
    seq,
    kind: 'assign',
    kindV: 1,
    actor: 'me',
    device: 'd-me',
    base: 1,
    claimedAt: seq * 10,
    clockOffsetMs: null,
    receivedAt: seq * 100,
    verdict: ACCEPTED,
    blobs: [],
    body: { unit: 'u1' },
    ...part,
  };
}

function view(records: readonly CaseRecord[], pending: string[] = [], doubtful: string[] = []): CaseView {
  return { state: { records } as CaseState, pending: new Set(pending), doubtful: new Set(doubtful) };
}

const brief = (notes: ReturnType<typeof notesOf>) =>
  notes.map(({ record: { id }, standing, reason }) => [id, standing, reason]);

describe('notesOf', () => {
  it('says what awaits the server’s word, and what may be refused', () => {
    const notes = notesOf(view([record('a', 1), record('b', 2), record('c', 3)], ['b', 'c'], ['c']), 'me');
    expect(brief(notes)).toEqual([
      ['b', 'pending', null],
      ['c', 'doubtful', null],
    ]);
  });

  it('[I13] keeps a refused decision in its author’s sight, and in nobody else’s', () => {
    const records = [record('a', 1, { verdict: refused('case-closed') })];
    expect(brief(notesOf(view(records), 'me'))).toEqual([['a', 'refused', 'case-closed']]);
    expect(notesOf(view(records), 'other')).toEqual([]);
  });

  it('lets a refusal go once the same decision has got through', () => {
    const records = [record('a', 1, { verdict: refused('changed-meanwhile') }), record('b', 2)];
    expect(notesOf(view(records), 'me')).toEqual([]);
  });

  it('keeps it when only somebody else, or another kind, got through', () => {
    const records = [
      record('a', 1, { verdict: refused('case-closed') }),
      record('b', 2, { actor: 'other' }),
      record('c', 3, { kind: 'close' }),
    ];
    expect(brief(notesOf(view(records), 'me'))).toEqual([['a', 'refused', 'case-closed']]);
  });

  it('[CASE-12] [FAULT-80] names who held the case when a dispatch came too late', () => {
    const records = [
      record('old', 1, { actor: 'before', device: 'd-x', base: 0 }),
      record('first', 4, { actor: 'zhou', device: 'd-zhou', base: 2, body: { unit: 'u2', person: 'p2' } }),
      record('mine', 5, { base: 2, verdict: refused('changed-meanwhile') }),
    ];
    expect(notesOf(view(records), 'me')[0]?.holder).toEqual({ by: 'zhou', at: 400, unit: 'u2', person: 'p2' });
  });

  it('tells what is for review, and nothing of observations and orders', () => {
    const records = [
      record('order', 1, { kind: 'order', verdict: refused('order-duplicate') }),
      record('photo', 2, { kind: 'photo', verdict: forReview('outside-scope') }),
      record('mine', 3, { verdict: forReview('device-revoked') }),
    ];
    expect(brief(notesOf(view(records), 'me'))).toEqual([['mine', 'review', 'device-revoked']]);
  });
});
