import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Db } from '../db/sqlite/open-database.ts';
import type { Tables } from '../db/sqlite/tables.ts';

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
  const rows = await db.selectFrom('sign_in_attempt').selectAll().where('subject', 'in', subjects.map(keyOf)).execute();
  const waits = await Promise.all(
    rows.map(async (row) => (row.last_at > nowMs ? await rebase(db, row, nowMs) : row.blocked_until) - nowMs),
  );
  return Math.max(0, ...waits);
}

/** The clock was set back since: the wait counts from now, or it would last as long as the clock had been ahead (fault 75). */
async function rebase(db: Db, row: Selectable<Tables['sign_in_attempt']>, nowMs: number): Promise<number> {
  const until = nowMs + Math.min(row.blocked_until - row.last_at, LONGEST_DELAY_MS);
  const times = { last_at: nowMs, blocked_until: until };
  await db.updateTable('sign_in_attempt').set(times).where('subject', '=', row.subject).execute();
  return until;
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
