import type { Healed } from './nothing-healed.ts';
import type { PersonStore } from '../person-store.ts';
import { getMeta } from '../person-db.ts';
import { read, write } from '../transact.ts';

/** What came back from the second copy since the person last said that they have read it. */
export async function readHealed({ db }: PersonStore): Promise<Healed | null> {
  return (await read(db, [], () => getMeta(db, 'healed'))) ?? null;
}

export async function forgetHealed({ db }: PersonStore): Promise<void> {
  await write(db, [], () => db.meta.delete('healed'));
}
