import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';

/** Word templates of the bureau; a corrected one is a further row, never a change of one. */
export const migration0007: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const table = sql`create table document_template (kind text not null, version integer not null, file_name text not null, bytes blob not null,
      at integer not null, by text not null, primary key (kind, version)) strict`;
    await table.execute(db);
  },
};
