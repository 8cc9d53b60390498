import type { DatabaseSync } from 'node:sqlite';
import type { Db } from './open-database.ts';

const NAME = 'statement_keys';

/** Remembers which keys receipts of this history are signed with: one that was lost and made anew must not make old receipts look forged. */
export async function noteServerKey(db: Db, publicKey: string): Promise<void> {
  const row = await db.selectFrom('meta').select('value').where('name', '=', NAME).executeTakeFirst();
  const known = JSON.parse(row?.value ?? '[]') as string[];
  if (known.includes(publicKey)) return;
  const value = JSON.stringify([...known, publicKey]);
  const insert = db.insertInto('meta').values({ name: NAME, value });
  await insert.onConflict((conflict) => conflict.column('name').doUpdateSet({ value })).execute();
}

export function serverKeysOf(file: DatabaseSync): readonly string[] {
  const row = file.prepare('select value from meta where name = ?').get(NAME) as { value: string } | undefined;
  return JSON.parse(row?.value ?? '[]') as string[];
}
