import { randomInt, randomUUID } from 'node:crypto';
import type { AccountChange, AccountInfo, IssuedPassword, NewAccount, NewUnit } from '#protocol/people.ts';
import type { Db } from '../db/sqlite/open-database.ts';
import type { Role, Unit } from '#domain/people/person.ts';
import { addPeople, addUnits } from './people.ts';
import { endOtherSessions, endSessions } from './sessions.ts';
import { hashPassword, verifyPassword } from './password.ts';

export type AccountRefusal = 'conflict' | 'not-found' | 'wrong-credentials';

/** No letters or digits that are taken for another when read aloud or copied from paper. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 4;

export async function listAccounts(db: Db): Promise<readonly AccountInfo[]> {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'account', 'name', 'role', 'unit', 'active'])
    .orderBy('account')
    .execute();
  return rows.map((row) => ({ ...row, role: row.role as Role, active: row.active === 1 }));
}

export async function addAccount(db: Db, account: NewAccount): Promise<IssuedPassword | AccountRefusal> {
  if (!(await unitExists(db, account.unit))) return 'not-found';
  const taken = await db.selectFrom('person').select('id').where('account', '=', account.account).executeTakeFirst();
  if (taken) return 'conflict';
  const id = `u-${randomUUID()}`;
  const password = newPassword();
  await addPeople(db, [{ ...account, id, passwordHash: await hashPassword(password) }]);
  return { id, password };
}

/** Admins cannot take their own rights away, so that there is always one. */
export async function changeAccount(
  db: Db,
  target: { id: string; by: string },
  change: AccountChange,
): Promise<null | AccountRefusal> {
  const { id, by } = target;
  const row = await db.selectFrom('person').select(['role']).where('id', '=', id).executeTakeFirst();
  if (!row || !(await unitExists(db, change.unit))) return 'not-found';
  if (id === by && (change.role !== row.role || !change.active)) return 'conflict';
  const { name, role, unit, active } = change;
  await db
    .updateTable('person')
    .set({ name, role, unit, active: active ? 1 : 0 })
    .where('id', '=', id)
    .execute();
  if (!active) await endSessions(db, id, null);
  return null;
}

/** A new password for somebody who lost theirs; whoever is signed in as them is signed out. */
export async function resetPassword(db: Db, id: string): Promise<IssuedPassword | AccountRefusal> {
  const password = newPassword();
  if (!(await storePassword(db, id, password))) return 'not-found';
  await endSessions(db, id, null);
  return { id, password };
}

/** Whoever else is signed in as this person, perhaps with the old password, is signed out. */
export async function changeOwnPassword(
  db: Db,
  { id, ref }: { id: string; ref: string },
  { current, next }: { current: string; next: string },
): Promise<null | AccountRefusal> {
  const row = await db.selectFrom('person').select('password_hash').where('id', '=', id).executeTakeFirst();
  if (!(await verifyPassword(row?.password_hash ?? null, current))) return 'wrong-credentials';
  await storePassword(db, id, next);
  await endOtherSessions(db, id, ref);
  return null;
}

export async function addUnit(db: Db, { name, kind }: NewUnit): Promise<Unit | AccountRefusal> {
  const taken = await db.selectFrom('unit').select('id').where('name', '=', name).executeTakeFirst();
  if (taken) return 'conflict';
  const unit: Unit = { id: `unit-${randomUUID()}`, name, kind };
  await addUnits(db, [unit]);
  return unit;
}

async function unitExists(db: Db, id: string): Promise<boolean> {
  return (await db.selectFrom('unit').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

async function storePassword(db: Db, id: string, password: string): Promise<boolean> {
  const password_hash = await hashPassword(password);
  const { numUpdatedRows } = await db
    .updateTable('person')
    .set({ password_hash })
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0;
}

/** 31^16, almost 80 bits: nothing to guess, and short enough to read out over the phone. */
function newPassword(): string {
  const group = (): string => Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
