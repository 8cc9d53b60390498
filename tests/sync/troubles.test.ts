import { describe, expect, it } from 'vitest';
import type { Trouble } from '#protocol/sync.ts';
import { acknowledge, failed, idsOf, Scripted } from './scripted.ts';
import { createEngine } from '#sync/engine.ts';

const trouble = (code: string, entry: string | null = null): Trouble => ({
  code,
  detail: '',
  entry,
  kind: null,
  since: 1,
});
const codesOf = ({ beacons }: Scripted): readonly (readonly string[])[] =>
  beacons.map(({ health }) => (health.troubles ?? []).map(({ code }) => code));

describe('a device in trouble', () => {
  it.each([
    ['an entry in quarantine', trouble('malformed', 'a'.repeat(64))],
    ['a photo that is gone', trouble('original-missing', 'b'.repeat(64))],
    ['a session that has ended', trouble('sign-in')],
    ['a protocol too old', trouble('protocol-too-old')],
    ['a disk that failed', trouble('storage')],
    ['a revoked device', trouble('device-revoked')],
  ])('[WALL-1] %s is said before anything else', async (_, said) => {
    const scripted = new Scripted();
    scripted.write();
    scripted.troubles = [said];
    await createEngine(scripted.ports).wake('start');
    expect(scripted.log[0]).toBe(`beacon ${said.code}`);
    expect(scripted.log[1]).toBe('sync 1');
  });

  it('[WALL-1] [FAULT-47] a session that ended in this pass is said at its end, and the outbox is kept', async () => {
    const scripted = new Scripted();
    scripted.write();
    scripted.onSync = () => {
      scripted.troubles = [trouble('sign-in')];
      return failed('sign-in');
    };
    const engine = createEngine(scripted.ports);
    expect((await engine.wake('start')).waiting).toEqual({ cause: 'sign-in', nextTryAt: null });
    expect(scripted.log).toEqual(['sync 1', 'beacon sign-in']);
    expect(scripted.unsent).toHaveLength(1);
    scripted.troubles = [];
    scripted.onSync = (request) => acknowledge(request);
    await engine.wake('button');
    expect(scripted.unsent).toEqual([]);
  });

  it('[WALL-1] [FAULT-46] an entry the server fails on is named, delays no other and stays in the outbox', async () => {
    const scripted = new Scripted();
    const [bad = '', good = ''] = [scripted.write(), scripted.write()];
    scripted.onSync = (request) => (idsOf(request).includes(bad) ? failed('server-error') : acknowledge(request));
    const engine = createEngine(scripted.ports);
    await engine.wake('button');
    await engine.wake('button');
    expect(scripted.unsent).toEqual([bad]);
    expect(scripted.disk.receipts.has(good)).toBe(true);
    const said = scripted.beacons.at(-1)?.health.troubles;
    expect(said).toEqual([{ code: 'poison', detail: '', entry: bad, kind: null, since: scripted.nowMs }]);
    expect(scripted.requests.at(-1)?.health.troubles).toEqual(said);
  });

  it('[WALL-2] no network, a portal and a broken server are no reason for a beacon', async () => {
    for (const cause of ['offline', 'captive-portal', 'server-error'] as const) {
      const scripted = new Scripted();
      scripted.write();
      scripted.troubles = [trouble(cause)];
      scripted.onSync = () => failed(cause);
      await createEngine(scripted.ports).wake('start');
      expect(scripted.beacons).toEqual([]);
      expect(scripted.requests[0]?.health.troubles).toEqual([trouble(cause)]);
    }
  });

  it('[WALL-2] the same is said once in ten minutes, something else at once', async () => {
    const scripted = new Scripted();
    scripted.troubles = [trouble('malformed', 'a')];
    const engine = createEngine(scripted.ports);
    await engine.wake('button');
    await engine.wake('button');
    expect(scripted.beacons).toHaveLength(1);
    scripted.troubles = [...scripted.troubles, trouble('bad-signature', 'b')];
    await engine.wake('button');
    expect(codesOf(scripted)).toEqual([['malformed'], ['malformed', 'bad-signature']]);
    scripted.nowMs += 10 * 60_000;
    await engine.wake('button');
    expect(scripted.beacons).toHaveLength(3);
  });

  it('[WALL-2] a beacon that did not arrive is sent again with the next pass, and holds up nothing', async () => {
    const scripted = new Scripted();
    scripted.write();
    scripted.troubles = [trouble('malformed', 'a')];
    scripted.beaconArrives = false;
    const engine = createEngine(scripted.ports);
    await engine.wake('button');
    expect(scripted.unsent).toEqual([]);
    scripted.beaconArrives = true;
    await engine.wake('button');
    expect(scripted.beacons).toHaveLength(1);
  });

  it('[WALL-3] a store that fails under the engine is told of; one that cannot sign sends nothing', async () => {
    const scripted = new Scripted();
    const broken = async (): Promise<never> => Promise.reject(new Error('disk'));
    await createEngine({ ...scripted.ports, store: { ...scripted.store, outbox: broken } }).wake('start');
    expect(codesOf(scripted)).toEqual([['storage']]);
    const dead = { ...scripted.store, position: broken, noteRun: broken, beacon: async () => Promise.resolve(null) };
    const result = await createEngine({ ...scripted.ports, store: dead }).wake('start');
    expect(result.waiting?.cause).toBe('storage');
    expect(scripted.beacons).toHaveLength(1);
  });
});
