import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, Migrator } from 'kysely';
import type { Tables } from './tables.ts';
import { lockDataDir } from './data-dir-lock.ts';
import { migration0001 } from './migration-0001.ts';
import { migration0002 } from './migration-0002.ts';
import { migration0003 } from './migration-0003.ts';
import { nodeSqliteDialect } from './node-sqlite-dialect.ts';
import { refuseUnfinishedRestore } from './restore-mark.ts';

export type Db = Kysely<Tables>;

export interface OpenDatabase {
  readonly db: Db;
  readonly dataDir: string;
  close(): Promise<void>;
}

/** 3.51.3 mends a WAL reset race that could lose commits. */
const OLDEST_SQLITE = [3, 51, 3] as const;
const BUSY_TIMEOUT_MS = 5000;

/**
 * Opens (or makes) the database of a data directory, alone: a second process on the same directory is refused.
 * WAL with synchronous=FULL: every commit is on disk before its promise is fulfilled.
 * @throws DataDirInUseError, UnfinishedRestoreError
 */
export async function openDatabase(dataDir: string): Promise<OpenDatabase> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const unlock = lockDataDir(dataDir);
  try {
    refuseUnfinishedRestore(dataDir);
    const file = new DatabaseSync(join(dataDir, 'jiban.db'), {
      enableForeignKeyConstraints: true,
      timeout: BUSY_TIMEOUT_MS,
    });
    assertSqliteVersion(file);
    for (const pragma of ['journal_mode = wal', 'synchronous = full', 'temp_store = memory', 'cache_size = -32000'])
      file.exec(`pragma ${pragma}`);
    const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(file) });
    await migrate(db);
    const close = async () => {
      await db.destroy();
      unlock();
    };
    return { db, dataDir, close };
  } catch (error) {
    unlock();
    throw error;
  }
}

function assertSqliteVersion(file: DatabaseSync): void {
  const { version } = file.prepare('select sqlite_version() as version').get() as { version: string };
  const parts = version.split('.').map(Number);
  const [major, minor, patch] = OLDEST_SQLITE;
  const number = (a = 0, b = 0, c = 0) => a * 1e6 + b * 1e3 + c;
  if (number(...parts) < number(major, minor, patch)) {
    throw new Error(
      `SQLite ${version} in this Node is older than ${OLDEST_SQLITE.join('.')}, which the server needs: use Node 24.21 or newer`,
    );
  }
}

async function migrate(db: Db): Promise<void> {
  const provider = {
    getMigrations: () => Promise.resolve({ '0001': migration0001, '0002': migration0002, '0003': migration0003 }),
  };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error) throw new Error('the database could not be brought to this version', { cause: error });
}
