import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';

const STATEMENTS = [
  `create table erased (entry_id text primary key) strict, without rowid`,
  `create table erase_request (id text primary key, case_id text not null, entry_id text not null unique, reason text not null,
    asked_by text not null, asked_at integer not null) strict`,
  `create index erase_request_case on erase_request (case_id)`,
  `create index blob_ref_entry on blob_ref (entry_id)`,
];

/** What was erased by order, and what waits for a second person. */
export const migration0003: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
