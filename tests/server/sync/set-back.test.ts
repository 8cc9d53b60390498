import { beforeEach, describe, expect, it } from 'vitest';
import type { TestDevice } from '#tests/server/log-scene.ts';
import { HEALTH, LogScene, orderBody, PEOPLE } from '#tests/server/log-scene.ts';
import { exchange } from '#server/sync/exchange.ts';
import { MemoryLogStore } from '#tests/server/memory-log-store.ts';

const contact = (summary: string) => ({
  case: 'c-1',
  kind: 'contact' as const,
  body: { way: 'phone', reached: true, summary },
});

describe('a log that is not the one it was', () => {
  let store: MemoryLogStore;
  let scene: LogScene;
  let north: TestDevice;

  beforeEach(async () => {
    store = new MemoryLogStore({ epoch: 'e-1' });
    scene = new LogScene(store);
    north = await scene.enrol(PEOPLE.north);
    const system = await scene.enrol(PEOPLE.system);
    await scene.send(system, { case: 'c-1', kind: 'order', body: orderBody() });
  });

  const knownNow = () => ({ epoch: store.checkpoint.epoch, seq: store.checkpoint.seq, hash: store.checkpoint.hash });

  it('[SYNC-30] [FAULT-64] an older file under the old name is found out, also once it has grown past what the device knew', async () => {
    const backup = store.backup();
    await scene.send(north, contact('一'));
    const known = knownNow();
    const cursor = (await scene.sync(north, { pull: true })).head.cursor;
    expect((await scene.sync(north, { known })).head.setBack).toBeUndefined();
    store.restore(backup);
    for (const text of ['二', '三', '四']) await scene.send(north, contact(text));
    expect(store.checkpoint.seq).toBeGreaterThan(known.seq);
    const { head } = await scene.sync(north, { known, cursor, pull: true });
    expect(head.setBack).toBe(true);
    expect(head.bootStarts).toBe(true);
    expect(
      (await scene.sync(north, { known: knownNow(), cursor: head.cursor, pull: true })).head.setBack,
    ).toBeUndefined();
  });

  it('[SYNC-30] a new history is no log set back: it says itself where it comes from', async () => {
    const backup = store.backup();
    await scene.send(north, contact('一'));
    const known = knownNow();
    store.restore(backup, 'e-2');
    const { head } = await scene.sync(north, { known });
    expect(head.setBack).toBeUndefined();
    expect(head.checkpoint.lineage).toEqual([{ epoch: 'e-1', seq: 1 }]);
  });

  it('[SYNC-31] a revoked device is told of a restore, and hands in what was lost', async () => {
    await store.write((log) => log.revoke(north.row.id, 1));
    const backup = store.backup();
    const { entry } = await scene.write(north, contact('一'));
    await scene.sync(north, { entries: [entry] });
    const empty = {
      protocol: 1,
      device: north.row.id,
      cursor: null,
      entries: [],
      blobsAsked: [],
      need: [],
      pull: true,
    };
    const ask = (known: ReturnType<typeof knownNow>) =>
      exchange(scene.deps, { ...empty, health: HEALTH, known }, { person: north.person });
    const known = knownNow();
    expect(await ask(known)).toEqual({ ok: false, code: 'device-revoked' });
    store.restore(backup, 'e-2');
    const told = await ask(known);
    expect(told.ok && told.head.checkpoint.epoch).toBe('e-2');
    expect(told.ok && [told.lines, told.head.cursor]).toEqual([[], null]);
    expect((await scene.sync(north, { entries: [entry] })).head.receipts[0]?.verdict).toEqual({
      outcome: 'review',
      reason: 'device-revoked',
    });
    expect(await ask(knownNow())).toEqual({ ok: false, code: 'device-revoked' });
  });
});
