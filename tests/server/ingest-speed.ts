/** Durable entries per second of the server core on SQLite, signatures checked: `node tests/server/ingest-speed.ts [batches] [entries]` */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogScene, orderBody, PEOPLE } from '#tests/server/log-scene.ts';
import { ensureEpoch } from '#server/db/sqlite/meta.ts';
import { openDatabase } from '#server/db/sqlite/open-database.ts';
import { SqliteLogStore } from '#server/db/sqlite/sqlite-log-store.ts';

const [batches, size] = [Number(process.argv[2] ?? 10), Number(process.argv[3] ?? 500)];
const CASES = 200;

const dir = mkdtempSync(join(tmpdir(), 'jiban-bench-'));
const database = await openDatabase(dir);
await ensureEpoch(database.db);
const scene = new LogScene(new SqliteLogStore(database.db));
const [system, supervisor] = [await scene.enrol(PEOPLE.system), await scene.enrol(PEOPLE.supervisor)];
for (let i = 0; i < CASES; i++) await scene.send(system, { case: `c-${String(i)}`, kind: 'order', body: orderBody() });
const ready = [];
for (let b = 0; b < batches; b++) {
  const entries = [];
  for (let i = 0; i < size; i++) {
    const body = { way: 'phone', reached: true, summary: '居民称夜间仍有油烟味，已约定周五上门核实' };
    entries.push(
      (await scene.write(supervisor, { case: `c-${String((b * size + i) % CASES)}`, kind: 'contact', body })).entry,
    );
  }
  ready.push(entries);
}
const start = performance.now();
for (const entries of ready) {
  const { head } = await scene.sync(supervisor, { entries });
  if (head.receipts.length !== size) throw new Error('entries were lost');
}
const seconds = (performance.now() - start) / 1000;
console.log(
  `${String(Math.round((batches * size) / seconds))} durable entries/s (${String(batches)} × ${String(size)}, ${seconds.toFixed(2)} s)`,
);
await database.close();
rmSync(dir, { recursive: true });
