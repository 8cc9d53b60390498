import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { OpenDatabase } from '#server/db/sqlite/open-database.ts';
import { ensureEpoch } from '#server/db/sqlite/meta.ts';
import { openDatabase } from '#server/db/sqlite/open-database.ts';

/** A directory that is gone when the test ends. */
export function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'jiban-test-'));
  onTestFinished(() => {
    rmSync(dir, { recursive: true, force: true });
  });
  return dir;
}

export async function tempDatabase(): Promise<OpenDatabase> {
  const database = await openDatabase(tempDir());
  await ensureEpoch(database.db);
  onTestFinished(() => database.close());
  return database;
}
