import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Db } from '../db/sqlite/open-database.ts';
import type { Tables } from '../db/sqlite/tables.ts';

/** Set in the transaction that erases and taken away once the file is clean: a crash in between is made up for at the next start. */
const DUE = 'compactionDue';

export async function markCompactionDue(trx: Transaction<Tables>): Promise<void> {
  const insert = trx.insertInto('meta').values({ name: DUE, value: '1' });
  await insert.onConflict((conflict) => conflict.doNothing()).execute();
}

/**
 * Deleted words lie in free pages until something else is written there, and in the write-ahead log. The file is written anew without free
 * pages, and the log cut to nothing. Blocks the server for as long as copying the database takes; erasing is rare.
 */
export async function compactIfDue(db: Db): Promise<void> {
  if (!(await db.selectFrom('meta').select('name').where('name', '=', DUE).executeTakeFirst())) return;
  await sql`vacuum`.execute(db);
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
  // Somebody reads an old state (a backup that is being made): it stays due.
  if (rows[0]?.busy !== 0) return;
  await db.deleteFrom('meta').where('name', '=', DUE).execute();
}
