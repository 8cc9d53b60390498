import { createHash } from 'node:crypto';
import type { Db } from '../db/sqlite/open-database.ts';

/** Failures that are free, by kind of subject: a whole office may sit behind one address. */
const FREE_FAILURES = { account: 5, address: 30 } as const;
const FIRST_DELAY_MS = 2000;
const LONGEST_DELAY_MS = 15 * 60_000;
/** Failures are forgotten after this long without another. */
const FORGET_MS = 60 * 60_000;

export type Subject = { readonly kind: keyof typeof FREE_FAILURES; readonly value: string };

/** Hashed: a password typed into the account field must not be kept, nor anybody's address. */
const keyOf = ({ kind, value }: Subject) =>
  `${kind}:${createHash('sha256').update(value.toLowerCase()).digest('hex').slice(0, 32)}`;

/** Milliseconds until the next try is allowed for all of the subjects; 0 when it is allowed now. */
export async function delayOf(db: Db, subjects: readonly Subject[], nowMs: number): Promise<number> {
  const rows = await db
    .selectFrom('sign_in_attempt')
    .select('blocked_until')
    .where('subject', 'in', subjects.map(keyOf))
    .execute();
  return Math.max(0, ...rows.map((row) => row.blocked_until - nowMs));
}

/** Each failure beyond the free ones doubles the wait. */
export async function noteFailure(db: Db, subjects: readonly Subject[], nowMs: number): Promise<void> {
  for (const subject of subjects) {
    const key = keyOf(subject);
    const row = await db.selectFrom('sign_in_attempt').selectAll().where('subject', '=', key).executeTakeFirst();
    const failures = row && nowMs - row.last_at < FORGET_MS ? row.failures + 1 : 1;
    const beyond = failures - FREE_FAILURES[subject.kind];
    const delayMs = beyond < 0 ? 0 : Math.min(FIRST_DELAY_MS * 2 ** beyond, LONGEST_DELAY_MS);
    const values = { failures, last_at: nowMs, blocked_until: nowMs + delayMs };
    const insert = db.insertInto('sign_in_attempt').values({ subject: key, ...values });
    await insert.onConflict((conflict) => conflict.column('subject').doUpdateSet(values)).execute();
  }
}

/** A right password clears its account; the address keeps its count, or one known account would open the way to guess others. */
export async function noteSuccess(db: Db, account: string): Promise<void> {
  await db
    .deleteFrom('sign_in_attempt')
    .where('subject', '=', keyOf({ kind: 'account', value: account }))
    .execute();
}
