import type { Selectable } from 'kysely';
import type { Person, Role, Unit } from '#domain/people/person.ts';
import type { Db } from '../db/sqlite/open-database.ts';
import type { Directory } from '#protocol/session.ts';
import type { Tables } from '../db/sqlite/tables.ts';

type PersonColumns = Pick<Selectable<Tables['person']>, 'id' | 'name' | 'role' | 'unit'>;

export function personOfRow({ id, name, role, unit }: PersonColumns): Person {
  return { id, name, role: role as Role, unit };
}

export async function activePerson(db: Db, id: string): Promise<Person | null> {
  const row = await db.selectFrom('person').selectAll().where('id', '=', id).where('active', '=', 1).executeTakeFirst();
  return row ? personOfRow(row) : null;
}

/** People who left stay listed: their names stand in old cases. */
export async function directory(db: Db): Promise<Directory> {
  const units = await db.selectFrom('unit').selectAll().orderBy('id').execute();
  const people = await db.selectFrom('person').select(['id', 'name', 'role', 'unit']).orderBy('id').execute();
  return {
    units: units.map((unit) => ({ ...unit, kind: unit.kind as Unit['kind'] })),
    people: people.map(personOfRow),
  };
}

export interface NewPerson extends Person {
  readonly account: string;
  readonly passwordHash: string;
  readonly story?: object | undefined;
  readonly place?: number | undefined;
}

export async function addUnits(db: Db, units: readonly Unit[]): Promise<void> {
  await db
    .insertInto('unit')
    .values([...units])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function addPeople(db: Db, people: readonly NewPerson[]): Promise<void> {
  const rows = people.map(({ id, account, passwordHash, name, role, unit, story, place }) => ({
    ...{ id, account, name, role, unit, active: 1 },
    password_hash: passwordHash,
    story: story ? JSON.stringify(story) : null,
    place: place ?? 0,
  }));
  await db.insertInto('person').values(rows).execute();
}
