import { existsSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpDevice } from '#tests/server/http/server-scene.ts';
import type { Person } from '#domain/people/person.ts';
import type { RescueRefusal, RescueReport } from '#protocol/rescue.ts';
import type { SessionInfo } from '#protocol/session.ts';
import { ADMIN, HttpDevice as Device, ServerScene, STAFF } from '#tests/server/http/server-scene.ts';
import { cutUp, putTogether, rescueFile, sha256 } from './rescue-file.ts';
import { leaveImportToken } from '#server/orders/import-token.ts';
import { MAX_RESCUE_BYTES } from '#protocol/rescue.ts';
import { may } from '#domain/people/policy.ts';
import { newSigningKey } from '#server/keys/p256.ts';
import { PEOPLE } from '#tests/server/log-scene.ts';

const photoOf = (mark: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(1_500_000).map((_, i) => (i < 3 ? [0xff, 0xd8, 0xff][i] : (i * 7 + mark) % 256) ?? 0);

describe('a rescue file at the office', () => {
  const scene = new ServerScene();
  let supervisor: HttpDevice;
  let phone: HttpDevice;
  let caseId = '';
  let officeKey = '';

  beforeAll(async () => {
    await scene.start();
    supervisor = await scene.enrol(PEOPLE.supervisor);
    phone = await scene.enrol(PEOPLE.inspector);
    caseId = await scene.openCase(supervisor, 'R0000001', 'team-1');
    const info = (await (await scene.fetch(PEOPLE.inspector, '/api/session')).json()) as SessionInfo;
    officeKey = info.server.rescueKey ?? '';
  });
  afterAll(() => scene.stop());

  const handIn = async (file: Uint8Array<ArrayBuffer>, person: Person = PEOPLE.supervisor) => {
    const answer = await scene.fetch(person, '/api/rescue', { method: 'POST', body: file });
    return { status: answer.status, body: (await answer.json()) as RescueReport & RescueRefusal };
  };

  /** A finding and a photo that were never sent. */
  async function offlineWork(device: HttpDevice, photo: Uint8Array<ArrayBuffer>) {
    const original = sha256(photo);
    const facts = { mediaType: 'image/jpeg', bytes: photo.length, widthPx: 1, heightPx: 1, way: 'camera' };
    const finding = { subject: '风机', result: 'violates', description: '没有隔声' };
    const at = { case: caseId, base: 1_000_000, at: Date.now() };
    const first = await device.writer.write({ ...at, kind: 'finding', body: finding });
    const second = await device.writer.write({ ...at, kind: 'photo', body: { original, ...facts }, blobs: [original] });
    return [first, second];
  }

  const sealed = (device: HttpDevice, entries: readonly unknown[], photos: readonly Uint8Array<ArrayBuffer>[] = []) =>
    rescueFile({ officeKey, person: device.person.id, device: device.id, entries, photos });

  it('[RESCUE-10] [RESCUE-11] is taken in once, and the phone gets the very same receipts when it syncs', async () => {
    const photo = photoOf(1);
    const work = await offlineWork(phone, photo);
    const entries = work.map(({ entry }) => entry);
    const file = await sealed(phone, entries, [photo]);
    const first = await handIn(file);
    expect(first.body).toMatchObject({
      entries: { added: 2, known: 0, quarantined: [] },
      blobs: { added: 1, known: 0, refused: [] },
      ...{ damaged: [], cut: false, kept: false },
    });
    const again = await handIn(file);
    expect(again.body).toMatchObject({ entries: { added: 0, known: 2 }, blobs: { added: 0, known: 1 }, kept: false });
    const rows = await scene.server.services.db
      .selectFrom('entry')
      .select(['id', 'receipt'])
      .where('device', '=', phone.id)
      .execute();
    expect(rows.map(({ id }) => id)).toEqual(work.map(({ id }) => id));
    const { head } = await phone.sync({ entries, blobsAsked: [sha256(photo)] });
    expect(head.receipts).toEqual(rows.map(({ receipt }) => JSON.parse(receipt) as unknown));
    expect(head.blobReceipts).toHaveLength(1);
    const stored = await scene.fetch(PEOPLE.supervisor, `/api/blobs/${sha256(photo)}`);
    expect(sha256(new Uint8Array(await stored.arrayBuffer()))).toBe(sha256(photo));
    expect(existsSync(join(scene.dataDir, 'rescue'))).toBe(false);
    expect(readdirSync(join(scene.dataDir, 'uploads'))).toEqual([]);
  });

  it('[RESCUE-2] [RESCUE-3] [RESCUE-13] of a damaged and cut file everything whole is taken, and the file is kept to be tried again', async () => {
    const photo = photoOf(2);
    const work = await offlineWork(phone, photo);
    const { start, frames } = cutUp(
      await sealed(
        phone,
        work.map(({ entry }) => entry),
        [photo],
      ),
    );
    const altered = Buffer.from(frames[0] ?? []);
    altered[30] = (altered[30] ?? 0) ^ 255;
    const { body } = await handIn(putTogether(start, frames.with(0, altered).slice(0, 3)));
    expect(body).toMatchObject({ entries: { added: 1 }, damaged: [0], cut: true, kept: true });
    expect(body.blobs.refused).toEqual([{ blob: sha256(photo), code: 'incomplete' }]);
    expect(readdirSync(join(scene.dataDir, 'rescue'))).toHaveLength(1);
    const whole = await handIn(putTogether(start, frames));
    expect(whole.body).toMatchObject({ entries: { added: 1, known: 1 }, blobs: { added: 1 }, kept: false });
  });

  it('[RESCUE-12] what an unknown device signed is kept aside and listed, and taken once the device is enrolled', async () => {
    const stranger = new Device(scene, PEOPLE.inspector, newSigningKey());
    const photo = photoOf(3);
    const work = await offlineWork(stranger, photo);
    const file = await sealed(
      stranger,
      work.map(({ entry }) => entry),
      [photo],
    );
    const { body } = await handIn(file);
    expect(body.entries.added).toBe(0);
    expect(body.entries.quarantined).toMatchObject(
      work.map(({ id, entry }) => ({ entry: id, kind: entry.header.kind, code: 'wrong-device', unknownDevice: true })),
    );
    expect(body.blobs.refused).toEqual([{ blob: sha256(photo), code: 'blob-not-announced' }]);
    const kept = await scene.server.services.db
      .selectFrom('quarantine')
      .select('text')
      .where('device', '=', stranger.id)
      .execute();
    expect(kept).toHaveLength(2);
    await scene.enrol(PEOPLE.inspector, stranger.key);
    expect((await handIn(file)).body).toMatchObject({ entries: { added: 2 }, blobs: { added: 1 }, kept: false });
  });

  it('[RESCUE-10] nobody hands in what another person’s device did not sign, and photos nobody spoke of stay out', async () => {
    const [finding] = await offlineWork(phone, photoOf(4));
    const forged = { ...finding?.entry, header: { ...finding?.entry.header, actor: PEOPLE.supervisor.id } };
    const broken = { ...finding?.entry, sig: 'A'.repeat(86) };
    const { body } = await handIn(await sealed(phone, [forged, broken, 'no entry'], [photoOf(5)]));
    expect(body.entries.added).toBe(0);
    expect(body.entries.quarantined.map(({ code }) => code).sort()).toEqual([
      'bad-signature',
      'malformed',
      'wrong-device',
    ]);
    expect(body.blobs.refused).toEqual([{ blob: sha256(photoOf(5)), code: 'blob-not-announced' }]);
  });

  it('[RESCUE-14] tells ids and codes alone, and passes on what the device could not read', async () => {
    const [finding] = await offlineWork(phone, photoOf(6));
    const troubles = [{ what: 'blob', id: 'f'.repeat(64), why: 'NotFoundError' }] as const;
    const about = { officeKey, person: phone.person.id, device: phone.id, entries: [finding?.entry] };
    const { body } = await handIn(await rescueFile({ ...about, troubles }));
    expect(body.troubles).toEqual(troubles);
    expect(JSON.stringify(body)).not.toContain('没有隔声');
  });

  it('[API-1] the local import works once with the token left in the data directory, and not without', async () => {
    const file = await sealed(phone, []);
    const ask = (token: string) =>
      scene.fetch(null, '/api/rescue/local', {
        method: 'POST',
        body: file,
        headers: { authorization: `Bearer ${token}` },
      });
    const token = leaveImportToken(scene.dataDir);
    expect((await ask('guess')).status).toBe(401);
    expect((await ask(token)).status).toBe(200);
    expect((await ask(token)).status).toBe(401);
  });

  it('[RESCUE-4] a file that cannot be read is 422 with the reason, and leaves nothing behind', async () => {
    const foreign = await rescueFile({
      officeKey: newSigningKey().publicKey,
      person: 'p',
      device: phone.id,
      entries: [],
    });
    expect(await handIn(foreign)).toEqual({ status: 422, body: { refusal: 'foreign-key' } });
    expect(await handIn(Buffer.from('hello'))).toEqual({ status: 422, body: { refusal: 'not-rescue' } });
    expect(readdirSync(join(scene.dataDir, 'uploads'))).toEqual([]);
  });

  it('[API-3] rescue files are taken from those who look after devices', async () => {
    const file = await sealed(phone, []);
    for (const person of [...STAFF, ADMIN])
      expect([person.id, (await handIn(file, person)).status]).toEqual([
        person.id,
        may(person, 'rescue.import') ? 200 : 403,
      ]);
    expect([PEOPLE.supervisor, ADMIN].every((person) => may(person, 'rescue.import'))).toBe(true);
    expect([PEOPLE.leader, PEOPLE.inspector, PEOPLE.north].some((person) => may(person, 'rescue.import'))).toBe(false);
  });

  it('[RESCUE-15] a file said to be over the limit is refused before it is read', async () => {
    // Said in the head alone: fetch would insist on sending what it announces.
    const { port } = scene.server;
    const headers = {
      cookie: `__Host-jiban=${await scene.token(PEOPLE.supervisor)}`,
      'content-length': MAX_RESCUE_BYTES + 1,
    };
    const status = await new Promise((resolve, reject) => {
      const asked = request({ port, path: '/api/rescue', method: 'POST', headers }, (answer) => {
        resolve(answer.statusCode);
        asked.destroy();
      });
      asked.on('error', reject).flushHeaders();
    });
    expect(status).toBe(413);
  });
});
