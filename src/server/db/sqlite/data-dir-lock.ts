import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export const LOCK_FILE = 'jiban.lock';

export class DataDirInUseError extends Error {
  override readonly name = 'DataDirInUseError';
}

/**
 * Holds an exclusive lock for the life of the process. It is SQLite's own file lock on a file of its own, so that it works on every
 * system, ends with the process however that dies, and leaves the real database readable for backups.
 */
export function lockDataDir(dataDir: string): () => void {
  const lock = new DatabaseSync(join(dataDir, LOCK_FILE), { timeout: 0 });
  try {
    lock.exec('pragma journal_mode = delete; begin exclusive');
  } catch (cause) {
    lock.close();
    throw new DataDirInUseError(
      `Another Jiban process uses ${dataDir}. Stop it first, or give this one a directory of its own with DATA_DIR=…`,
      { cause },
    );
  }
  return () => {
    lock.close();
  };
}
