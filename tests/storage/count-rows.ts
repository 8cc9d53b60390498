import type { DBCore, DBCoreTable } from 'dexie';
import type { PersonStore } from '#storage/person-store.ts';

/** Rows that were read as values, by table: keys of an index are none. */
export type RowsRead = Record<string, number>;

/** Opens the store again with a counter beneath it, on both of its connections. */
export async function countRows({ db }: PersonStore): Promise<RowsRead> {
  const rows: RowsRead = {};
  db.close();
  for (const connection of [db, db.relaxed])
    connection?.use({ stack: 'dbcore', name: 'count-rows', create: (core) => counted(core, rows) });
  await db.open();
  return rows;
}

function counted(core: DBCore, rows: RowsRead): DBCore {
  const add = (table: string, count: number): void => void (rows[table] = (rows[table] ?? 0) + count);
  return { ...core, table: (name) => countedTable(core.table(name), (count) => add(name, count)) };
}

function countedTable(table: DBCoreTable, add: (count: number) => void): DBCoreTable {
  return {
    ...table,
    // Not async: a native await down here loses Dexie's hold on the transaction.
    get: (request) =>
      table.get(request).then((row: unknown) => {
        if (row !== undefined) add(1);
        return row;
      }),
    getMany: (request) =>
      table.getMany(request).then((found) => {
        add(found.filter((row) => row !== undefined).length);
        return found;
      }),
    query: (request) =>
      table.query(request).then((answer) => {
        if (request.values) add(answer.result.length);
        return answer;
      }),
    openCursor: (request) =>
      table.openCursor(request).then((cursor) => {
        if (!cursor || !request.values) return cursor;
        return Object.create(cursor, {
          value: {
            get: () => {
              add(1);
              return cursor.value as unknown;
            },
          },
        }) as typeof cursor;
      }),
  };
}
