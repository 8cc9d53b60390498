import PouchDB from 'pouchdb-browser';
import find from 'pouchdb-find';
import { fetchFlat, findingText, PAGE_SIZE } from '../contender.ts';

PouchDB.plugin(find);

/** PouchDB with its IndexedDB adapter (relaxed durability; it offers no other) and CouchDB replication for the push. */
export function pouchdb() {
  const cases = new PouchDB('bench-pouch-cases');
  const entries = new PouchDB('bench-pouch-entries');
  const list = async () => {
    const { rows } = await cases.allDocs({ include_docs: true });
    return rows
      .flatMap((row) => (row.doc && !row.id.startsWith('_design') ? [row.doc] : []))
      .sort((a, b) => a.dueAtMs - b.dueAtMs).length;
  };
  return {
    open: async () => void (await cases.info()),
    pull: async (count) => {
      for (let from = 0; from < count; from += PAGE_SIZE) {
        await cases.bulkDocs((await fetchFlat(from, PAGE_SIZE)).map((flat) => ({ _id: flat.id, ...flat })));
      }
      return list();
    },
    list,
    saveOne: async (index) => void (await entries.put({ _id: `s-${String(index)}`, text: findingText(index) })),
    nextByDeadline: async () => {
      await cases.createIndex({ index: { fields: ['dueAtMs'] } });
      const { docs } = await cases.find({ selector: { dueAtMs: { $gt: 0 } }, sort: ['dueAtMs'], limit: 50 });
      return docs[0]?._id ?? '';
    },
    prepareEntries: async (count) => {
      await entries.bulkDocs(
        Array.from({ length: count }, (_, n) => ({ _id: `p-${String(n)}`, text: findingText(n) })),
      );
    },
    push: async () => {
      const result = await entries.replicate.to(new PouchDB(`${location.origin}/couch/entries`), { batch_size: 1000 });
      if (!result.ok) throw new Error('PouchDB replication failed');
    },
  };
}
