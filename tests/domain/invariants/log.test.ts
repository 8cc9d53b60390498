import { expect, it } from 'vitest';
import { caseCounts, countsAsRecomputed, summaryAsRecomputed } from '#domain/invariants/figures-recomputed.ts';
import { chen, wang, zhao } from '#tests/domain/case/case-builder.ts';
import { equalCases } from '#domain/invariants/equal-cases.ts';
import { foldsAsTold } from '#domain/invariants/folds-as-told.ts';
import { freeOfClocks } from '#domain/invariants/free-of-clocks.ts';
import { legalStates } from '#domain/invariants/legal-states.ts';
import { logIsWhole } from '#domain/invariants/log-is-whole.ts';
import { receiptsStand, sameReceiptAgain } from '#domain/invariants/receipts-stand.ts';
import { refused } from '#domain/log/verdict.ts';
import { sequencedOnce } from '#domain/invariants/sequenced-once.ts';
import { summaryOf } from '#domain/case/case-summary.ts';
import { SYSTEM_PERSON } from '#domain/people/person.ts';
import { verdictsReplay } from '#domain/invariants/verdicts-replay.ts';
import { withinScope } from '#domain/invariants/within-scope.ts';
import { aLog, at, numbersOf } from './log-builder.ts';

const NONE = new Set<string>();

it('[INV-2] a receipt without its entry behind it is found, unless its history is over', () => {
  const { log, checkpoint } = aLog();
  const receipts = log.map(({ receipt }) => receipt);
  expect(receiptsStand(receipts, log, checkpoint)).toEqual([]);
  const other = { ...at(receipts, 1), verdict: refused('case-closed') };
  expect(numbersOf(receiptsStand([other], log, checkpoint))).toEqual(['I2']);
  expect(numbersOf(receiptsStand([at(receipts, 0)], [], checkpoint))).toEqual(['I2']);
  const restored = { epoch: 'e-2', seq: 2, lineage: [{ epoch: 'e-1', seq: 2 }] };
  expect(receiptsStand(receipts, log.slice(0, 2), restored)).toEqual([]);
});

it('[INV-3] an entry sequenced twice, a sequence out of place and a second receipt are found', () => {
  const { log } = aLog();
  expect(sequencedOnce(log)).toEqual([]);
  const again = { ...at(log, 3), receipt: { ...at(log, 3).receipt, seq: 5 } };
  expect(numbersOf(sequencedOnce([...log, again]))).toEqual(['I3']);
  expect(numbersOf(sequencedOnce(log.slice(1)))).toEqual(['I3', 'I3', 'I3']);
  expect(sameReceiptAgain('a', 'a', 'x')).toEqual([]);
  expect(numbersOf(sameReceiptAgain('a', 'b', 'x'))).toEqual(['I3']);
});

it('[INV-4] a case that one holder has otherwise, or not at all, is found', () => {
  const { state } = aLog();
  const visible = new Map([[state.id, state]]);
  expect(equalCases('phone', new Map([[state.id, { ...state }]]), visible)).toEqual([]);
  expect(numbersOf(equalCases('phone', new Map(), visible))).toEqual(['I4']);
  expect(numbersOf(equalCases('phone', new Map([[state.id, { ...state, returns: 1 }]]), visible))).toEqual(['I4']);
});

it('[INV-7] a log cut, reordered or altered anywhere is found', () => {
  const { log, checkpoint } = aLog();
  const [a, b, c, d] = log;
  if (!a || !b || !c || !d) throw new Error('short log');
  expect(logIsWhole(log, checkpoint)).toEqual([]);
  const altered = { ...c, entry: { ...c.entry, payload: { salt: '0'.repeat(32), body: { way: 'visit' } } } };
  const forged = { ...c, entry: { ...c.entry, header: { ...c.entry.header, actor: 'other' } } };
  const wrong = [
    [a, b, c],
    [a, b, d],
    [b, a, c, d],
    [a, b, d, c],
    [a, b, altered, d],
    [a, b, forged, d],
  ];
  for (const bad of wrong) expect(new Set(numbersOf(logIsWhole(bad, checkpoint)))).toEqual(new Set(['I7']));
  expect(numbersOf(logIsWhole(log, { ...checkpoint, hash: '0' }))).toEqual(['I7']);
  const erased = { ...c, entry: { ...c.entry, payload: null } };
  expect(logIsWhole([a, b, erased, d], checkpoint)).toEqual([]);
});

it('[INV-8] a case out of scope is found, unless something unsent keeps it', () => {
  const { state } = aLog();
  expect(withinScope(wang, [state], NONE)).toEqual([]);
  expect(numbersOf(withinScope(chen, [state], NONE))).toEqual(['I8']);
  expect(withinScope(chen, [state], new Set([state.id]))).toEqual([]);
});

it('[INV-9] a case that folds to something else here is found', () => {
  const { state } = aLog();
  expect(foldsAsTold(state)).toEqual([]);
  expect(numbersOf(foldsAsTold({ ...state, digest: 'other' }))).toEqual(['I9']);
  expect(numbersOf(foldsAsTold({ ...state, status: 'closed' }))).toEqual(['I9']);
  const erased = { ...state, digest: 'other', records: state.records.map((record) => ({ ...record, body: null })) };
  expect(foldsAsTold(erased)).toEqual([]);
});

it('[INV-10] a verdict the rules would not give again is found; that of newer rules is a fact', () => {
  const { log } = aLog();
  const people = new Map([SYSTEM_PERSON, zhao, wang].map((person) => [person.id, person]));
  const personOf = (id: string) => people.get(id) ?? null;
  expect(verdictsReplay(log, personOf)).toEqual([]);
  const last = at(log, 3);
  const change = (more: object) => [...log.slice(0, 3), { ...last, receipt: { ...last.receipt, ...more } }];
  expect(numbersOf(verdictsReplay(change({ verdict: refused('not-allowed') }), personOf))).toEqual(['I10']);
  expect(verdictsReplay(change({ verdict: refused('not-allowed'), rules: 99 }), personOf)).toEqual([]);
  const ofTheSender = { outcome: 'review', reason: 'forked-device' };
  expect(verdictsReplay(change({ verdict: ofTheSender }), personOf)).toEqual([]);
});

it('[INV-11] clocks leave no trace in what counts, and everything else does', () => {
  const { log, state } = aLog();
  const later = log.map((logged) => ({
    ...logged,
    entry: { ...logged.entry, header: { ...logged.entry.header, claimedAt: 9, clockOffsetMs: 5 } },
    receipt: { ...logged.receipt, receivedAt: 77 },
  }));
  expect(freeOfClocks(later, [state])).toBe(freeOfClocks(log, [state]));
  expect(freeOfClocks(log.slice(1), [state])).not.toBe(freeOfClocks(log, [state]));
  expect(freeOfClocks(log, [{ ...state, status: 'closed' }])).not.toBe(freeOfClocks(log, [state]));
});

it('[INV-12] states and moves that no rule allows are found', () => {
  const { state } = aLog();
  expect(legalStates(state)).toEqual([]);
  const misfits = [
    { ...state, assignee: null },
    { ...state, status: 'new' as const, records: state.records.slice(0, 1) },
    { ...state, returns: 1 },
    { ...state, status: 'closed' as const, dueAtMs: null },
  ];
  for (const misfit of misfits) expect(numbersOf(legalStates(misfit))).toContain('I12');
  const accept = { ...at(state.records, 1), kind: 'accept', seq: 5 };
  const twice = { ...state, status: 'accepted' as const, records: [...state.records, accept, { ...accept, seq: 6 }] };
  expect(legalStates({ ...twice, assignee: { unit: 'x', person: 'y' } }).map(({ what }) => what)).toEqual([
    expect.stringContaining('in state accepted'),
  ]);
});

it('[INV-18] a figure kept step by step that is not what is counted is found', () => {
  const { state } = aLog();
  expect(summaryAsRecomputed(summaryOf(state), state)).toEqual([]);
  expect(numbersOf(summaryAsRecomputed({ ...summaryOf(state), status: 'closed' }, state))).toEqual(['I18']);
  expect(numbersOf(summaryAsRecomputed(null, state))).toEqual(['I18']);
  expect(countsAsRecomputed(caseCounts([state]), [state])).toEqual([]);
  expect(numbersOf(countsAsRecomputed(new Map(), [state]))).toEqual(['I18']);
});
