import { randomBytes } from 'node:crypto';
import type { Db } from './open-database.ts';

/** Gives a new database its epoch: the id of this history, which a restore replaces. */
export async function ensureEpoch(db: Db): Promise<string> {
  const fresh = randomBytes(8).toString('hex');
  await db
    .insertInto('meta')
    .values({ name: 'epoch', value: fresh })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await db.selectFrom('meta').select('value').where('name', '=', 'epoch').executeTakeFirstOrThrow()).value;
}
