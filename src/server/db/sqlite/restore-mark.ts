import { existsSync, readFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { syncPath, writeDurably } from '../../disk/durable-files.ts';

/** In a data directory whose restore is not done. */
export const RESTORE_MARK = 'restore-not-done';

export interface RestoreMark {
  /** `aside`: what was here is being moved away; `copy`: the backup is being copied in. */
  readonly step: 'aside' | 'copy';
  readonly aside: string | null;
}

export class UnfinishedRestoreError extends Error {
  override readonly name = 'UnfinishedRestoreError';
}

export function readRestoreMark(dataDir: string): RestoreMark | null {
  const path = join(dataDir, RESTORE_MARK);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as RestoreMark) : null;
}

export async function writeRestoreMark(dataDir: string, mark: RestoreMark): Promise<void> {
  const path = join(dataDir, RESTORE_MARK);
  await writeDurably(`${path}.new`, JSON.stringify(mark));
  await rename(`${path}.new`, path);
  await syncPath(dataDir);
}

/** A half-restored directory would look like an empty or an older one. @throws UnfinishedRestoreError */
export function refuseUnfinishedRestore(dataDir: string): void {
  if (readRestoreMark(dataDir))
    throw new UnfinishedRestoreError(
      `A restore into ${dataDir} was cut off. Run it again: npm run restore -- BACKUP --to ${dataDir}`,
    );
}
