import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpDevice } from '#tests/server/http/server-scene.ts';
import { PEOPLE } from '#tests/server/log-scene.ts';
import { ServerScene } from '#tests/server/http/server-scene.ts';

const scene = new ServerScene();
const disk = join(scene.dataDir, 'disk');
const mount = (...args: string[]) => spawnSync('mount', args).status === 0;
mkdirSync(disk);
const CAN_MOUNT = mount('-t', 'tmpfs', '-o', 'size=1m', 'none', disk);
if (!CAN_MOUNT) console.error('\n!!! NOT TESTED: a full disk for photos. Mounting a small tmpfs needs root.\n');

describe.skipIf(!CAN_MOUNT)('a full disk', () => {
  let north: HttpDevice;
  let caseId = '';
  const bytes = new Uint8Array(3_000_000).map((_, i) => i % 251);
  const blob = createHash('sha256').update(bytes).digest('hex');

  beforeAll(async () => {
    for (const name of ['blobs', 'uploads']) {
      mkdirSync(join(disk, name));
      symlinkSync(join(disk, name), join(scene.dataDir, name));
    }
    await scene.start();
    caseId = await scene.openCase(await scene.enrol(PEOPLE.supervisor), 'D0000001', 'town-north');
    north = await scene.enrol(PEOPLE.north);
  });
  afterAll(async () => {
    await scene.server.stop();
    spawnSync('umount', ['-l', disk]);
    await scene.stop();
  });

  const codeOf = async (answer: Response) => ((await answer.json()) as { error: { code: string } }).error.code;
  const receipts = async () => (await north.sync({ blobsAsked: [blob], pull: false })).head.blobReceipts;

  it('[OPS-15] [FAULT-60] takes the entry and refuses the photo with 507, before and in the middle; goes on when there is room', async () => {
    const [entry] = await north.announce(caseId, blob);
    expect(entry?.verdict.outcome).toBe('accepted');
    const refused = await north.createUpload(blob, bytes.length);
    expect([refused.status, await codeOf(refused)]).toEqual([507, 'storage-full']);
    const health = await scene.fetch(null, '/healthz');
    expect([health.status, await health.json()]).toMatchObject([503, { ok: false, reason: 'the disk is nearly full' }]);

    expect(mount('-o', 'remount,size=400m', disk)).toBe(true);
    expect((await north.createUpload(blob, bytes.length)).status).toBe(201);
    expect(mount('-o', 'remount,size=1m', disk)).toBe(true);
    const cut = await north.upload('PATCH', blob, { body: bytes });
    expect([cut.status, await codeOf(cut), cut.headers.get('retry-after')]).toEqual([507, 'storage-full', '30']);
    expect(await receipts()).toEqual([]);

    expect(mount('-o', 'remount,size=400m', disk)).toBe(true);
    const offset = Number((await north.upload('HEAD', blob)).headers.get('upload-offset'));
    expect(offset).toBeLessThan(bytes.length);
    expect((await north.upload('PATCH', blob, { offset, body: bytes.slice(offset) })).status).toBe(204);
    expect(await receipts()).toHaveLength(1);
  });
});
