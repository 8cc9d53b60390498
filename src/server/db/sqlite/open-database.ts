import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DEFAULT_MIGRATION_TABLE, Kysely, Migrator, sql } from 'kysely';
import type { Tables } from './tables.ts';
import { lockDataDir } from './data-dir-lock.ts';
import { migration0001 } from './migration-0001.ts';
import { migration0002 } from './migration-0002.ts';
import { migration0003 } from './migration-0003.ts';
import { migration0004 } from './migration-0004.ts';
import { migration0005 } from './migration-0005.ts';
import { migration0006 } from './migration-0006.ts';
import { migration0007 } from './migration-0007.ts';
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
/** For single statements, which hold up everything while they wait. Transactions wait longer, and aside. */
const BUSY_TIMEOUT_MS = 250;

/**
 * Opens (or makes) the database of a data directory, alone: a second process on the same directory is refused.
 * WAL with synchronous=FULL: every commit is on disk before its promise is fulfilled.
 * @throws DataDirInUseError, UnfinishedRestoreError, NewerDatabaseError
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

/** A second connection beside a server that may run on the directory: for reading, and for short writes. Takes no lock and migrates nothing. */
export function connectBeside(dataDir: string): {
  readonly db: Db;
  readonly file: DatabaseSync;
  readonly close: () => Promise<void>;
} {
  const file = new DatabaseSync(join(dataDir, 'jiban.db'), { timeout: BUSY_TIMEOUT_MS });
  file.exec('pragma synchronous = full');
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(file) });
  return { db, file, close: () => db.destroy() };
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

/** Nobody may write in a shape that they do not know (fault 68). */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';
}

const MIGRATIONS = {
  '0001': migration0001,
  '0002': migration0002,
  '0003': migration0003,
  '0004': migration0004,
  '0005': migration0005,
  '0006': migration0006,
  '0007': migration0007,
};

/** Whole or not at all, whenever the process dies ([OPS-12]). @throws NewerDatabaseError */
async function migrate(db: Db): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
  const unknown = (await executedMigrations(db)).filter((name) => !(name in MIGRATIONS));
  if (unknown.length > 0) {
    throw new NewerDatabaseError(
      `This database was written by a newer Jiban (${unknown.join(', ')}). Start that version, or restore a backup made before the update`,
    );
  }
  const { error } = await migrator.migrateToLatest();
  if (error) throw new Error('the database could not be brought to this version', { cause: error });
}

async function executedMigrations(db: Db): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return [];
  const rows = await sql<{ name: string }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db);
  return rows.rows.map(({ name }) => name);
}
