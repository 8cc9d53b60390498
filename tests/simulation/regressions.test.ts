import { describe, expect, it } from 'vitest';
import { acknowledge, failed, idsOf, Scripted } from '#tests/sync/scripted.ts';
import { createEngine } from '#sync/engine.ts';
import { runHistory } from './run-history.ts';

const tick = async () => new Promise((resolve) => setImmediate(resolve));

describe('counterexamples the histories found', () => {
  it('[ENGINE-32] an entry set aside after a 500, and too large besides, still reaches quarantine', async () => {
    const scripted = new Scripted();
    const id = scripted.write();
    let replies = 0;
    scripted.onSync = (request) =>
      request.entries.length === 0
        ? acknowledge(request)
        : ++replies <= 2
          ? failed('server-error')
          : { kind: 'too-large' };
    expect((await createEngine(scripted.ports).wake('start')).waiting).toBeNull();
    expect(scripted.disk.quarantine.get(id)?.code).toBe('too-big');
  });

  it("[ENGINE-32] a clock set back while the server asked for patience does not silence the engine's own timer", async () => {
    const scripted = new Scripted();
    scripted.write();
    scripted.onSync = () => failed('server-error', 60_000);
    const engine = createEngine(scripted.ports);
    await engine.wake('start');
    scripted.onSync = (request) => acknowledge(request);
    scripted.nowMs -= 90_000;
    scripted.wakeSleeper();
    await tick();
    await tick();
    expect(scripted.unsent).toEqual([]);
  });

  it('[ENGINE-32] what was set aside is handed in by a revoked device too', async () => {
    const scripted = new Scripted();
    const id = scripted.write();
    const engine = createEngine(scripted.ports);
    scripted.onSync = (request) => (request.entries.length === 0 ? failed('device-revoked') : failed('server-error'));
    expect((await engine.wake('start')).waiting?.cause).toBe('device-revoked');
    expect(scripted.unsent).toEqual([id]);
    scripted.onSync = (request) => (request.entries.length === 0 ? failed('device-revoked') : acknowledge(request));
    await engine.wake('button');
    expect(scripted.unsent).toEqual([]);
  });

  it('[ENGINE-32] all entries set aside are tried in one pass, whichever of them goes through', async () => {
    const scripted = new Scripted();
    const ids = [scripted.write(), scripted.write(), scripted.write(), scripted.write()];
    const bad = new Set([ids[0], ids[2], ids[3]]);
    scripted.onSync = (request) =>
      idsOf(request).some((id) => bad.has(id)) ? failed('server-error') : acknowledge(request);
    const engine = createEngine(scripted.ports);
    await engine.wake('start');
    expect(scripted.unsent).toHaveLength(3);
    bad.clear();
    await engine.wake('button');
    expect(scripted.unsent).toEqual([]);
  });

  it('[ENGINE-32] [FAULT-63] [FAULT-64] restores of every kind, among kills and losses alone, lose nothing', async () => {
    const only = [
      'append',
      'back-up',
      'restore',
      'wake',
      'kill',
      'time',
      'dispatch',
      'empty',
      'tear',
      'remember',
    ] as const;
    let restored = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const { violations, counters } = await runHistory(seed, undefined, only);
      expect(violations).toEqual([]);
      restored += counters.reoffer + counters['set-back'];
    }
    expect(restored).toBeGreaterThan(10);
  });
});
