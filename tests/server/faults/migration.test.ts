import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { killChild, startChild } from './child-server.ts';
import { NODE } from './strace.ts';
import { openDatabase } from '#server/db/sqlite/open-database.ts';
import { tempDir } from '#tests/server/temp-database.ts';

const PROCESS = fileURLToPath(new URL('./migrating-process.ts', import.meta.url));
const EVERY = process.env['JIBAN_KILL_POINTS'] === 'all' ? 1 : 9;

function open(dataDir: string, killAt: number): { readonly killed: boolean; readonly statements: number } {
  const { signal, stdout, stderr } = spawnSync(NODE, [PROCESS, dataDir, String(killAt)], { encoding: 'utf8' });
  if (signal === null && stdout.trim() === '') throw new Error(stderr);
  return { killed: signal === 'SIGKILL', statements: Number(stdout) };
}

async function tablesIn(dataDir: string): Promise<readonly string[]> {
  const opened = await openDatabase(dataDir);
  const tables = await opened.db.introspection.getTables({ withInternalKyselyTables: true });
  await opened.close();
  return tables.map(({ name, columns }) => `${name}: ${columns.map((column) => column.name).join(' ')}`).sort();
}

describe('migrations', { timeout: 120_000 }, () => {
  it('[OPS-12] [FAULT-67] killed before any statement, the next start completes and the tables are the same', async () => {
    const whole = tempDir();
    const { statements } = open(whole, 0);
    const tables = await tablesIn(whole);
    expect(statements).toBeGreaterThan(30);
    let kills = 0;
    for (let at = 2; at <= statements; at += EVERY) {
      const dataDir = tempDir();
      if (open(dataDir, at).killed) kills += 1;
      expect([at, await tablesIn(dataDir)]).toEqual([at, tables]);
    }
    expect(kills).toBe(Math.ceil((statements - 1) / EVERY));
  });

  it('[OPS-13] [FAULT-68] an older version refuses the database of a newer one, and changes nothing', async () => {
    const opened = await openDatabase(tempDir());
    const { dataDir } = opened;
    await opened.db
      .insertInto('kysely_migration' as never)
      .values({ name: '9999-later', timestamp: '2027' })
      .execute();
    await opened.close();
    await expect(openDatabase(dataDir)).rejects.toThrow('written by a newer Jiban (9999-later)');
  });

  it('[OPS-13] [FAULT-68] a second process is refused; when the first dies, however it dies, the lock goes with it', async () => {
    const dataDir = tempDir();
    const first = await startChild(dataDir);
    await expect(openDatabase(dataDir)).rejects.toThrow('Another Jiban process uses');
    await killChild(first);
    await (await openDatabase(dataDir)).close();
  });
});
