import type { Healed } from './restore-copies.ts';
import type { PersonStore } from '../person-store.ts';
import { getMeta } from '../person-db.ts';
import { write } from '../transact.ts';

/** What came back from the second copy, once: whoever takes it tells the person. */
export async function takeHealed({ db }: PersonStore): Promise<Healed | null> {
  const healed = await getMeta(db, 'healed');
  if (!healed) return null;
  await write(db, [], () => db.meta.delete('healed'));
  return healed;
}
