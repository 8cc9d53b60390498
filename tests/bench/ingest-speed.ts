import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SignedEntry } from '#domain/log/entry.ts';
import { ensureEpoch } from '#server/db/sqlite/meta.ts';
import { openDatabase } from '#server/db/sqlite/open-database.ts';
import { SqliteLogStore } from '#server/db/sqlite/sqlite-log-store.ts';
import { LogScene, orderBody, PEOPLE } from '#tests/server/log-scene.ts';

const CASES = 200;

/** Durable entries per second of the server core on SQLite, every signature checked and every receipt signed, without HTTP. */
export async function measureIngest({ batches, size }: { batches: number; size: number }): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), 'jiban-ingest-'));
  const database = await openDatabase(dir);
  try {
    await ensureEpoch(database.db);
    const scene = new LogScene(new SqliteLogStore(database.db));
    const [system, supervisor] = [await scene.enrol(PEOPLE.system), await scene.enrol(PEOPLE.supervisor)];
    for (let i = 0; i < CASES; i++)
      await scene.send(system, { case: `c-${String(i)}`, kind: 'order', body: orderBody() });
    const ready: SignedEntry[][] = [];
    const body = { way: 'phone', reached: true, summary: '居民称夜间仍有油烟味，已约定周五上门核实' };
    for (let b = 0; b < batches; b++) {
      const entries: SignedEntry[] = [];
      for (let i = 0; i < size; i++) {
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
    return (batches * size) / ((performance.now() - start) / 1000);
  } finally {
    await database.close();
    rmSync(dir, { recursive: true });
  }
}
