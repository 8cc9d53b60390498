import type { Table } from 'dexie';
import { Dexie } from 'dexie';
import type { Contender, FlatCase } from '../contender.ts';
import { fetchFlat, findingText, PAGE_SIZE } from '../contender.ts';

/** Plain Dexie, a row per case, strict durability as in our store. */
export function dexieRows(): Contender {
  const db = new Dexie('bench-dexie', { chromeTransactionDurability: 'strict' });
  db.version(1).stores({ cases: 'id, dueAtMs', entries: 'id' });
  const cases: Table<FlatCase, string> = db.table('cases');
  const list = async (): Promise<number> => (await cases.toArray()).sort((a, b) => a.dueAtMs - b.dueAtMs).length;
  return {
    open: async () => void (await db.open()),
    pull: async (count) => {
      for (let from = 0; from < count; from += PAGE_SIZE) await cases.bulkPut(await fetchFlat(from, PAGE_SIZE));
      return list();
    },
    list,
    saveOne: async (index) => void (await db.table('entries').put({ id: index, text: findingText(index) })),
    nextByDeadline: async () => (await cases.orderBy('dueAtMs').limit(50).toArray())[0]?.id ?? '',
  };
}
