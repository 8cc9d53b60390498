import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HttpDevice } from '#tests/server/http/server-scene.ts';
import { blobPathIn } from '#server/blobs/blob-path.ts';
import { PEOPLE } from '#tests/server/log-scene.ts';
import { restoreBackup } from '#server/backup/restore-backup.ts';
import { ServerScene } from '#tests/server/http/server-scene.ts';
import { takeBackup } from '#server/backup/take-backup.ts';
import { tempDir } from '#tests/server/temp-database.ts';
import { verifyBackup } from '#server/backup/verify-backup.ts';

const contact = (summary: string) => ({ way: 'phone', reached: true, summary });
const backupsIn = (root: string) => readdirSync(root).filter((name) => existsSync(join(root, name, 'manifest.json')));

describe('backup', { timeout: 60_000 }, () => {
  let scene: ServerScene;
  let north: HttpDevice;
  let caseId = '';
  let nowMs = Date.UTC(2026, 10, 2);

  beforeEach(async () => {
    scene = await new ServerScene().start();
    caseId = await scene.openCase(await scene.enrol(PEOPLE.supervisor), 'K0000001', 'town-north');
    north = await scene.enrol(PEOPLE.north);
  });
  afterEach(() => scene.stop());

  const take = (root: string) => takeBackup({ dataDir: scene.dataDir, root, version: 'test', nowMs: (nowMs += 1000) });
  const send = (summary: string) => north.send({ case: caseId, kind: 'contact', body: contact(summary) });
  const checkpoint = async () => (await north.sync({ pull: false })).head.checkpoint;

  async function photo(fill: number): Promise<string> {
    const bytes = new Uint8Array(3000).fill(fill);
    const blob = createHash('sha256').update(bytes).digest('hex');
    await north.announce(caseId, blob);
    await north.createUpload(blob, bytes.length);
    expect((await north.upload('PATCH', blob, { body: bytes })).status).toBe(204);
    return blob;
  }

  it('[OPS-1] is one whole state while entries keep coming, and copies a blob once', async () => {
    const root = tempDir();
    const blob = await photo(1);
    const keepSending = (async () => {
      for (let i = 0; i < 8; i++) await send(`第 ${String(i)} 次`);
    })();
    const first = await take(root);
    await keepSending;
    const second = await take(root);
    expect([first.copiedBlobs, second.copiedBlobs]).toEqual([1, 0]);
    expect(existsSync(blobPathIn(join(root, 'blobs'), blob))).toBe(true);
    const { counts, head, files, missingBlobs } = second.manifest;
    expect(counts.entries).toBe(head.seq);
    expect(head.seq).toBe((await checkpoint()).seq);
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['jiban.db', 'keys/orders.key', 'keys/statements.key']));
    expect(missingBlobs).toEqual([]);
    expect((await verifyBackup(first.path)).head.seq).toBe(first.manifest.counts.entries);
  });

  it('[OPS-3] raises the watermark that devices see, only forward and only in its own history', async () => {
    expect((await checkpoint()).durable).toBeUndefined();
    await send('一');
    const { manifest } = await take(tempDir());
    const { epoch, durable } = await checkpoint();
    expect(durable).toEqual({ epoch, seq: manifest.head.seq });
    await send('二');
    expect((await checkpoint()).durable?.seq).toBe(manifest.head.seq);
    const { db } = scene.server.services;
    const far = JSON.stringify({ epoch, seq: 1_000_000 });
    await db.updateTable('meta').set({ value: far }).where('name', '=', 'durable').execute();
    await take(tempDir());
    expect((await checkpoint()).durable?.seq).toBe(1_000_000);
  });

  it('[OPS-2] [OPS-3] damaged data make no backup and leave the watermark where it is', async () => {
    const root = tempDir();
    const blob = await photo(2);
    const path = blobPathIn(join(scene.dataDir, 'blobs'), blob);
    const whole = readFileSync(path);
    writeFileSync(path, Buffer.from(whole).fill(9, 100, 101));
    await expect(take(root)).rejects.toThrow(blob);
    writeFileSync(path, whole);
    rmSync(join(root, 'blobs'), { recursive: true });
    const [receipt] = await send('原话');
    const { db } = scene.server.services;
    const changed = JSON.stringify(contact('改话'));
    await db
      .updateTable('payload')
      .set({ body: changed })
      .where('entry_id', '=', receipt?.entry ?? '')
      .execute();
    await expect(take(root)).rejects.toThrow('the payload does not fit its commitment');
    expect([backupsIn(root), (await checkpoint()).durable]).toEqual([[], undefined]);
  });

  it('[OPS-2] a backup that changed afterwards is refused by name', async () => {
    const root = tempDir();
    const { path } = await take(root);
    await verifyBackup(path);
    const file = new DatabaseSync(join(path, 'jiban.db'));
    file.exec(`update meta set value = 'x' where name = 'epoch'`);
    file.close();
    await expect(verifyBackup(path)).rejects.toThrow('jiban.db is not the file that was written');
    await expect(
      restoreBackup({ backup: path, dataDir: join(tempDir(), 'to'), replace: false, nowMs }),
    ).rejects.toThrow('damaged');
  });

  it('[OPS-1] a blob that was gone already is named and does not stop the rest', async () => {
    const blob = await photo(3);
    rmSync(blobPathIn(join(scene.dataDir, 'blobs'), blob));
    const { manifest } = await take(tempDir());
    expect(manifest.missingBlobs).toEqual([blob]);
  });
});
