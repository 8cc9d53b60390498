import { expect, it } from 'vitest';
import { badgeIsTrue } from '#domain/invariants/badge-is-true.ts';
import { authorKnows, quarantineIsShown } from '#domain/invariants/refusals-are-shown.ts';
import { delaysNoOther } from '#domain/invariants/delays-no-other.ts';
import { erasedIsGone } from '#domain/invariants/erased-is-gone.ts';
import { forksAreSeen, ownChainContinues } from '#domain/invariants/one-chain.ts';
import { keptUnchanged } from '#domain/invariants/kept-unchanged.ts';
import { noHole } from '#domain/invariants/no-hole.ts';
import { nothingVanished, outboxIsWhole } from '#domain/invariants/outbox-is-whole.ts';
import { restoreLosesNothing } from '#domain/invariants/restore-loses-nothing.ts';
import { savedSurvives } from '#domain/invariants/saved-survives.ts';
import { aLog, at, numbersOf, ownEntry } from './log-builder.ts';

const NONE = new Set<string>();

it('[INV-1] a saved entry that is nowhere must be named, and nothing else may be', () => {
  const places = { atServer: new Set(['a']), onDevices: new Set(['b']), named: new Set(['c']) };
  expect(savedSurvives(['a', 'b', 'c'], places)).toEqual([]);
  expect(numbersOf(savedSurvives(['a', 'b', 'c', 'd'], places))).toEqual(['I1']);
  expect(numbersOf(savedSurvives(['a'], { ...places, named: new Set(['a']) }))).toEqual(['I1']);
});

it('[INV-5] there are two ways for an entry without receipt, and a third is found', () => {
  const [, , sent, other] = aLog().log;
  if (!sent || !other) throw new Error('short log');
  const queued = ownEntry(sent, { receipt: null, isQueued: true });
  const aside = ownEntry(other, { receipt: null, isQuarantined: true });
  expect(outboxIsWhole([ownEntry(sent), queued, aside])).toEqual([]);
  expect(numbersOf(outboxIsWhole([{ ...queued, isQueued: false }]))).toEqual(['I5']);
  expect(nothingVanished(['a', 'b'], new Set(['a']), new Set(['b']))).toEqual([]);
  expect(numbersOf(nothingVanished(['a', 'b'], new Set(['a']), NONE))).toEqual(['I5']);
});

it('[INV-6] a chain with a gap, a fork, a wrong predecessor or another head is found', () => {
  const links = aLog()
    .log.slice(2)
    .map((logged) => ownEntry(logged));
  const [first, second] = [at(links, 0), at(links, 1)];
  const head = { device: first.header.device, seq: 2, id: second.id };
  const changed = (change: Partial<typeof second.header>) => ({ ...second, header: { ...second.header, ...change } });
  expect(ownChainContinues(head, links)).toEqual([]);
  expect(ownChainContinues(head, [second])).toEqual([]);
  expect(ownChainContinues({ ...head, seq: 0, id: null }, [])).toEqual([]);
  expect(numbersOf(ownChainContinues(head, [first]))).toEqual(['I6']);
  expect(numbersOf(ownChainContinues({ ...head, seq: 3 }, [first, changed({ seq: 3 })]))).toEqual(['I6']);
  expect(numbersOf(ownChainContinues(head, [first, changed({ prev: 'f'.repeat(64) })]))).toEqual(['I6']);
  expect(numbersOf(ownChainContinues({ ...head, seq: 1 }, [first, changed({ seq: 1 })]))).toEqual(['I6']);
});

it('[INV-6] a number taken twice must be called a fork by the server', () => {
  const { log } = aLog();
  const twin = { ...at(log, 3), receipt: { ...at(log, 3).receipt, entry: 'other', seq: 5 } };
  expect(forksAreSeen(log)).toEqual([]);
  expect(numbersOf(forksAreSeen([...log, twin]))).toEqual(['I6']);
  expect(forksAreSeen([...log, { ...twin, receipt: { ...twin.receipt, chain: 'fork' } }])).toEqual([]);
});

it('[INV-13] the author is told of every refusal and of everything set aside', () => {
  const { log } = aLog();
  const own = ownEntry(at(log, 3));
  expect(authorKnows(log, new Map([[own.id, own]]))).toEqual([]);
  expect(numbersOf(authorKnows(log, new Map([[own.id, { receipt: null }]])))).toEqual(['I13']);
  const aside = { ...own, receipt: null, isQuarantined: true };
  expect(quarantineIsShown([{ ...aside, isShown: true }])).toEqual([]);
  expect(numbersOf(quarantineIsShown([aside]))).toEqual(['I13']);
});

it('[INV-14] after a round only what is wrong itself may wait', () => {
  expect(delaysNoOther(['bad'], new Set(['bad']))).toEqual([]);
  expect(numbersOf(delaysNoOther(['bad', 'good'], new Set(['bad'])))).toEqual(['I14']);
});

it('[INV-15] words of an erased entry are found wherever they are left, and a header that proves nothing too', () => {
  const { entry, receipt } = at(aLog().log, 3);
  const erased = new Set([receipt.entry]);
  const holder = (payload: typeof entry.payload, header = entry.header) => [
    { name: 'backup', entries: [{ id: receipt.entry, header, payload }] },
  ];
  expect(erasedIsGone(erased, holder(null))).toEqual([]);
  expect(erasedIsGone(NONE, holder(entry.payload))).toEqual([]);
  expect(numbersOf(erasedIsGone(erased, holder(entry.payload)))).toEqual(['I15']);
  expect(numbersOf(erasedIsGone(erased, holder(null, { ...entry.header, seq: 9 })))).toEqual(['I15']);
});

it('[INV-16] what a device still holds and a restored server lacks is found', () => {
  expect(restoreLosesNothing(new Set(['a', 'bad']), new Set(['a']), new Set(['bad']))).toEqual([]);
  expect(numbersOf(restoreLosesNothing(new Set(['a']), NONE, NONE))).toEqual(['I16']);
});

it('[INV-17] a badge that says more or less than there is is found', () => {
  const entries = [{ receipt: null }, { receipt: at(aLog().log, 0).receipt }];
  expect(badgeIsTrue(1, entries)).toEqual([]);
  expect(numbersOf(badgeIsTrue(0, entries))).toEqual(['I17']);
  expect(numbersOf(badgeIsTrue(2, entries))).toEqual(['I17']);
});

it('[INV-19] a number that is nowhere is a hole; one that was named or is still on a device is none', () => {
  const { log } = aLog();
  const device = at(log, 3).entry.header.device;
  const holed = log.filter(({ entry }) => entry.header.device !== device || entry.header.seq !== 1);
  expect(noHole(log, [])).toEqual([]);
  expect(numbersOf(noHole(holed, []))).toEqual(['I19']);
  expect(noHole(holed, [{ device, seqs: [1] }])).toEqual([]);
});

it('[INV-20] an unknown kind that was touched on its way is found, down to one field', () => {
  const { entry } = at(aLog().log, 3);
  const header = { ...entry.header, kind: 'later-kind' };
  const written = { ...entry, header };
  expect(keptUnchanged('x', written, { ...written, header: { ...header } })).toEqual([]);
  expect(keptUnchanged('x', written, { ...written, payload: null })).toEqual([]);
  const touched = { ...written, payload: { salt: entry.payload?.salt ?? '', body: { way: 'phone' } } };
  expect(numbersOf(keptUnchanged('x', written, touched))).toEqual(['I20']);
  expect(numbersOf(keptUnchanged('x', written, { ...written, header: { ...header, kindV: 2 } }))).toEqual(['I20']);
  expect(numbersOf(keptUnchanged('x', written, { ...written, sig: 't' }))).toEqual(['I20']);
});
