import { DatabaseSync } from 'node:sqlite';

/** What every peer's push ends in: one transaction, flushed to disk before the answer, as our own server does it. */
export class DurableRows {
  readonly #db: DatabaseSync;

  constructor(file: string) {
    this.#db = new DatabaseSync(file);
    this.#db.exec(
      'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS row (id TEXT PRIMARY KEY, body TEXT NOT NULL)',
    );
  }

  store(rows: readonly { readonly id: string; readonly body: string }[]): void {
    const insert = this.#db.prepare('INSERT OR REPLACE INTO row (id, body) VALUES (?, ?)');
    this.#db.exec('BEGIN IMMEDIATE');
    for (const row of rows) insert.run(row.id, row.body);
    this.#db.exec('COMMIT');
  }

  clear(): void {
    this.#db.exec('DELETE FROM row');
  }

  close(): void {
    this.#db.close();
  }
}
