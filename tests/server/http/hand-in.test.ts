import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HttpDevice } from './server-scene.ts';
import type { Person } from '#domain/people/person.ts';
import { createHttpTransport } from '#sync/http-transport.ts';
import { HAND_IN_HEADER } from '#protocol/session.ts';
import { hashOfStatement } from '#domain/log/seal.ts';
import { PEOPLE } from '#tests/server/log-scene.ts';
import { ADMIN, ServerScene } from './server-scene.ts';

const scene = new ServerScene();
const bytes = Uint8Array.from(Buffer.from('\xff\xd8\xff a photo'));
const blob = createHash('sha256').update(bytes).digest('hex');
const task = {
  blob,
  bytes: bytes.length,
  mediaType: 'image/jpeg',
  role: 'original',
  failures: 0,
  notBefore: 0,
} as const;
let caseId = '';

beforeAll(async () => {
  await scene.start();
  caseId = await scene.openCase(await scene.enrol(PEOPLE.supervisor), 'H0000001', 'town-north');
});
afterAll(() => scene.stop());

const proofOf = async ({ id, key }: HttpDevice): Promise<string> =>
  `${id}.${await key.sign(hashOfStatement({ handIn: id }))}`;

const transportOf = (device: HttpDevice, token: string | null) =>
  createHttpTransport({
    device: device.id,
    origin: scene.server.url,
    handIn: async () => proofOf(device),
    headers: token === null ? {} : { cookie: `__Host-jiban=${token}` },
  });

async function photoOf(device: HttpDevice) {
  const facts = { mediaType: 'image/jpeg', bytes: bytes.length, widthPx: 1, heightPx: 1, way: 'camera' };
  return (
    await device.writer.write({
      case: caseId,
      kind: 'photo',
      body: { original: blob, ...facts },
      blobs: [blob],
      base: 1,
      at: 1,
    })
  ).entry;
}

async function setActive(person: Person, active: boolean): Promise<void> {
  const { name, role, unit } = person;
  const init = { method: 'PUT', headers: { 'content-type': 'application/json' } };
  const body = JSON.stringify({ name, role, unit, active });
  expect((await scene.fetch(ADMIN, `/api/people/${person.id}`, { ...init, body })).ok).toBe(true);
}

it('[SYNC-33] [FAULT-50] a closed account’s device hands in entries for review and their photos by its own signature, and is told nothing', async () => {
  const device = await scene.enrol(PEOPLE.north);
  const transport = transportOf(device, await scene.token(PEOPLE.north));
  const entry = await photoOf(device);
  await setActive(PEOPLE.north, false);
  scene.forget(PEOPLE.north);
  const reply = await transport.sync(device.request({ entries: [entry] }));
  if (reply.kind !== 'ok') throw new Error(JSON.stringify(reply));
  const { head, lines } = reply.page;
  expect(head.receipts.map(({ verdict }) => verdict)).toEqual([{ outcome: 'review', reason: 'device-revoked' }]);
  expect([head.cursor, lines]).toEqual([null, []]);
  expect(await transport.createUpload(task)).toEqual({ kind: 'offset', offset: 0 });
  expect(await transport.sendChunk(blob, 0, bytes)).toEqual({ kind: 'offset', offset: bytes.length });
  const asked = await transport.sync(device.request({ blobsAsked: [blob] }));
  expect(asked.kind === 'ok' && asked.page.head.blobReceipts.map((receipt) => receipt.blob)).toEqual([blob]);
  expect(await transport.sync(device.request())).toMatchObject({ kind: 'failed', cause: 'device-revoked' });
  for (const path of ['/api/session', '/api/devices', `/api/cases/${caseId}`, `/api/blobs/${blob}`])
    expect([
      path,
      (await scene.fetch(null, path, { headers: { [HAND_IN_HEADER]: await proofOf(device) } })).status,
    ]).toEqual([path, 401]);
  await setActive(PEOPLE.north, true);
});

it('[SYNC-34] [FAULT-47] an open account signs in again: no proof takes the place of a session that has run out', async () => {
  const device = await scene.enrol(PEOPLE.south);
  const [other, entry] = [await scene.enrol(PEOPLE.inspector), await photoOf(device)];
  const before = await scene.server.services.sync.store.read((log) => log.head());
  expect(await transportOf(device, null).sync(device.request({ entries: [entry] }))).toMatchObject({
    cause: 'sign-in',
  });
  for (const forged of [
    `${device.id}.${'A'.repeat(86)}`,
    (await proofOf(other)).replace(other.id, device.id),
    'x',
    '',
  ]) {
    const headers = { [HAND_IN_HEADER]: forged, 'content-type': 'application/json' };
    const body = JSON.stringify(device.request({ entries: [entry] }));
    expect((await scene.fetch(null, '/api/sync', { method: 'POST', headers, body })).status).toBe(401);
  }
  expect(await scene.server.services.sync.store.read((log) => log.head())).toEqual(before);
});

it('[SYNC-33] a forged proof for a revoked device opens nothing', async () => {
  const device = await scene.enrol(PEOPLE.south);
  await scene.fetch(PEOPLE.supervisor, `/api/devices/${device.id}`, { method: 'DELETE' });
  const stranger = await scene.enrol(PEOPLE.inspector);
  const forged = `${device.id}.${await stranger.key.sign(hashOfStatement({ handIn: device.id }))}`;
  const send = async (proof: string) =>
    scene.fetch(null, '/api/sync', {
      method: 'POST',
      headers: { [HAND_IN_HEADER]: proof, 'content-type': 'application/json' },
      body: JSON.stringify(device.request({ entries: [await photoOf(device)] })),
    });
  expect((await send(forged)).status).toBe(401);
  expect((await send(await proofOf(device))).status).toBe(200);
});
