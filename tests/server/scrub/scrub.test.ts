import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Draft, WrittenEntry } from '#server/keys/device-writer.ts';
import type { HttpDevice } from '#tests/server/http/server-scene.ts';
import { blobPathIn } from '#server/blobs/blob-path.ts';
import { connectBeside } from '#server/db/sqlite/open-database.ts';
import { NODE } from '#tests/server/faults/strace.ts';
import { PEOPLE } from '#tests/server/log-scene.ts';
import { scrub } from '#server/scrub/scrub.ts';
import { ServerScene } from '#tests/server/http/server-scene.ts';
import { takeBackup } from '#server/backup/take-backup.ts';
import { tempDir } from '#tests/server/temp-database.ts';

describe('scrub', { timeout: 60_000 }, () => {
  let scene: ServerScene;
  let north: HttpDevice;
  let [caseId, other] = ['', ''];
  let written: WrittenEntry;

  const contact = (case_: string): Draft => ({
    case: case_,
    kind: 'contact',
    body: { way: 'phone', reached: true, summary: '楼下油烟很大' },
    base: 1_000_000,
    at: Date.now(),
  });

  beforeEach(async () => {
    scene = await new ServerScene().start();
    const desk = await scene.enrol(PEOPLE.supervisor);
    caseId = await scene.openCase(desk, 'S0000001', 'town-north');
    other = await scene.openCase(desk, 'S0000002', 'town-north');
    north = await scene.enrol(PEOPLE.north);
    written = await north.writer.write(contact(caseId));
    await north.sync({ entries: [written.entry], pull: false });
    await north.send(contact(other));
  });
  afterEach(() => scene.stop());

  async function run(from: string | null = null) {
    const { db, file, close } = connectBeside(scene.dataDir);
    const pause = () => Promise.resolve();
    const report = await scrub({ dataDir: scene.dataDir, db, file, from, nowMs: Date.now(), pause, checksPages: true });
    await close();
    return report;
  }

  /** One bit of one character, as a bad cell of a disk leaves it. */
  async function flip(
    table: 'entry' | 'payload' | 'case_file',
    column: string,
    at: { readonly id: string; readonly place: number },
  ) {
    const { db } = scene.server.services;
    const key = table === 'payload' ? 'entry_id' : 'id';
    const found = await sql<{
      text: string;
    }>`select ${sql.ref(column)} as text from ${sql.table(table)} where ${sql.ref(key)} = ${at.id}`.execute(db);
    const text = found.rows[0]?.text ?? '';
    const place = at.place < 0 ? text.length + at.place : at.place;
    const changed = text.slice(0, place) + String.fromCharCode(text.charCodeAt(place) ^ 1) + text.slice(place + 1);
    expect(changed).not.toBe(text);
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${changed} where ${sql.ref(key)} = ${at.id}`.execute(
      db,
    );
  }

  async function push(...entries: readonly WrittenEntry[]) {
    const answer = await scene.post(
      PEOPLE.north,
      '/api/sync',
      north.request({ entries: entries.map(({ entry }) => entry), pull: false }),
    );
    const text = await answer.text();
    const receipts = answer.ok
      ? (JSON.parse(text.split('\n')[0] ?? '') as { receipts: { entry: string }[] }).receipts
      : [];
    return {
      status: answer.status,
      retryAfter: answer.headers.get('retry-after'),
      receipts: receipts.map(({ entry }) => entry),
    };
  }

  const PLACES = [
    ['entry', 'header', 40],
    ['entry', 'header', 0],
    ['entry', 'sig', 10],
    ['entry', 'receipt', -20],
    ['entry', 'receipt', 0],
    ['entry', 'log_hash', 5],
    ['entry', 'device', 3],
    ['entry', 'kind', 2],
    ['payload', 'body', 30],
    ['payload', 'salt', 7],
  ] as const;

  it.each(PLACES)(
    '[OPS-20] [OPS-21] [FAULT-72] a bit of %s.%s (%i) halts that case alone, and a backup mends it',
    async (table, column, place) => {
      const { path } = await takeBackup({
        dataDir: scene.dataDir,
        root: tempDir(),
        version: 'test',
        nowMs: Date.now(),
      });
      // A device cannot be changed to one that is not there, so the rule that says so is put aside as a bad disk does.
      await sql`pragma foreign_keys = off`.execute(scene.server.services.db);
      await flip(table, column, { id: written.id, place });
      await sql`pragma foreign_keys = on`.execute(scene.server.services.db);
      const { left } = await run();
      expect(left.map(({ kind, case: halted }) => [kind, halted])).toEqual([['entry', caseId]]);

      const [here, there] = [await north.writer.write(contact(caseId)), await north.writer.write(contact(other))];
      expect(await push(here, there)).toMatchObject({ status: 200, receipts: [there.id] });
      // No Retry-After: the device sets these aside and goes on with the rest.
      expect(await push(here)).toEqual({ status: 503, retryAfter: null, receipts: [] });
      expect((await scene.fetch(PEOPLE.north, `/api/cases/${caseId}`)).status).toBe(503);
      expect((await scene.fetch(PEOPLE.north, `/api/cases/${other}`)).status).toBe(200);

      const mended = await run(path);
      expect([mended.mended.length, mended.left]).toEqual([1, []]);
      expect(await push(here)).toMatchObject({ status: 200, receipts: [here.id] });
      expect((await scene.fetch(PEOPLE.north, `/api/cases/${caseId}`)).status).toBe(200);
      expect((await run()).found).toEqual([]);
    },
  );

  it('[OPS-22] [FAULT-72] the device that hands the entry in again mends it, with the receipt it had', async () => {
    for (const [table, column] of [
      ['payload', 'body'],
      ['entry', 'header'],
    ] as const) {
      await flip(table, column, { id: written.id, place: 20 });
      expect((await run()).left).toHaveLength(1);
      const later = await north.writer.write(contact(caseId));
      expect((await push(later)).status).toBe(503);
      expect(await push(written)).toMatchObject({ status: 200, receipts: [written.id] });
      expect(await push(later)).toMatchObject({ status: 200, receipts: [later.id] });
      expect((await run()).found).toEqual([]);
    }
  });

  it('[OPS-21] [FAULT-72] a halted case is still read, as it was while it was whole, and others’ news go on', async () => {
    await flip('payload', 'body', { id: written.id, place: 20 });
    await run();
    const whole = await north.sync();
    expect(whole.lines.filter((line) => line.includes(`"id":"${caseId}"`))).toHaveLength(1);
    const before = { ...whole.head.cursor, seq: 1 } as NonNullable<typeof whole.head.cursor>;
    const { lines, head } = await north.sync({ cursor: before });
    expect(
      lines
        .map((line) => JSON.parse(line) as [string, { id?: string; case?: string }])
        .map(([kind, item]) => [kind, item.id ?? item.case]),
    ).toEqual(expect.arrayContaining([['case', caseId]]));
    expect(head.cursor?.seq).toBe(head.checkpoint.seq);
    expect(lines.some((line) => line.startsWith('["gone"'))).toBe(false);
    const { lines: needed } = await north.sync({ cursor: head.cursor, need: [caseId] });
    expect(needed).toHaveLength(1);
  });

  it('[OPS-23] [FAULT-72] a case’s state and digests are folded anew from whole entries, without a backup', async () => {
    const state = async () => (await scene.fetch(PEOPLE.north, `/api/cases/${caseId}`)).json();
    const before = await state();
    await flip('case_file', 'state', { id: caseId, place: 0 });
    expect((await run()).mended).toMatchObject([{ kind: 'case', id: caseId }]);
    await flip('case_file', 'state', { id: caseId, place: -40 });
    await flip('entry', 'case_digest', { id: written.id, place: 9 });
    expect(await run()).toMatchObject({ mended: [{ kind: 'case', id: caseId }], left: [] });
    expect(await state()).toEqual(before);
  });

  it('[OPS-24] [FAULT-72] a changed photo is put aside, has no receipt, and is taken from a device or a backup', async () => {
    const bytes = new Uint8Array(4000).fill(3);
    const blob = createHash('sha256').update(bytes).digest('hex');
    const path = blobPathIn(join(scene.dataDir, 'blobs'), blob);
    const receipts = async () => (await north.sync({ blobsAsked: [blob], pull: false })).head.blobReceipts.length;
    const damage = () => {
      const changed = readFileSync(path);
      changed[1234] = (changed[1234] ?? 0) ^ 1;
      writeFileSync(path, changed);
    };
    const upload = async () => {
      await north.createUpload(blob, bytes.length);
      expect((await north.upload('PATCH', blob, { body: bytes })).status).toBe(204);
    };
    await north.announce(caseId, blob);
    await upload();
    const backup = await takeBackup({ dataDir: scene.dataDir, root: tempDir(), version: 'test', nowMs: Date.now() });
    damage();
    expect((await run()).left).toMatchObject([{ kind: 'blob', id: blob }]);
    expect([await receipts(), existsSync(path), readdirSync(join(scene.dataDir, 'damaged')).length]).toEqual([
      0,
      false,
      1,
    ]);
    const health = async () => ((await (await scene.fetch(null, '/healthz')).json()) as { damaged?: object }).damaged;
    expect(await health()).toEqual({ cases: 0, blobs: 1, database: 0 });
    expect(await (await scene.fetch(null, '/metrics')).text()).toContain('jiban_damaged{kind="blob"} 1');
    await upload();
    expect([await receipts(), (await run()).found]).toEqual([1, []]);
    damage();
    expect((await run(backup.path)).mended).toMatchObject([{ kind: 'blob', id: blob }]);
    expect([await receipts(), (await run()).found]).toEqual([1, []]);
  });

  it('[OPS-21] [FAULT-72] a repeat of a halted case’s grievance opens a case of its own, and the import goes through', async () => {
    const desk = await scene.enrol(PEOPLE.supervisor);
    const { db } = scene.server.services;
    const caseOf = async (order: string) =>
      (await db.selectFrom('order_no').select('case_id').where('order_no', '=', order).executeTakeFirst())?.case_id;
    const header = '工单编号,来电时间,诉求内容,地址,问题类型,姓名,联系电话';
    const repeat = async (order: string) => {
      const row = `${order},2026-11-03 09:00:00,楼下油烟很大,北苑路S0000001号院,油烟,钱金丝雀,13877712345`;
      const path = '/api/orders/import?step=commit&name=repeat.csv';
      const answer = await scene.fetch(desk.person, path, { method: 'POST', body: `\ufeff${header}\n${row}\n` });
      expect([answer.status, await answer.json()]).toMatchObject([200, { ready: 1, committed: true }]);
      return caseOf(order);
    };
    expect(await repeat('S0000008')).toBe(caseId);
    await flip('payload', 'body', { id: written.id, place: 20 });
    await run();
    expect(await repeat('S0000009')).not.toBe(caseId);
  });

  it('[OPS-25] a halted case does not keep the others from being backed up, and the watermark stays before it', async () => {
    const order = { dataDir: scene.dataDir, root: tempDir(), version: 'test' };
    await flip('payload', 'body', { id: written.id, place: 20 });
    await expect(takeBackup({ ...order, nowMs: 1 })).rejects.toThrow(written.id);
    const { left } = await run();
    const { manifest } = await takeBackup({ ...order, nowMs: 2 });
    const { durable } = (await north.sync({ pull: false })).head.checkpoint;
    expect(durable?.seq).toBe((left[0]?.seq ?? 0) - 1);
    expect(manifest.head.seq).toBeGreaterThan(durable?.seq ?? 0);
  });

  it('[OPS-20] by hand, beside the running server: names what it finds, and mends from a backup', async () => {
    const { path } = await takeBackup({ dataDir: scene.dataDir, root: tempDir(), version: 'test', nowMs: Date.now() });
    const command = (...args: string[]) =>
      spawnSync(NODE, ['scripts/scrub.ts', ...args], {
        env: { ...process.env, DATA_DIR: scene.dataDir },
        encoding: 'utf8',
      });
    expect(command().stdout).toContain('is whole');
    await flip('payload', 'body', { id: written.id, place: 20 });
    const found = command();
    expect([found.status, found.stderr]).toEqual([1, expect.stringContaining(`DAMAGED: entry ${written.id}`)]);
    expect(found.stderr).toContain(caseId);
    const mended = command('--from', path);
    expect([mended.status, mended.stdout]).toEqual([0, expect.stringContaining(`mended: entry ${written.id}`)]);
  });
});
