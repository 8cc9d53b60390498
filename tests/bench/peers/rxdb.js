import { createRxDatabase } from 'rxdb';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { fetchFlat, findingText, PAGE_SIZE } from '../contender.ts';

const text = (maxLength) => ({ type: 'string', maxLength });
const number = { type: 'number', minimum: 0, maximum: 9_000_000_000_000, multipleOf: 1 };

const caseSchema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: text(40),
    orderNo: text(40),
    category: text(20),
    matter: text(2000),
    address: text(200),
    status: text(20),
    unit: text(20),
    dueAtMs: number,
    receivedAtMs: number,
    lat: { type: 'number' },
    lon: { type: 'number' },
    history: { type: 'array', items: { type: 'object' } },
  },
  required: ['id', 'dueAtMs'],
  indexes: ['dueAtMs'],
};

const entrySchema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: text(40), text: text(4000) },
  required: ['id'],
};

/** RxDB with its free Dexie storage. It commits with the browser's relaxed durability and offers no other. */
export function rxdb() {
  let cases;
  let entries;
  const list = async () => {
    const docs = await cases.find().exec();
    return docs.map((doc) => doc.toJSON()).sort((a, b) => a.dueAtMs - b.dueAtMs).length;
  };
  return {
    open: async () => {
      const db = await createRxDatabase({ name: 'bench-rxdb', storage: getRxStorageDexie(), multiInstance: false });
      const made = await db.addCollections({ cases: { schema: caseSchema }, entries: { schema: entrySchema } });
      cases = made.cases;
      entries = made.entries;
    },
    pull: async (count) => {
      for (let from = 0; from < count; from += PAGE_SIZE) {
        const { error } = await cases.bulkInsert([...(await fetchFlat(from, PAGE_SIZE))]);
        if (error.length > 0) throw new Error(`RxDB refused ${String(error.length)} of a page`);
      }
      return list();
    },
    list,
    saveOne: async (index) => void (await entries.insert({ id: `s-${String(index)}`, text: findingText(index) })),
    nextByDeadline: async () =>
      (await cases.find({ selector: {}, sort: [{ dueAtMs: 'asc' }], limit: 50 }).exec())[0]?.id ?? '',
    prepareEntries: async (count) => {
      await entries.bulkInsert(
        Array.from({ length: count }, (_, n) => ({ id: `p-${String(n)}`, text: findingText(n) })),
      );
    },
    push: async () => {
      const replication = replicateRxCollection({
        collection: entries,
        replicationIdentifier: 'bench-push',
        live: false,
        push: {
          batchSize: 1000,
          handler: async (rows) => {
            const response = await fetch('/bench/push', {
              method: 'POST',
              body: JSON.stringify(rows.map((row) => row.newDocumentState)),
            });
            if (!response.ok) throw new Error(`push answered ${String(response.status)}`);
            return [];
          },
        },
      });
      await replication.awaitInitialReplication();
    },
  };
}
