import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';
import type { Tables } from './tables.ts';
import { growTree } from './tree-rows.ts';

const STATEMENTS = [
  `create table tree_node (level integer not null, place integer not null, hash blob not null, primary key (level, place)) strict, without rowid`,
  `create table tree_checkpoint (id integer primary key, epoch text not null, size integer not null, root blob not null, note text not null,
    at integer not null, unique (epoch, size)) strict`,
  // What was signed and handed out cannot be taken back, whoever writes to this database by mistake.
  `create trigger tree_checkpoint_kept before delete on tree_checkpoint begin select raise(abort, 'checkpoints are never deleted'); end`,
  `create trigger tree_checkpoint_fixed before update on tree_checkpoint begin select raise(abort, 'checkpoints are never changed'); end`,
  `create table anchor (id integer primary key, checkpoint integer not null references tree_checkpoint (id), kind text not null,
    at integer not null, token blob not null) strict`,
  `create table package_export (id text primary key, case_id text not null, person text not null, at integer not null, audience text not null,
    purpose text not null, manifest text not null, bytes integer not null) strict`,
  `create index package_export_case on package_export (case_id, at)`,
];

/** The tree over the log, for what is in the log already too; signed states of it; who took a package of which case, and why. */
export const migration0006: Migration = {
  async up(db: Kysely<Tables>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
    await growTree(db);
  },
};
