import type { DatabaseConnection, Dialect, Driver, SqliteDatabase, SqliteStatement } from 'kysely';
import { CompiledQuery, SqliteAdapter, SqliteDriver, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

const MAX_CACHED_STATEMENTS = 300;

/** Kysely's SQLite dialect over node:sqlite, which has the same statements as better-sqlite3 under slightly other names. */
export function nodeSqliteDialect(database: DatabaseSync): Dialect {
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => new ImmediateDriver(database),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** A migration is whole or not at all ([OPS-12]): SQLite takes back changes of tables like any others. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** How long another process's write lock is waited for, and how often it is looked at. */
const PATIENCE_MS = 5000;
const LOOK_AGAIN_MS = 100;
const SQLITE_BUSY = 5;

/**
 * Takes the write lock at BEGIN: a transaction that had to wait for it later could not be retried half-way. Waits without holding up the
 * event loop; once the patience is used up every further request is refused at its first look, until the lock is free again (fault 61).
 */
class ImmediateDriver extends SqliteDriver implements Driver {
  readonly #database: DatabaseSync;
  #lockedSinceMs: number | null = null;

  constructor(database: DatabaseSync) {
    super({ database: adapted(database) });
    this.#database = database;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    for (;;) {
      try {
        await connection.executeQuery(CompiledQuery.raw('begin immediate'));
        this.#lockedSinceMs = null;
        return;
      } catch (error) {
        if (((error as { readonly errcode?: number }).errcode ?? 0) % 256 !== SQLITE_BUSY) throw error;
        this.#lockedSinceMs ??= performance.now();
        if (performance.now() - this.#lockedSinceMs > PATIENCE_MS) throw error;
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      }
    }
  }

  /** After an error of the disk SQLite has rolled back itself; asking again would fail, and hide what went wrong (fault 59). */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }
}

function adapted(database: DatabaseSync): SqliteDatabase {
  const cache = new Map<string, SqliteStatement>();
  return {
    close: () => {
      cache.clear();
      database.close();
    },
    prepare: (sql) => {
      const known = cache.get(sql);
      if (known) return known;
      const statement = adaptedStatement(database.prepare(sql));
      if (cache.size >= MAX_CACHED_STATEMENTS) cache.clear();
      cache.set(sql, statement);
      return statement;
    },
  };
}

function adaptedStatement(statement: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)),
    run: (parameters) => statement.run(...values(parameters)),
    iterate: (parameters) => statement.iterate(...values(parameters)),
  };
}
