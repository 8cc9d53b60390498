import type { LogReader, LogStore, LogWriter } from '../port.ts';
import type { Db } from './open-database.ts';
import { SqliteLog } from './sqlite-log.ts';

/** The log in SQLite. One connection: transactions queue, so that no reader and no writer meets half of another's work. */
export class SqliteLogStore implements LogStore {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  read<T>(work: (log: LogReader) => Promise<T>): Promise<T> {
    return this.#db.transaction().execute((trx) => work(new SqliteLog(trx)));
  }

  write<T>(work: (log: LogWriter) => Promise<T>): Promise<T> {
    return this.#db.transaction().execute((trx) => work(new SqliteLog(trx)));
  }
}
