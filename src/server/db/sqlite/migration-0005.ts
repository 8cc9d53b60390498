import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';

/** Reference documents of the bureau; a correction is a further row, never a change of one. */
export const migration0005: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const table = sql`create table reference_version (name text not null, version integer not null, hash text not null, at integer not null,
      by text not null, reason text not null, body text not null, primary key (name, version)) strict`;
    await table.execute(db);
  },
};
