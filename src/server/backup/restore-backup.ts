import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Manifest } from './manifest.ts';
import { beginNewHistory } from '../db/sqlite/history-rows.ts';
import { blobPathIn } from '../blobs/blob-path.ts';
import { BackupError, DATABASE_FILE, POOL_FOLDER } from './manifest.ts';
import { carryLedger, ERASURE_LEDGER } from '../erasure/ledger.ts';
import { copyDurably, nameAt, syncPath } from '../disk/durable-files.ts';
import { LOCK_FILE, lockDataDir } from '../db/sqlite/data-dir-lock.ts';
import { poolOf, verifyBackup } from './verify-backup.ts';
import { readRestoreMark, RESTORE_MARK, writeRestoreMark } from '../db/sqlite/restore-mark.ts';

/** What was in the directory before lies here afterwards: nothing is deleted by a restore. */
const ASIDE_PREFIX = 'before-restore-';

export interface RestoreOrder {
  readonly backup: string;
  readonly dataDir: string;
  /** Allowed to put aside what the directory holds. */
  readonly replace: boolean;
  readonly nowMs: number;
}

export interface RestoreReport {
  readonly manifest: Manifest;
  readonly epoch: string;
  /** Where the former content went; null when there was none. */
  readonly aside: string | null;
}

/**
 * Makes a data directory from a backup, as the beginning of a new history ([OPS-5] to [OPS-7]). Until the last step the directory carries a
 * mark that no server starts on, so that a restore which was cut off is run again and never taken for a whole one.
 * @throws BackupError, DataDirInUseError (a server runs on the directory)
 */
export async function restoreBackup({ backup, dataDir, replace, nowMs }: RestoreOrder): Promise<RestoreReport> {
  const manifest = await verifyBackup(backup);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const unlock = lockDataDir(dataDir);
  try {
    const aside = await makeRoom(dataDir, { replace, nowMs });
    for (const name of Object.keys(manifest.files)) await copyDurably(join(backup, name), join(dataDir, name));
    const file = new DatabaseSync(join(dataDir, DATABASE_FILE));
    let epoch: string;
    try {
      await copyBlobs(file, { from: poolOf(backup), to: join(dataDir, POOL_FOLDER) });
      epoch = beginNewHistory(file);
    } finally {
      file.close();
    }
    const folders = new Set(Object.keys(manifest.files).map((name) => dirname(join(dataDir, name))));
    for (const folder of [join(dataDir, DATABASE_FILE), ...folders, dataDir]) await syncPath(folder);
    await carryLedger(dirname(backup), dataDir);
    await rm(join(dataDir, RESTORE_MARK));
    await syncPath(dataDir);
    return { manifest, epoch, aside };
  } finally {
    unlock();
  }
}

/** Empties the directory, and marks it as not whole before the first file moves. @returns where its former content is */
async function makeRoom(
  dataDir: string,
  { replace, nowMs }: Pick<RestoreOrder, 'replace' | 'nowMs'>,
): Promise<string | null> {
  const held = () => readdirSync(dataDir).filter((name) => !isKept(name));
  const cutOff = readRestoreMark(dataDir);
  // Half of a backup that is whole elsewhere; what was here before it is aside already.
  if (cutOff?.step === 'copy')
    for (const name of held()) await rm(join(dataDir, name), { recursive: true, force: true });
  if (held().length > 0 && !replace && !cutOff) {
    throw new BackupError(
      `${dataDir} is not empty. Say --replace to put what it holds aside (it is kept), or restore to another directory with --to`,
    );
  }
  const aside = cutOff ? cutOff.aside : held().length > 0 ? `${ASIDE_PREFIX}${nameAt(nowMs)}` : null;
  await writeRestoreMark(dataDir, { step: 'aside', aside });
  if (aside !== null) {
    mkdirSync(join(dataDir, aside), { recursive: true, mode: 0o700 });
    for (const name of held()) await rename(join(dataDir, name), join(dataDir, aside, name));
    await syncPath(join(dataDir, aside));
  }
  await writeRestoreMark(dataDir, { step: 'copy', aside });
  return aside;
}

/** What was erased stays erased, whichever backup is brought back. */
const isKept = (name: string) =>
  [LOCK_FILE, RESTORE_MARK, ERASURE_LEDGER, ASIDE_PREFIX].some((start) => name.startsWith(start));

async function copyBlobs(
  file: DatabaseSync,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const folders = new Set([to]);
  for (const row of file.prepare('select id from blob order by id').all()) {
    const blob = String(row['id']);
    // Missing where the backup was made: without its file it has no receipt either ([SYNC-57]).
    if (!existsSync(blobPathIn(from, blob))) continue;
    await copyDurably(blobPathIn(from, blob), blobPathIn(to, blob));
    folders.add(dirname(blobPathIn(to, blob)));
  }
  for (const folder of folders) await syncPath(folder);
}
