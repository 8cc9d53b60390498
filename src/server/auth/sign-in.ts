import type { Db } from '../db/sqlite/open-database.ts';
import type { Person } from '#domain/people/person.ts';
import type { SignIn } from '#protocol/session.ts';
import { delayOf, noteFailure, noteSuccess } from './throttle.ts';
import { personOfRow } from './people.ts';
import { verifyPassword } from './password.ts';

export type SignInOutcome =
  | { readonly ok: true; readonly person: Person }
  | { readonly ok: false; readonly code: 'wrong-credentials' }
  | { readonly ok: false; readonly code: 'too-many-attempts'; readonly waitMs: number };

/** Wrong account, wrong password and a closed account all answer alike, after equal work. */
export async function signIn(db: Db, given: SignIn, about: { address: string; nowMs: number }): Promise<SignInOutcome> {
  const subjects = [
    { kind: 'account', value: given.account },
    { kind: 'address', value: about.address },
  ] as const;
  const waitMs = await delayOf(db, subjects, about.nowMs);
  if (waitMs > 0) return { ok: false, code: 'too-many-attempts', waitMs };
  const row = await db
    .selectFrom('person')
    .selectAll()
    .where('account', '=', given.account)
    .where('active', '=', 1)
    .executeTakeFirst();
  if (!(await verifyPassword(row?.password_hash ?? null, given.password)) || !row) {
    await noteFailure(db, subjects, about.nowMs);
    return { ok: false, code: 'wrong-credentials' };
  }
  await noteSuccess(db, given.account);
  return { ok: true, person: personOfRow(row) };
}
