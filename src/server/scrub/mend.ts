import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import type { Damage } from '../audit/damage.ts';
import type { Db } from '../db/sqlite/open-database.ts';
import type { EntryOnDisk } from '../audit/entry-rows.ts';
import { blobPathIn } from '../blobs/blob-path.ts';
import { copyDurably, hashOfFile, syncPath } from '../disk/durable-files.ts';
import { DATABASE_FILE } from '../backup/manifest.ts';
import { entryAt } from '../audit/entry-rows.ts';
import { faultOfEntry } from '../audit/entry-fault.ts';
import { poolOf } from '../backup/verify-backup.ts';
import { refold } from '../audit/audit-cases.ts';
import { rowOfCase } from '../db/sqlite/rows.ts';
import { serverKeysOf } from '../db/sqlite/server-keys.ts';

interface MendOrder {
  readonly dataDir: string;
  readonly db: Db;
  readonly from: string | null;
}

/** Puts a good copy in the place of a damaged one; false when there is none. */
export async function mend(order: MendOrder, damage: Damage): Promise<boolean> {
  if (damage.kind === 'case') return mendCase(order.db, damage.id);
  if (order.from === null) return false;
  if (damage.kind === 'blob') return mendBlob(order, order.from, damage.id);
  return damage.kind === 'entry' && damage.seq !== null && mendEntry(order.db, order.from, damage.seq);
}

/** A case is what its entries make of it: when these are whole, it is folded anew. */
async function mendCase(db: Db, id: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const query = trx.selectFrom('entry').leftJoin('payload', 'payload.entry_id', 'entry.id').selectAll('entry');
    const rows = await query.select(['salt', 'body']).where('case_id', '=', id).orderBy('seq').execute();
    const { state, digests, isReplayable } = refold(id, rows);
    if (!isReplayable || state.records.length === 0) return false;
    for (const [i, row] of rows.entries()) {
      const digest = digests[i] ?? '';
      if (row.case_digest !== digest)
        await trx.updateTable('entry').set({ case_digest: digest }).where('seq', '=', row.seq).execute();
    }
    const { id: _id, ...columns } = rowOfCase(state);
    const insert = trx.insertInto('case_file').values(rowOfCase(state));
    await insert.onConflict((conflict) => conflict.column('id').doUpdateSet(columns)).execute();
    return true;
  });
}

async function mendBlob({ dataDir }: MendOrder, from: string, blob: string): Promise<boolean> {
  const [good, target] = [blobPathIn(poolOf(from), blob), blobPathIn(join(dataDir, 'blobs'), blob)];
  if (!existsSync(good) || (await hashOfFile(good)).sha256 !== blob) return false;
  await copyDurably(good, target);
  await syncPath(dirname(target));
  return true;
}

async function mendEntry(db: Db, from: string, seq: number): Promise<boolean> {
  const file = new DatabaseSync(join(from, DATABASE_FILE), { readOnly: true });
  try {
    const good = entryAt(file, seq);
    if (!good || (await faultOfEntry(good, serverKeysOf(file))) !== null) return false;
    return await db.transaction().execute((trx) => putRow(trx, good));
  } finally {
    file.close();
  }
}

/** Only into the place it had: a backup of another history has other entries under the same numbers. */
async function putRow(trx: Db, good: EntryOnDisk): Promise<boolean> {
  const { salt, body, public_key: _key, ...columns } = good;
  const here = await trx.selectFrom('entry').select(['id', 'log_hash']).where('seq', '=', good.seq).executeTakeFirst();
  if (!here || (here.id !== good.id && here.log_hash !== good.log_hash)) return false;
  await sql`pragma defer_foreign_keys = on`.execute(trx);
  await trx.updateTable('entry').set(columns).where('seq', '=', good.seq).execute();
  for (const table of ['payload', 'blob_ref'] as const)
    await trx.updateTable(table).set({ entry_id: good.id }).where('entry_id', '=', here.id).execute();
  const erased = await trx.selectFrom('erased').select('entry_id').where('entry_id', '=', good.id).executeTakeFirst();
  if (salt === null || body === null || erased) return true;
  const insert = trx.insertInto('payload').values({ entry_id: good.id, salt, body });
  await insert.onConflict((conflict) => conflict.column('entry_id').doUpdateSet({ salt, body })).execute();
  return true;
}
