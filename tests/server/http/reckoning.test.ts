import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reckoning } from '#protocol/reckoning.ts';
import { PEOPLE } from '#tests/server/log-scene.ts';
import { createStatementVerifier } from '#storage/statement-verifier.ts';
import { deviceIdOfKey } from '#server/keys/device-writer.ts';
import type { HttpDevice } from './server-scene.ts';
import { isReckoning, MAX_RECKONED } from '#protocol/reckoning.ts';
import { reckon } from '#server/sync/reckoning.ts';
import { ServerScene } from './server-scene.ts';

const PICTURE = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const PHOTO = createHash('sha256').update(PICTURE).digest('hex');
const THUMB = 'b2'.repeat(32);

describe('what the server says it holds of a device', () => {
  const scene = new ServerScene();
  let device: HttpDevice;
  let entries: readonly string[];

  beforeAll(async () => {
    await scene.start();
    const supervisor = await scene.enrol(PEOPLE.supervisor);
    const caseId = await scene.openCase(supervisor, 'R0000001', 'town-north');
    device = await scene.enrol(PEOPLE.north);
    const contact = { case: caseId, kind: 'contact', body: { way: 'phone', reached: true, summary: '' } } as const;
    const [first] = await device.send(contact);
    const [photo] = await device.announce(caseId, PHOTO, THUMB);
    const [last] = await device.send(contact);
    entries = [first, photo, last].map((receipt) => receipt?.entry ?? '');
    await device.createUpload(PHOTO, PICTURE.length);
    expect((await device.upload('PATCH', PHOTO, { body: PICTURE })).status).toBe(204);
  });
  afterAll(() => scene.stop());

  async function ask(from: number | string): Promise<Reckoning> {
    const answer = await scene.fetch(PEOPLE.north, `/api/devices/${device.id}/reckoning?from=${String(from)}`);
    expect(answer.status).toBe(200);
    const told: unknown = await answer.json();
    if (!isReckoning(told)) throw new Error('no reckoning');
    return told;
  }

  it('[DEVICE-90] names every entry from a number on and tells whole photos from missing ones, under the server’s signature', async () => {
    const told = await ask(1);
    expect(told).toMatchObject({ device: device.id, from: 1, more: false, epoch: scene.server.services.epoch });
    expect(told.entries).toEqual([
      { seq: 1, entry: entries[0], blobs: [], missing: [] },
      { seq: 2, entry: entries[1], blobs: [PHOTO], missing: [THUMB] },
      { seq: 3, entry: entries[2], blobs: [], missing: [] },
    ]);
    const verifier = createStatementVerifier(scene.server.services.serverKey.publicKey);
    expect(await verifier.verify(told)).toBe(true);
    expect(await verifier.verify({ ...told, entries: told.entries.slice(1) } as Reckoning)).toBe(false);
    expect((await ask(3)).entries.map(({ seq }) => seq)).toEqual([3]);
    expect((await ask(4)).entries).toEqual([]);
  });

  it('[DEVICE-90] comes in pages that never cut a number in two', async () => {
    const { sync } = scene.server.services;
    const page = (from: number, limit: number) =>
      sync.store.read((log) => reckon(log, sync, { device: device.id, from, hasFile: () => true, limit }));
    expect(await page(1, 2)).toMatchObject({ more: true, entries: [{ seq: 1 }, { seq: 2 }] });
    expect(await page(3, 2)).toMatchObject({ more: false, entries: [{ seq: 3 }] });
    expect(await page(1, 3)).toMatchObject({ more: false });
    expect(MAX_RECKONED).toBeGreaterThan(3);
  });

  it('[DEVICE-90] a photo whose file is gone is missing, whatever receipt was once given for it', async () => {
    expect((await device.sync({ blobsAsked: [PHOTO] })).head.blobReceipts).toHaveLength(1);
    rmSync(`${scene.dataDir}/blobs/${PHOTO.slice(0, 2)}/${PHOTO}`);
    expect((await ask(2)).entries[0]).toMatchObject({ blobs: [], missing: [PHOTO, THUMB] });
  });

  it('[DEVICE-90] a number that is none is refused; the server’s own device is nobody’s', async () => {
    for (const from of ['', '0', '-1', 'x', '1e9'])
      expect((await scene.fetch(PEOPLE.north, `/api/devices/${device.id}/reckoning?from=${from}`)).status).toBe(400);
    const own = deviceIdOfKey(scene.server.services.systemKey);
    expect((await scene.fetch(PEOPLE.supervisor, `/api/devices/${own}/reckoning?from=1`)).status).toBe(404);
  });
});
