import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpDevice } from '#tests/server/http/server-scene.ts';
import { PEOPLE } from '#tests/server/log-scene.ts';
import { runInjected, STRACE_WORKS } from '#tests/server/faults/strace.ts';
import { ServerScene } from '#tests/server/http/server-scene.ts';
import { takeBackup } from '#server/backup/take-backup.ts';
import { tempDir } from '#tests/server/temp-database.ts';

/** Beginning, middle and end of the copy of the database, of keys and blobs, of the manifest, and the naming. */
const POINTS = [
  'pwrite64:when=1',
  'pwrite64:when=40',
  'copy_file_range,sendfile:when=1',
  'fsync:when=1',
  'fsync:when=4',
  'fsync:when=9',
  'rename:when=2',
  'rename:when=3',
];

describe.skipIf(!STRACE_WORKS)('a backup that is killed', () => {
  const scene = new ServerScene();
  let north: HttpDevice;

  beforeAll(async () => {
    await scene.start();
    const caseId = await scene.openCase(await scene.enrol(PEOPLE.supervisor), 'K0000002', 'town-north');
    north = await scene.enrol(PEOPLE.north);
    const bytes = new Uint8Array(300_000).fill(7);
    const blob = createHash('sha256').update(bytes).digest('hex');
    await north.announce(caseId, blob);
    await north.createUpload(blob, bytes.length);
    expect((await north.upload('PATCH', blob, { body: bytes })).status).toBe(204);
  });
  afterAll(() => scene.stop());

  it('[OPS-4] [FAULT-76] leaves nothing that looks like a backup, and no watermark', { timeout: 60_000 }, async () => {
    const root = tempDir();
    const looksWhole = () =>
      readdirSync(root).filter((name) => existsSync(join(root, name, 'manifest.json')) && !name.startsWith('.'));
    for (const point of POINTS) {
      const [calls = '', when = ''] = point.split(':');
      const args = ['scripts/backup.ts', root];
      const env = { DATA_DIR: scene.dataDir };
      const child = runInjected(`${calls}:signal=SIGKILL:${when}`, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
      const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
      // strace dies of what its child died of.
      expect([point, code, signal]).toEqual([point, null, 'SIGKILL']);
      expect([point, looksWhole()]).toEqual([point, []]);
      expect((await north.sync({ pull: false })).head.checkpoint.durable).toBeUndefined();
    }
    expect(readdirSync(root).some((name) => name.startsWith('.making-'))).toBe(true);
    const { path } = await takeBackup({ dataDir: scene.dataDir, root, version: 'test', nowMs: Date.now() });
    expect(looksWhole().map((name) => join(root, name))).toEqual([path]);
    expect(readdirSync(root).some((name) => name.startsWith('.making-'))).toBe(false);
    expect((await north.sync({ pull: false })).head.checkpoint.durable).toBeDefined();
  });
});
