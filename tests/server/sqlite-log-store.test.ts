import { describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { DataDirInUseError } from '#server/db/sqlite/data-dir-lock.ts';
import { describeLogStore } from '#tests/contract/log-store.contract.ts';
import { ensureEpoch } from '#server/db/sqlite/meta.ts';
import { openDatabase } from '#server/db/sqlite/open-database.ts';
import { SqliteLogStore } from '#server/db/sqlite/sqlite-log-store.ts';
import { tempDatabase, tempDir } from './temp-database.ts';

describeLogStore('SQLite', async () => new SqliteLogStore((await tempDatabase()).db));

describe('data directory', () => {
  it('refuses a second process, and is free again after closing', async () => {
    const dir = tempDir();
    const first = await openDatabase(dir);
    await expect(openDatabase(dir)).rejects.toThrow(DataDirInUseError);
    await first.close();
    await (await openDatabase(dir)).close();
  });

  it('keeps its epoch over a restart, and writes with WAL and FULL', async () => {
    const dir = tempDir();
    const first = await openDatabase(dir);
    const epoch = await ensureEpoch(first.db);
    await first.close();
    const second = await openDatabase(dir);
    expect(await ensureEpoch(second.db)).toBe(epoch);
    const FULL = 2;
    expect((await sql`pragma journal_mode`.execute(second.db)).rows).toEqual([{ journal_mode: 'wal' }]);
    expect((await sql`pragma synchronous`.execute(second.db)).rows).toEqual([{ synchronous: FULL }]);
    await second.close();
  });
});
