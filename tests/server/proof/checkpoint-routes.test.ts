import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpDevice } from '#tests/server/http/server-scene.ts';
import { bytesOfBase64 } from '#domain/kernel/base64.ts';
import { isConsistent } from '#domain/merkle/proofs.ts';
import { makeCheckpoint } from '#server/proof/checkpoints.ts';
import { PEOPLE } from '#tests/server/log-scene.ts';
import { readNote, verifierKeyOf } from '#domain/merkle/checkpoint-note.ts';
import { restoreBackup } from '#server/backup/restore-backup.ts';
import { ServerScene } from '#tests/server/http/server-scene.ts';
import { takeBackup } from '#server/backup/take-backup.ts';
import { tempDir } from '#tests/server/temp-database.ts';

describe('checkpoints for everybody', () => {
  const scene = new ServerScene();
  let desk: HttpDevice;

  beforeAll(async () => {
    await scene.start();
    desk = await scene.enrol(PEOPLE.supervisor);
  });
  afterAll(() => scene.stop());

  const get = async (path: string) => {
    const answer = await scene.fetch(null, `/api/checkpoints/${path}`);
    return { status: answer.status, text: await answer.text() };
  };
  const noted = async (path: string) => {
    const read = readNote((await get(path)).text);
    if (!read) throw new Error(`no checkpoint at ${path}`);
    return read.checkpoint;
  };
  async function sign() {
    return makeCheckpoint(scene.server.services);
  }

  it('[PROOF-9] the last one, one of a size, the key, and the proof between two, without a session', async () => {
    await scene.openCase(desk, 'P0000001', 'town-north');
    const first = await sign();
    await scene.openCase(desk, 'P0000002', 'town-north');
    const second = await sign();
    expect(await noted('latest')).toEqual({ origin: `jiban/${second.epoch}`, size: second.size, root: second.root });
    expect((await get(String(first.size))).text).toBe(first.note);
    const raw = Buffer.from(scene.server.services.serverKey.publicKey, 'base64url');
    expect((await get('key')).text).toBe(`${verifierKeyOf(`jiban/${second.epoch}`, raw)}\n`);
    for (const path of [
      `${String(first.size)}/consistency`,
      `${String(first.size)}/consistency?to=${String(second.size)}`,
    ]) {
      const proof = (await get(path)).text.trimEnd().split('\n').map(bytesOfBase64);
      expect(
        isConsistent(
          first,
          second,
          proof.filter((hash) => hash !== null),
        ),
      ).toBe(true);
    }
    for (const [path, status] of [
      ['999999', 404],
      ['x', 404],
      ['-1', 404],
      [`${String(second.size)}/consistency?to=${String(first.size)}`, 400],
    ] as const)
      expect([path, (await get(path)).status]).toEqual([path, status]);
  });

  it('[PROOF-10] a restored server is a new log by name, whose tree begins with what was restored', async () => {
    const before = await sign();
    const root = tempDir();
    const backup = await takeBackup({ dataDir: scene.dataDir, root, version: 'test', nowMs: Date.now() });
    await scene.openCase(desk, 'P0000003', 'town-north');
    const lost = await sign();
    await scene.server.stop();
    await restoreBackup({ backup: backup.path, dataDir: scene.dataDir, replace: true, nowMs: Date.now() });
    await scene.start();
    const other = await scene.enrol(PEOPLE.leader);
    for (let i = 0; i < 3; i++)
      await other.send({ case: 'c-none', kind: 'contact', body: { way: 'phone', reached: true, summary: '' } });
    const after = await sign();
    expect(after.epoch).not.toBe(before.epoch);
    expect(await noted('latest')).toMatchObject({ origin: `jiban/${after.epoch}`, size: after.size });
    const proof = (await get(`${String(before.size)}/consistency`)).text.trimEnd().split('\n').map(bytesOfBase64);
    const hashes = proof.filter((hash) => hash !== null);
    expect(isConsistent(before, after, hashes)).toBe(true);
    expect(isConsistent({ ...before, root: lost.root }, after, hashes)).toBe(false);
  });
});
