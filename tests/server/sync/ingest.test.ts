import { beforeEach, describe, expect, it } from 'vitest';
import type { SignedEntry } from '#domain/log/entry.ts';
import type { TestDevice } from '#tests/server/log-scene.ts';
import { LogScene, orderBody, PEOPLE } from '#tests/server/log-scene.ts';
import { commitmentOf, entryIdOf, hashOfStatement } from '#domain/log/seal.ts';
import { MemoryLogStore } from '#tests/server/memory-log-store.ts';
import { RULES_VERSION } from '#domain/log/verdict.ts';
import { signedPart } from '#domain/log/receipt.ts';
import { verifyP256 } from '#server/keys/p256.ts';

describe('ingest', () => {
  let store: MemoryLogStore;
  let scene: LogScene;
  let system: TestDevice;
  let supervisor: TestDevice;
  let north: TestDevice;

  beforeEach(async () => {
    store = new MemoryLogStore({ epoch: 'e-1' });
    scene = new LogScene(store);
    [system, supervisor, north] = [
      await scene.enrol(PEOPLE.system),
      await scene.enrol(PEOPLE.supervisor),
      await scene.enrol(PEOPLE.north),
    ];
    await scene.send(system, { case: 'c-1', kind: 'order', body: orderBody() });
    await scene.send(supervisor, { case: 'c-1', kind: 'assign', body: { unit: 'town-north' }, base: 1 });
  });

  const contact = (summary = '已联系') => ({
    case: 'c-1',
    kind: 'contact' as const,
    body: { way: 'phone', reached: true, summary },
    base: 2,
  });

  it('[SYNC-1] signs a receipt for each entry, with sequence, verdict and epoch', async () => {
    const receipt = await scene.send(north, contact());
    expect(receipt).toMatchObject({
      case: 'c-1',
      seq: 3,
      verdict: { outcome: 'accepted' },
      chain: 'ok',
      epoch: 'e-1',
      rules: RULES_VERSION,
    });
    expect(await verifyP256(scene.serverKey.publicKey, hashOfStatement(signedPart(receipt)), receipt.sig)).toBe(true);
  });

  it('[SYNC-2] answers a known entry with the very same receipt and sequences it once', async () => {
    const { entry } = await scene.write(north, contact());
    const first = await scene.sync(north, { entries: [entry] });
    const again = await scene.sync(north, { entries: [entry, entry] });
    expect(again.head.receipts).toEqual(first.head.receipts);
    expect(again.added).toBe(0);
    expect(store.entries).toHaveLength(3);
  });

  it('[SYNC-3] gives the same receipt when the answer was lost after the commit', async () => {
    const { id, entry } = await scene.write(north, contact());
    store.crash.afterCommit = () => {
      throw new Error('killed');
    };
    await expect(scene.sync(north, { entries: [entry] })).rejects.toThrow('killed');
    store.crash.afterCommit = undefined;
    const { head } = await scene.sync(north, { entries: [entry] });
    expect(head.receipts).toEqual([store.entries[2]?.receipt]);
    expect(head.receipts[0]?.entry).toBe(id);
  });

  it('[SYNC-4] takes all entries of a batch or none', async () => {
    const entries = [(await scene.write(north, contact('一'))).entry, (await scene.write(north, contact('二'))).entry];
    store.crash.beforeCommit = () => {
      throw new Error('killed');
    };
    await expect(scene.sync(north, { entries })).rejects.toThrow('killed');
    store.crash.beforeCommit = undefined;
    expect(store.entries).toHaveLength(2);
    expect((await scene.sync(north, { entries })).head.receipts.map(({ seq }) => seq)).toEqual([3, 4]);
  });

  it('[SYNC-10] a bad entry is quarantined alone and delays no other', async () => {
    const [a, b] = [await scene.write(north, contact('一')), await scene.write(north, contact('二'))];
    const { head } = await scene.sync(north, { entries: [a.entry, { nonsense: true }, 7, null, b.entry] });
    expect(head.receipts.map(({ entry }) => entry)).toEqual([a.id, b.id]);
    expect(head.quarantined.map(({ index, code }) => [index, code])).toEqual([
      [1, 'malformed'],
      [2, 'malformed'],
      [3, 'malformed'],
    ]);
    expect(store.quarantined).toHaveLength(3);
  });

  it('[SYNC-10] [FAULT-74] one bad entry among 50: the others get their receipts, the bad one its reason', async () => {
    const written: { readonly id: string; readonly entry: SignedEntry }[] = [];
    for (let n = 0; n < 50; n++) written.push(await scene.write(north, contact(String(n))));
    const entries = written.map(({ entry }, n) => (n === 17 ? { ...entry, sig: written[0]?.entry.sig } : entry));
    const { head } = await scene.sync(north, { entries });
    expect(head.receipts.map(({ entry }) => entry)).toEqual(written.filter((_, n) => n !== 17).map(({ id }) => id));
    expect(head.receipts.filter(({ chain }) => chain === 'gap')).toHaveLength(1);
    expect(head.quarantined.map(({ index, code }) => [index, code])).toEqual([[17, 'bad-signature']]);
  });

  type Change = (entry: SignedEntry) => SignedEntry;
  const header =
    (change: Partial<SignedEntry['header']>): Change =>
    (entry) => ({ ...entry, header: { ...entry.header, ...change } });
  const body =
    (change: object): Change =>
    (entry) => {
      const payload = { salt: entry.payload?.salt ?? '', body: { ...entry.payload?.body, ...change } };
      return { ...entry, header: { ...entry.header, commit: commitmentOf(payload) }, payload };
    };
  const bodyBehindTheCommitment: Change = (entry) => ({
    ...entry,
    payload: { salt: entry.payload?.salt ?? '', body: { summary: '改了' } },
  });

  const BAD: readonly (readonly [string, string, Change, boolean])[] = [
    ['[SYNC-11]', 'unsupported-version', header({ v: 2 }), true],
    ['[SYNC-11]', 'unsupported-version', header({ alg: 'EdDSA' }), true],
    [
      '[SYNC-12]',
      'malformed',
      (entry) => ({ ...entry, header: { ...entry.header, status: 'closed' } as SignedEntry['header'] }),
      true,
    ],
    ['[SYNC-12]', 'malformed', header({ seq: 0 }), true],
    ['[SYNC-12]', 'malformed', (entry) => ({ ...entry, sig: 'short' }), false],
    ['[SYNC-13]', 'bad-commitment', bodyBehindTheCommitment, true],
    ['[SYNC-13]', 'bad-commitment', (entry) => ({ ...entry, payload: null }), true],
    ['[SYNC-14]', 'wrong-device', header({ device: '0'.repeat(32) }), true],
    ['[SYNC-15]', 'wrong-actor', header({ actor: 'p-leader' }), true],
    ['[SYNC-16]', 'bad-signature', header({ base: 1 }), false],
    ['[SYNC-17]', 'invalid-body', body({ way: 'pigeon' }), true],
    ['[SYNC-18]', 'too-big', body({ extra: 'x'.repeat(300_000) }), true],
  ];

  it.each(BAD)(
    '[SYNC-11, SYNC-12, SYNC-13, SYNC-14, SYNC-15, SYNC-16, SYNC-17, SYNC-18] %s: quarantined as %s',
    async (_rule, code, change, signedAfterwards) => {
      const changed = change((await scene.write(north, contact())).entry);
      const entry = signedAfterwards ? { ...changed, sig: await north.key.sign(entryIdOf(changed.header)) } : changed;
      const { head } = await scene.sync(north, { entries: [entry] });
      expect(head.receipts).toEqual([]);
      expect(head.quarantined.map((item) => item.code)).toEqual([code]);
      expect(store.entries).toHaveLength(2);
    },
  );

  it('[SYNC-12] text that RFC 8785 refuses is malformed, not a server error', async () => {
    const { entry } = await scene.write(north, contact());
    const lone = { ...entry, payload: { salt: entry.payload?.salt ?? '', body: { summary: '\ud800' } } };
    let deep: object = {};
    for (let i = 0; i < 100; i++) deep = { deep };
    const nested = { ...entry, payload: { salt: entry.payload?.salt ?? '', body: deep } };
    const { head } = await scene.sync(north, { entries: [lone, nested] });
    expect(head.quarantined.map(({ code }) => code)).toEqual(['malformed', 'malformed']);
  });

  it('[SYNC-19] fields and kinds of a newer app are kept unchanged', async () => {
    const { entry } = await scene.write(north, {
      ...contact(),
      body: { way: 'phone', reached: true, summary: '', tomorrow: { x: [1] } },
    });
    await scene.sync(north, { entries: [entry] });
    expect(store.entries[2]?.entry).toEqual(entry);
    const unknown = { ...entry.header, kind: 'drone-flight', seq: 2, prev: entryIdOf(entry.header) };
    const { head } = await scene.sync(north, {
      entries: [{ ...entry, header: unknown, sig: await north.key.sign(entryIdOf(unknown)) }],
    });
    expect(head.receipts[0]?.verdict).toEqual({ outcome: 'review', reason: 'unknown-kind' });
    expect(store.entries[3]?.entry.header.kind).toBe('drone-flight');
  });

  it('[SYNC-19] [ENGINE-32] a known kind in a newer shape stops neither its case nor the server', async () => {
    const { entry } = await scene.write(north, contact());
    const body = { tomorrow: [1] };
    const payload = { salt: '0'.repeat(32), body };
    const header = { ...entry.header, kind: 'joint-action', kindV: 9, commit: commitmentOf(payload) };
    const newer = { header, payload, sig: await north.key.sign(entryIdOf(header)) };
    const { head } = await scene.sync(north, { entries: [newer] });
    expect(head.receipts[0]?.verdict).toEqual({ outcome: 'review', reason: 'unknown-kind' });
    const next = { ...entry.header, seq: 2, prev: entryIdOf(header) };
    const after = await scene.sync(north, {
      entries: [{ ...entry, header: next, sig: await north.key.sign(entryIdOf(next)) }],
    });
    expect(after.head.receipts[0]?.verdict).toEqual({ outcome: 'accepted' });
    expect(store.entries.at(-2)?.entry.payload?.body).toEqual(body);
  });

  it('[SYNC-20] an entry whose predecessor is missing is a gap and is taken all the same', async () => {
    const [first, second] = [await scene.write(north, contact('一')), await scene.write(north, contact('二'))];
    const late = await scene.sync(north, { entries: [second.entry] });
    expect(late.head.receipts[0]).toMatchObject({ chain: 'gap', verdict: { outcome: 'accepted' } });
    const filled = await scene.sync(north, { entries: [first.entry] });
    expect(filled.head.receipts[0]).toMatchObject({ chain: 'ok', verdict: { outcome: 'accepted' } });
  });

  it('[SYNC-21] a forked device is seen, and both branches are kept', async () => {
    const one = await scene.write(north, contact('一'));
    const twin = await scene.write(north, contact('二'));
    const forked = { ...twin.entry.header, seq: 1, prev: null };
    const forkedEntry = { ...twin.entry, header: forked, sig: await north.key.sign(entryIdOf(forked)) };
    const next = { ...forked, seq: 2, prev: entryIdOf(forked) };
    const nextEntry = { ...twin.entry, header: next, sig: await north.key.sign(entryIdOf(next)) };
    // The other branch is ahead: its third entry comes while number 2 of the first branch is still missing.
    const third = { ...forked, seq: 3, prev: entryIdOf(next) };
    const thirdEntry = { ...twin.entry, header: third, sig: await north.key.sign(entryIdOf(third)) };
    const { head } = await scene.sync(north, {
      entries: [one.entry, forkedEntry, nextEntry, thirdEntry, twin.entry],
    });
    expect(head.receipts.map(({ chain }) => chain)).toEqual(['ok', 'fork', 'fork', 'fork', 'ok']);
    expect(head.receipts[1]?.verdict).toEqual({ outcome: 'review', reason: 'forked-device' });
    expect(head.receipts[2]?.verdict).toEqual({ outcome: 'review', reason: 'forked-device' });
    expect(store.entries).toHaveLength(7);
    expect((await store.read((log) => log.device(north.row.id)))?.head).toBe(twin.id);
  });

  it('[SYNC-25] a revoked device may hand in entries, for review, and gets nothing else', async () => {
    await store.write((log) => log.revoke(north.row.id, 1));
    const { entry } = await scene.write(north, contact());
    const { head, lines } = await scene.sync(north, { entries: [entry], pull: true });
    expect(head.receipts[0]?.verdict).toEqual({ outcome: 'review', reason: 'device-revoked' });
    expect([head.cursor, lines]).toEqual([null, []]);
    await expect(scene.sync(north, { pull: true })).rejects.toThrow('device-revoked');
  });

  it('[SYNC-26] what names a case that nobody opened gets a receipt and makes no case', async () => {
    const receipt = await scene.send(north, { ...contact(), case: 'c-none' });
    expect(receipt.verdict).toEqual({ outcome: 'refused', reason: 'case-unknown' });
    const assigned = await scene.send(supervisor, { case: 'c-none', kind: 'assign', body: { unit: 'town-north' } });
    expect(assigned.verdict).toEqual({ outcome: 'refused', reason: 'case-unknown' });
    expect(store.caseStates().map(({ id }) => id)).toEqual(['c-1']);
  });

  it('[SYNC-27] only the device of the signed-in person may speak, whoever holds a session', async () => {
    const { entry } = await scene.write(north, contact());
    await expect(scene.sync({ ...north, person: PEOPLE.south }, { entries: [entry] })).rejects.toThrow(
      'device-of-another-person',
    );
    await expect(scene.sync({ ...north, row: { ...north.row, id: '1'.repeat(32) } })).rejects.toThrow('device-unknown');
  });

  it('[SYNC-29] what another device of the same person signed is taken from this one, each in its own chain', async () => {
    const lost = await scene.enrol(PEOPLE.north);
    const [old, second, own] = [
      await scene.write(lost, contact('旧机一')),
      await scene.write(lost, contact('旧机二')),
      await scene.write(north, contact('新机')),
    ];
    const { head, added } = await scene.sync(north, { entries: [second.entry, own.entry, old.entry] });
    expect(added).toBe(3);
    expect(head.quarantined).toEqual([]);
    expect(new Set(head.receipts.map(({ entry }) => entry))).toEqual(new Set([old.id, second.id, own.id]));
    expect((await store.read((log) => log.device(lost.row.id)))?.lastSeq).toBe(2);
    expect((await store.read((log) => log.device(north.row.id)))?.lastSeq).toBe(1);
    const foreign = await scene.write(supervisor, contact('别人的'));
    expect((await scene.sync(north, { entries: [foreign.entry] })).head.quarantined[0]?.code).toBe('wrong-device');
  });

  it('[SYNC-28] no clock takes part in a verdict', async () => {
    const verdicts = [];
    for (const at of [0, scene.nowMs - 259_200_000, scene.nowMs + 259_200_000])
      verdicts.push((await scene.send(north, { ...contact(), at })).verdict);
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted']);
  });
});
