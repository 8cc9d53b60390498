import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeviceInfo } from '#protocol/session.ts';
import type { HttpDevice } from './server-scene.ts';
import { BeaconGate } from '#server/auth/beacon-gate.ts';
import { hashOfStatement } from '#domain/log/seal.ts';
import { HEALTH, PEOPLE } from '#tests/server/log-scene.ts';
import { newSigningKey } from '#server/keys/p256.ts';
import { ServerScene } from './server-scene.ts';

const trouble = (code: string) => ({ code, detail: '', entry: null, kind: null, since: 1 });

describe('beacons', () => {
  const scene = new ServerScene();
  let device: HttpDevice;

  beforeAll(async () => {
    await scene.start();
    await scene.enrol(PEOPLE.supervisor);
    device = await scene.enrol(PEOPLE.inspector);
  });
  afterAll(() => scene.stop());

  async function beaconOf(at: number, code: string, more: object = {}) {
    const health = { ...HEALTH, unsentEntries: 3, troubles: [trouble(code)], ...more };
    const statement = { device: device.id, at, health };
    return { ...statement, sig: await device.key.sign(hashOfStatement(statement)) };
  }

  const post = (body: object) => scene.post(null, '/api/beacon', body);

  async function onTheWall(id = device.id): Promise<DeviceInfo> {
    const list = (await (await scene.fetch(PEOPLE.supervisor, '/api/devices')).json()) as DeviceInfo[];
    const info = list.find((one) => one.id === id);
    if (!info) throw new Error('not listed');
    return info;
  }

  const codesOf = ({ health }: DeviceInfo): readonly string[] => (health?.troubles ?? []).map(({ code }) => code);

  it('[WALL-10] [WALL-13] without a session, by its own signature: on the wall as a beacon, not as a sync', async () => {
    expect((await post(await beaconOf(1_000, 'sign-in'))).status).toBe(204);
    const info = await onTheWall();
    expect([codesOf(info), info.lastContactAt, info.health?.unsentEntries]).toEqual([['sign-in'], null, 3]);
    expect(Math.abs((info.beaconAt ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('[WALL-11] an older one, sent late or again, does not overwrite a newer one', async () => {
    const old = await beaconOf(2_000, 'storage');
    await post(await beaconOf(3_000, 'wrong-receipt'));
    expect((await post(old)).status).toBe(204);
    expect(codesOf(await onTheWall())).toEqual(['wrong-receipt']);
  });

  it('[WALL-13] a sync afterwards is the later word, and both times stay', async () => {
    await device.sync({ health: { ...HEALTH, troubles: [trouble('malformed')] } });
    const info = await onTheWall();
    expect(codesOf(info)).toEqual(['malformed']);
    expect(info.lastContactAt).not.toBeNull();
    expect(info.beaconAt).not.toBeNull();
  });

  describe('whatever else is sent is answered 204 and changes nothing', () => {
    it('[WALL-10] a signature over something else, by another key, or no beacon at all', async () => {
      const before = await onTheWall();
      const good = await beaconOf(9_000, 'storage');
      const stranger = newSigningKey();
      const { sig: _, ...statement } = good;
      const forgeries: readonly object[] = [
        { ...good, at: 9_001 },
        { ...good, sig: await stranger.sign(hashOfStatement(statement)) },
        { ...good, device: 'f'.repeat(32) },
        { ...good, extra: 1 },
        { device: device.id },
        [],
      ];
      for (const forgery of forgeries) {
        const answer = await post(forgery);
        expect([answer.status, await answer.text()]).toEqual([204, '']);
      }
      expect(await onTheWall()).toEqual(before);
    });

    it('[WALL-12] more than fits is not read', async () => {
      expect((await post({ junk: 'x'.repeat(20_000) })).status).toBe(413);
    });
  });

  it('[WALL-10] what a newer app signs beside it is covered by its signature and passed over', async () => {
    const other = await scene.enrol(PEOPLE.north);
    const statement = { device: other.id, at: 1, health: { ...HEALTH, troubles: [trouble('storage')], mood: 'x' } };
    await post({ ...statement, sig: await other.key.sign(hashOfStatement(statement)) });
    const info = await onTheWall(other.id);
    expect([codesOf(info), info.health && 'mood' in info.health]).toEqual([['storage'], false]);
  });

  it('[WALL-14] [FAULT-57] of a lost device that was revoked: the last number that arrived, and when', async () => {
    const supervisor = await scene.enrol(PEOPLE.supervisor);
    const lost = await scene.enrol(PEOPLE.north);
    const caseId = await scene.openCase(supervisor, 'W0000001', 'town-north');
    const body = { way: 'phone', reached: true, summary: '已联系' };
    const [, last] = await lost.send({ case: caseId, kind: 'contact', body }, { case: caseId, kind: 'contact', body });
    await scene.fetch(PEOPLE.supervisor, `/api/devices/${lost.id}`, { method: 'DELETE' });
    const info = await onTheWall(lost.id);
    expect([info.lastSeq, info.lastEntryAt, info.revokedAt === null]).toEqual([2, last?.receivedAt, false]);
    // Nothing more is told to it: neither cases nor pictures.
    const answer = await scene.post(lost.person, '/api/sync', lost.request());
    expect([answer.status, await answer.text()]).toEqual([403, '{"error":{"code":"device-revoked"}}']);
  });
});

it('[WALL-12] six at once, then one in ten seconds, each sender for itself', () => {
  const gate = new BeaconGate();
  const admitted = (sender: string, nowMs: number, count: number): number =>
    Array.from({ length: count }, () => gate.admits(sender, nowMs)).filter(Boolean).length;
  expect(admitted('a', 0, 20)).toBe(6);
  expect(admitted('b', 0, 1)).toBe(1);
  expect(admitted('a', 9_999, 5)).toBe(0);
  expect(admitted('a', 10_000, 5)).toBe(1);
  expect(admitted('a', 1_000_000, 20)).toBe(6);
});
