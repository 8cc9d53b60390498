import { describe, expect, it } from 'vitest';
import type { LogStore } from '#server/db/port.ts';
import { HEALTH, LogScene, orderBody, PEOPLE, START_MS } from '#tests/server/log-scene.ts';
import { DeviceWriter } from '#server/keys/device-writer.ts';
import { keysOf } from '#domain/people/policy.ts';

/** What every LogStore must do; run on the one in memory and on SQLite. */
export function describeLogStore(name: string, open: () => Promise<LogStore>): void {
  describe(`LogStore contract: ${name}`, () => {
    const all = ['all'];

    async function scene() {
      const log = new LogScene(await open());
      const system = await log.enrol(PEOPLE.system);
      const supervisor = await log.enrol(PEOPLE.supervisor);
      const order = (id: string, dueAtMs = START_MS) =>
        log.send(system, { case: id, kind: 'order', body: orderBody({ dueAtMs }) });
      const assign = (id: string, unit: string, base: number) =>
        log.send(supervisor, { case: id, kind: 'assign', body: { unit }, base });
      return { log, store: log.store, system, supervisor, order, assign };
    }

    it('starts empty, at sequence 0', async () => {
      const { store } = await scene();
      expect(await store.read((log) => log.head())).toEqual({ seq: 0, hash: '' });
    });

    it('numbers entries 1, 2, 3 and returns their receipts unchanged', async () => {
      const { store, order } = await scene();
      const receipts = [await order('c-1'), await order('c-2'), await order('c-3')];
      expect(receipts.map(({ seq }) => seq)).toEqual([1, 2, 3]);
      const stored = await store.read((log) => log.receipts([...receipts.map(({ entry }) => entry), 'f'.repeat(64)]));
      expect([...stored.values()].sort((a, b) => a.seq - b.seq)).toEqual(receipts);
    });

    it('rolls everything back when the work throws', async () => {
      const { store, order, log } = await scene();
      await order('c-1');
      const before = await store.read(async (reader) => [
        await reader.head(),
        [...(await reader.cases(['c-1'])).values()],
      ]);
      const device = await log.enrol(PEOPLE.north);
      const failing = store.write(async (writer) => {
        const state = (await writer.cases(['c-1'])).get('c-1');
        if (state) await writer.putCases([{ ...state, status: 'closed' }]);
        await writer.changeAccess([{ case: 'c-1', key: 'unit:x', seq: 1, open: true }]);
        await writer.moveDevice(device.row.id, { lastSeq: 7, head: 'a'.repeat(64) });
        await writer.quarantine([
          { device: device.row.id, person: 'p', receivedAt: 1, code: 'malformed', detail: '', text: 'x' },
        ]);
        throw new Error('stop');
      });
      await expect(failing).rejects.toThrow('stop');
      expect(
        await store.read(async (reader) => [await reader.head(), [...(await reader.cases(['c-1'])).values()]]),
      ).toEqual(before);
      expect((await store.read((reader) => reader.device(device.row.id)))?.lastSeq).toBe(0);
      expect(await store.read((reader) => reader.snapshots(['c-1'], ['unit:x']))).toEqual([]);
    });

    it('lets no write see half of another', async () => {
      const { store, log } = await scene();
      const device = await log.enrol(PEOPLE.north);
      const bump = () =>
        store.write(async (writer) => {
          const row = await writer.device(device.row.id);
          await new Promise((resolve) => setTimeout(resolve, 2));
          await writer.moveDevice(device.row.id, { lastSeq: (row?.lastSeq ?? 0) + 1, head: null });
        });
      await Promise.all([bump(), bump(), bump(), bump()]);
      expect((await store.read((reader) => reader.device(device.row.id)))?.lastSeq).toBe(4);
    });

    it('tells its hash at any place, and none beyond its end', async () => {
      const { store, order } = await scene();
      await order('c-1');
      const first = await store.read((log) => log.head());
      await order('c-2');
      const at = (seq: number) => store.read((log) => log.hashAt(seq));
      expect([await at(0), await at(1), await at(3)]).toEqual(['', first.hash, null]);
      expect(await at(2)).toBe((await store.read((log) => log.head())).hash);
    });

    it('keeps a device as it was enrolled, and what changes of it', async () => {
      const { store, log } = await scene();
      const { row } = await log.enrol(PEOPLE.north);
      expect(await store.read((reader) => reader.device(row.id))).toEqual(row);
      await store.write(async (writer) => {
        await writer.noteContact(row.id, { at: 5, health: HEALTH });
        await writer.revoke(row.id, 6);
      });
      expect(await store.read((reader) => reader.device(row.id))).toEqual({
        ...row,
        lastContactAt: 5,
        health: HEALTH,
        revokedAt: 6,
      });
      expect(await store.read((reader) => reader.device('0'.repeat(32)))).toBeNull();
    });

    it('knows which numbers of a chain are taken', async () => {
      const { store, order, system } = await scene();
      const first = await order('c-1');
      const second = await order('c-2');
      const places = await store.read((log) => log.chainPlaces(system.row.id, [2, 3]));
      expect(places).toEqual([{ id: second.entry, seq: 2, chain: 'ok' }]);
      expect(await store.read((log) => log.chainPlaces(system.row.id, [1]))).toEqual([
        { id: first.entry, seq: 1, chain: 'ok' },
      ]);
    });

    it('tells a chain from a number on, with both branches of a fork and every blob that was announced', async () => {
      const { log, store, order, supervisor } = await scene();
      await order('c-1');
      const [original, thumb] = ['a'.repeat(64), 'b'.repeat(64)];
      const facts = { mediaType: 'image/jpeg', bytes: 10, widthPx: 1, heightPx: 1, way: 'camera' };
      const photo = { case: 'c-1', kind: 'photo' as const, body: { original, thumb, ...facts }, blobs: [original] };
      const [first, second, third] = [
        await log.write(supervisor, photo),
        await log.write(supervisor, { case: 'c-1', kind: 'assign', body: { unit: 'town-north' } }),
        await log.write(supervisor, { case: 'c-1', kind: 'assign', body: { unit: 'town-south' } }),
      ];
      const copied = new DeviceWriter(supervisor.key, { ...supervisor.row, lastSeq: 1, head: first.id });
      const branch = await copied.write({ ...photo, base: 0, at: START_MS });
      await log.sync(supervisor, { entries: [first, second, third, branch].map(({ entry }) => entry) });
      const told = (from: number, limit: number) =>
        store.read((reader) => reader.chainFrom(supervisor.row.id, from, limit));
      const both = [second.id, branch.id].sort();
      expect((await told(1, 10)).map(({ seq, entry }) => [seq, entry])).toEqual([
        [1, first.id],
        [2, both[0]],
        [2, both[1]],
        [3, third.id],
      ]);
      expect((await told(1, 10)).map(({ blobs }) => blobs.length).sort()).toEqual([0, 0, 2, 2]);
      expect((await told(1, 2))[0]).toEqual({ seq: 1, entry: first.id, blobs: [original, thumb] });
      expect((await told(1, 2)).map(({ seq }) => seq)).toEqual([1, 2, 2]);
      expect((await told(3, 1)).map(({ entry }) => entry)).toEqual([third.id]);
      expect(await told(4, 10)).toEqual([]);
      expect(await store.read((reader) => reader.chainFrom('0'.repeat(32), 1, 10))).toEqual([]);
    });

    it('opens and closes a case by key, and remembers since when', async () => {
      const { store, order, assign } = await scene();
      await order('c-1');
      const given = await assign('c-1', 'town-north', 1);
      const north = keysOf(PEOPLE.north);
      expect((await store.read((log) => log.snapshots(['c-1', 'c-9'], north))).map((row) => row.case)).toEqual(['c-1']);
      const moved = await assign('c-1', 'town-south', given.seq);
      expect(await store.read((log) => log.snapshots(['c-1'], north))).toEqual([]);
      const changes = await store.read((log) => log.visibilityChanges(north, 0, 10));
      expect(changes.map(({ seq, visibleNow, visibleBefore }) => ({ seq, visibleNow, visibleBefore }))).toEqual([
        { seq: given.seq, visibleNow: false, visibleBefore: false },
        { seq: moved.seq, visibleNow: false, visibleBefore: false },
      ]);
      const later = await store.read((log) => log.visibilityChanges(north, given.seq, 10));
      expect(later.map(({ visibleBefore }) => visibleBefore)).toEqual([true]);
      await assign('c-1', 'town-north', moved.seq);
      const back = await store.read((log) => log.visibilityChanges(north, moved.seq, 10));
      expect(back).toMatchObject([{ visibleNow: true, visibleBefore: false }]);
      expect(await store.read((log) => log.feed(north, moved.seq, 10))).toEqual([]);
    });

    it('feeds entries only of cases open at the cursor and now', async () => {
      const { store, order, assign } = await scene();
      await order('c-1');
      await order('c-2');
      const given = await assign('c-1', 'town-north', 1);
      const again = await assign('c-1', 'town-north', given.seq);
      const north = keysOf(PEOPLE.north);
      expect(await store.read((log) => log.feed(north, 0, 10))).toEqual([]);
      const fed = await store.read((log) => log.feed(north, given.seq, 10));
      expect(fed.map(({ receipt }) => receipt)).toEqual([again]);
      expect(fed[0]?.caseAfter).toBe(given.seq);
      expect(fed[0]?.entry.payload?.body).toEqual({ unit: 'town-north' });
      expect((await store.read((log) => log.feed(all, 2, 1))).map(({ receipt }) => receipt.seq)).toEqual([3]);
    });

    it('lists open cases in boot order: open first, then limit, then id; page by page', async () => {
      const { store, order, log, supervisor } = await scene();
      await order('c-b', START_MS + 2);
      await order('c-a', START_MS + 2);
      await order('c-z', START_MS + 1);
      await order('c-closed', START_MS);
      await log.send(supervisor, { case: 'c-closed', kind: 'close', body: { result: '已办' }, base: 4 });
      const first = await store.read((reader) => reader.bootPage(all, null, 3));
      expect(first.map((row) => row.case)).toEqual(['c-z', 'c-a', 'c-b']);
      const second = await store.read((reader) => reader.bootPage(all, first.at(-1)?.place ?? null, 3));
      expect(second.map((row) => row.case)).toEqual(['c-closed']);
      expect(await store.read((reader) => reader.bootPage(['unit:none'], null, 3))).toEqual([]);
      expect(await store.read((reader) => reader.countOpen(['unit:none']))).toBe(0);
      expect(await store.read((reader) => reader.countOpen(all))).toBe(
        (await store.read((reader) => reader.bootPage(all, null, 100))).length,
      );
    });

    it('gives snapshots as the text of the folded state', async () => {
      const { store, order } = await scene();
      await order('c-1');
      const state = (await store.read((log) => log.cases(['c-1']))).get('c-1');
      const [snapshot] = await store.read((log) => log.snapshots(['c-1'], all));
      expect(JSON.parse(snapshot?.text ?? '')).toEqual(state);
      const changed = await store.read((log) => log.changedPage(all, 0, 5));
      expect(changed.map(({ lastSeq }) => lastSeq)).toEqual([1]);
      expect(await store.read((log) => log.changedPage(all, 1, 5))).toEqual([]);
    });

    it('answers blob receipts only for blobs that are there', async () => {
      const { store } = await scene();
      const receipt = { v: 1, alg: 'ES256', blob: 'b'.repeat(64), bytes: 3, receivedAt: 1, epoch: 'e', sig: 's' };
      await store.write((log) => log.putBlobReceipt(receipt, 'image/jpeg'));
      expect(await store.read((log) => log.blobReceipts([receipt.blob, 'c'.repeat(64)]))).toEqual([receipt]);
    });
  });
}
