import type { Selectable } from 'kysely';
import type { Db } from '../db/sqlite/open-database.ts';
import type { Hash } from '#domain/merkle/tree.ts';
import type { SigningKey } from '../keys/p256.ts';
import type { Tables } from '../db/sqlite/tables.ts';
import { consistencyRanges, sameHash } from '#domain/merkle/proofs.ts';
import { hashesOfRanges, rootOf, treeSize } from '../db/sqlite/tree-rows.ts';
import { noteOf, originOf, textOfCheckpoint } from '#domain/merkle/checkpoint-note.ts';
import { SqliteLog } from '../db/sqlite/sqlite-log.ts';

export type CheckpointRow = Selectable<Tables['tree_checkpoint']>;

export interface CheckpointDeps {
  readonly db: Db;
  readonly serverKey: SigningKey;
  readonly clock: { now(): number };
}

/** The log does not go on from a state of it that was signed before. Signing another one would be a lie (c2sp.org/tlog-checkpoint). */
export class TreeContradictsError extends Error {
  override readonly name = 'TreeContradictsError';
}

/**
 * Signs the present state of the log's tree, once for each size.
 * @throws TreeContradictsError
 */
export async function makeCheckpoint({ db, serverKey, clock }: CheckpointDeps): Promise<CheckpointRow> {
  return db.transaction().execute(async (trx) => {
    const log = new SqliteLog(trx);
    const [epoch, { seq: size }] = [await log.epoch(), await log.head()];
    const last = await latestCheckpoint(trx);
    await assertGoesOn(trx, { last, size });
    if (last?.size === size && last.epoch === epoch) return last;
    const checkpoint = { origin: originOf(epoch), size, root: await rootOf(trx, size) };
    const sig = await serverKey.sign(textOfCheckpoint(checkpoint));
    const key = Buffer.from(serverKey.publicKey, 'base64url');
    const note = noteOf(checkpoint, key, Buffer.from(sig, 'base64url'));
    const row = { epoch, size, root: checkpoint.root, note, at: clock.now() };
    return trx.insertInto('tree_checkpoint').values(row).returningAll().executeTakeFirstOrThrow();
  });
}

/** Whether tree, log and the last signed state still agree; false where one of them was changed. Reads some forty rows. */
export async function treeFits(db: Db): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const [last, head] = [await latestCheckpoint(trx), await new SqliteLog(trx).head()];
    return assertGoesOn(trx, { last, size: head.seq }).then(
      () => true,
      () => false,
    );
  });
}

async function assertGoesOn(
  db: Db,
  { last, size }: { readonly last: CheckpointRow | null; readonly size: number },
): Promise<void> {
  if ((await treeSize(db)) !== size)
    throw new TreeContradictsError('the tree has not as many leaves as the log entries');
  if (!last) return;
  const root = last.size <= size ? await rootOf(db, last.size) : null;
  if (!root || !sameHash(root, last.root))
    throw new TreeContradictsError(`the log does not go on from its checkpoint of ${String(last.size)} entries`);
}

/**
 * The last one; null before the first. After a restore it may be one of the history before, for what is in this database is by its nature a
 * beginning of what the log holds now.
 */
export async function latestCheckpoint(db: Db): Promise<CheckpointRow | null> {
  const query = db.selectFrom('tree_checkpoint').selectAll().orderBy('id', 'desc').limit(1);
  return (await query.executeTakeFirst()) ?? null;
}

/** The one of that size, of this history or of one it goes on from. */
export async function checkpointOfSize(db: Db, size: number): Promise<CheckpointRow | null> {
  const query = db.selectFrom('tree_checkpoint').selectAll().where('size', '=', size);
  return (await query.orderBy('id', 'desc').limit(1).executeTakeFirst()) ?? null;
}

/** Proves that the tree of `first` leaves is the beginning of that of `second`. Both at most as long as the log. */
export function consistencyOf(db: Db, first: number, second: number): Promise<readonly Hash[]> {
  return hashesOfRanges(db, consistencyRanges(first, second));
}
