import 'fake-indexeddb/auto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { blobPathIn } from '#server/blobs/blob-path.ts';
import { isBackedUp, receiptStands } from '#domain/log/standing.ts';
import { FieldDevice, fieldFetch } from './field-device.ts';
import { openDatabase } from '#server/db/sqlite/open-database.ts';
import { PEOPLE } from '#tests/server/log-scene.ts';
import { readCase } from '#storage/read-case.ts';
import { readUnsent } from '#storage/health.ts';
import { restoreBackup } from '#server/backup/restore-backup.ts';
import { ServerScene } from '#tests/server/http/server-scene.ts';
import { takeBackup } from '#server/backup/take-backup.ts';
import { tempDir } from '#tests/server/temp-database.ts';
import { writeRestoreMark } from '#server/db/sqlite/restore-mark.ts';

const STAFF = [PEOPLE.north, PEOPLE.leader];
let nowMs = Date.UTC(2026, 10, 2);

describe('restore', { timeout: 60_000 }, () => {
  let scene: ServerScene;
  let caseId = '';

  beforeEach(async () => {
    scene = await new ServerScene().start();
    caseId = await scene.openCase(await scene.enrol(PEOPLE.supervisor), 'R0000001', 'town-north');
    vi.stubGlobal('fetch', fieldFetch(scene, STAFF));
  });
  afterEach(async () => {
    vi.unstubAllGlobals();
    await scene.stop();
  });

  const take = (root: string) => takeBackup({ dataDir: scene.dataDir, root, version: 'test', nowMs: (nowMs += 1000) });
  const restore = (backup: string, dataDir = scene.dataDir, replace = dataDir === scene.dataDir) =>
    restoreBackup({ backup, dataDir, replace, nowMs: (nowMs += 1000) });
  const entriesHeld = async () => {
    const rows = await scene.server.services.db.selectFrom('entry').select(['id', 'seq']).orderBy('seq').execute();
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, i) => i + 1));
    return rows.map(({ id }) => id);
  };

  async function setBackTo(backup: string): Promise<void> {
    await scene.server.stop();
    await restore(backup);
    await scene.start();
  }

  it('[OPS-8] [FAULT-63] [FAULT-64] devices give an older server back everything they hold, once', async () => {
    const north = await FieldDevice.enrol(scene, PEOPLE.north);
    const leader = await FieldDevice.enrol(scene, PEOPLE.leader);
    const devices = [north, leader];
    const syncAll = async () => {
      for (const { engine } of devices) await engine.wake('button');
    };
    await north.write(caseId, '备份前');
    await north.photograph(caseId, 'before');
    await syncAll();
    const { path, manifest } = await take(tempDir());
    for (const device of devices) await device.write(caseId, `备份后 ${device.person.id}`);
    await north.photograph(caseId, 'after');
    await syncAll();
    await syncAll();
    await north.write(caseId, '还没发');
    const headBefore = (await north.store.db.meta.get('cursor'))?.value as { seq: number };
    expect(headBefore.seq).toBeGreaterThan(manifest.head.seq);

    await setBackTo(path);
    expect(await entriesHeld()).toHaveLength(manifest.head.seq);
    await syncAll();
    await syncAll();

    const ids = await entriesHeld();
    for (const { written } of devices) expect(written.filter((id) => !ids.includes(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const blob of north.photos) expect(scene.server.services.blobs.has(blob)).toBe(true);
    const state = (await scene.server.services.sync.store.read((log) => log.cases([caseId]))).get(caseId);
    for (const device of devices) {
      expect(await readUnsent(device.store)).toMatchObject({ entries: 0, blobs: 0 });
      expect(await readCase(device.store, caseId)).toEqual(state);
    }
  });

  it('[OPS-6] names the history it goes on from, again and again, and what the backup covers', async () => {
    const device = await scene.enrol(PEOPLE.north);
    const contact = { case: caseId, kind: 'contact', body: { way: 'phone', reached: true, summary: '' } } as const;
    const [held] = await device.send(contact);
    const first = await take(tempDir());
    const [lost] = await device.send(contact);
    const before = (await device.sync({ pull: false })).head.checkpoint;
    await setBackTo(first.path);
    const after = (await device.sync({ pull: false })).head.checkpoint;
    const reach = { epoch: before.epoch, seq: first.manifest.head.seq };
    expect(after).toMatchObject({ seq: reach.seq, lineage: [reach], durable: { epoch: after.epoch, seq: reach.seq } });
    expect(after.epoch).not.toBe(before.epoch);
    if (!held || !lost) throw new Error('no receipts');
    expect([receiptStands(held, after), receiptStands(lost, after)]).toEqual([true, false]);
    expect([isBackedUp(held, after), isBackedUp(lost, after)]).toEqual([true, false]);

    const second = await take(tempDir());
    await setBackTo(second.path);
    const third = (await device.sync({ pull: false })).head.checkpoint;
    expect(third.lineage).toEqual([reach, { epoch: after.epoch, seq: reach.seq }]);
    expect([receiptStands(held, third), isBackedUp(held, third), receiptStands(lost, third)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('[OPS-5] refuses a running server and a directory that holds something; puts it aside when told', async () => {
    const { path } = await take(tempDir());
    await expect(restore(path)).rejects.toThrow('Another Jiban process uses');
    await scene.server.stop();
    await expect(restore(path, scene.dataDir, false)).rejects.toThrow('is not empty');
    const { aside, manifest } = await restore(path);
    expect(readdirSync(join(scene.dataDir, aside ?? ''))).toContain('jiban.db');
    const elsewhere = join(tempDir(), 'new');
    expect((await restore(path, elsewhere)).aside).toBeNull();
    const opened = await openDatabase(elsewhere);
    expect(await opened.db.selectFrom('entry').select('id').execute()).toHaveLength(manifest.head.seq);
    await opened.close();
  });

  it('[OPS-7] a restore that was cut off keeps the server from starting, and completes when run again', async () => {
    const device = await FieldDevice.enrol(scene, PEOPLE.north);
    await device.photograph(caseId, 'cut');
    await device.engine.wake('button');
    await device.engine.wake('button');
    const { path } = await take(tempDir());
    await scene.server.stop();
    const dataDir = tempDir();
    for (const step of ['aside', 'copy'] as const) {
      const aside = 'before-restore-then';
      mkdirSync(join(dataDir, aside), { recursive: true });
      writeFileSync(join(dataDir, 'half.db'), step);
      await writeRestoreMark(dataDir, { step, aside });
      await expect(openDatabase(dataDir)).rejects.toThrow('was cut off');
      await restore(path, dataDir);
      // What the first try had not moved yet is kept; what it had copied is made anew.
      expect([step, existsSync(join(dataDir, aside, 'half.db')), existsSync(join(dataDir, 'half.db'))]).toEqual([
        step,
        true,
        false,
      ]);
      await (await openDatabase(dataDir)).close();
      for (const blob of device.photos) expect(existsSync(blobPathIn(join(dataDir, 'blobs'), blob))).toBe(true);
    }
  });
});
