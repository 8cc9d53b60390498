import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { HttpDevice } from '#tests/server/http/server-scene.ts';
import type { ChildServer } from './child-server.ts';
import { injectInto, STRACE_WORKS } from './strace.ts';
import { killChild, startChild } from './child-server.ts';
import { PEOPLE } from '#tests/server/log-scene.ts';
import { Pusher } from './pusher.ts';
import { ServerScene } from '#tests/server/http/server-scene.ts';

describe('a disk that says no', { timeout: 90_000 }, () => {
  const scene = new ServerScene();
  let north: HttpDevice;
  let caseId = '';

  beforeAll(async () => {
    await scene.start();
    caseId = await scene.openCase(await scene.enrol(PEOPLE.supervisor), 'E0000001', 'town-north');
    north = await scene.enrol(PEOPLE.north);
    await scene.token(PEOPLE.north);
    await scene.server.stop();
  });
  afterAll(() => scene.stop());

  const healthOf = async ({ url }: ChildServer) => {
    const answer = await fetch(`${url}/healthz`);
    return [answer.status, ((await answer.json()) as { reason?: string }).reason ?? ''] as const;
  };
  const becomes = (server: ChildServer, status: number, reason: RegExp) =>
    vi.waitFor(
      async () => {
        const [now, why] = await healthOf(server);
        expect(now).toBe(status);
        expect(why).toMatch(reason);
      },
      { timeout: 20_000, interval: 500 },
    );

  const FAULTS = [
    ['fsync,fdatasync:error=EIO', 503, /disk I\/O error/],
    ['pwrite64:error=EIO', 503, /disk I\/O error/],
    ['pwrite64:error=ENOSPC', 507, /full/],
  ] as const;

  it.skipIf(!STRACE_WORKS).each(FAULTS)(
    '[OPS-14] [FAULT-59] %s: no receipt, %i, health says so; afterwards it goes on and nothing is lost',
    async (injection, status, reason) => {
      const pusher = new Pusher(north, caseId);
      const server = await startChild(scene.dataDir);
      const before = await pusher.write(5);
      expect(await pusher.push(server.url, before)).toBe(200);
      const letGo = await injectInto(server.pid, injection);
      const during = await pusher.write(5);
      expect(await pusher.push(server.url, during)).toBe(status);
      expect(pusher.receipts.size).toBe(5);
      await becomes(server, 503, reason);
      await letGo();
      expect(await pusher.push(server.url, [...before, ...during])).toBe(200);
      expect([pusher.receipts.size, pusher.differing]).toEqual([10, []]);
      await becomes(server, 200, /^$/);
      await killChild(server);
      const file = new DatabaseSync(join(scene.dataDir, 'jiban.db'));
      const stored = new Set(
        file
          .prepare('select id from entry')
          .all()
          .map((row) => row['id']),
      );
      file.close();
      expect([...pusher.receipts.keys()].filter((id) => !stored.has(id))).toEqual([]);
    },
  );

  it.skipIf(!STRACE_WORKS)(
    '[OPS-14] [FAULT-59] no file can be opened: the photo waits, health says so, then it goes on',
    async () => {
      const server = await startChild(scene.dataDir);
      const bytes = new Uint8Array(50_000).fill(5);
      const blob = createHash('sha256').update(bytes).digest('hex');
      const body = { original: blob, mediaType: 'image/jpeg', bytes: 50_000, widthPx: 1, heightPx: 1, way: 'camera' };
      const draft = { case: caseId, kind: 'photo', body, base: 1_000_000, at: Date.now(), blobs: [blob] } as const;
      const pusher = new Pusher(north, caseId);
      expect(await pusher.push(server.url, [(await north.writer.write(draft)).entry])).toBe(200);
      const cookie = `__Host-jiban=${await scene.token(PEOPLE.north)}`;
      const tus = { cookie, 'tus-resumable': '1.0.0' };
      const metadata = `sha256 ${btoa(blob)},device ${btoa(north.id)}`;
      const create = () =>
        fetch(`${server.url}/api/blobs/uploads`, {
          method: 'POST',
          headers: { ...tus, 'upload-length': String(bytes.length), 'upload-metadata': metadata },
        });
      const letGo = await injectInto(server.pid, 'openat:error=EMFILE');
      const refused = await create();
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30']);
      await becomes(server, 503, /EMFILE/);
      await letGo();
      await vi.waitFor(async () => expect((await create()).status).toBe(201), { timeout: 10_000 });
      const sent = await fetch(`${server.url}/api/blobs/uploads/${blob}-${north.id}`, {
        method: 'PATCH',
        headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
        body: bytes,
      });
      expect(sent.status).toBe(204);
      await becomes(server, 200, /^$/);
      await killChild(server);
    },
  );

  it('[OPS-16] [FAULT-61] a database that another program has locked: 503 and Retry-After, still answering, then it goes on', async () => {
    await scene.start();
    const pusher = new Pusher(north, caseId);
    const entries = await pusher.write(3);
    const other = new DatabaseSync(join(scene.dataDir, 'jiban.db'));
    other.exec('begin immediate');
    const sends = Array.from({ length: 5 }, () =>
      north.scene.post(PEOPLE.north, '/api/sync', north.request({ entries: [...entries], pull: false })),
    );
    // While those wait for the lock, what needs no database is answered.
    expect((await scene.fetch(null, '/openapi.json')).status).toBe(200);
    for (const answer of await Promise.all(sends))
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30']);
    await vi.waitFor(async () => expect((await scene.fetch(null, '/healthz')).status).toBe(503), { timeout: 10_000 });
    other.exec('rollback');
    other.close();
    expect(await pusher.push(scene.server.url, entries)).toBe(200);
    expect(pusher.receipts.size).toBe(3);
  });
});
