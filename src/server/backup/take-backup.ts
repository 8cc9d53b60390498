import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { HashedFile } from '../disk/durable-files.ts';
import type { Manifest } from './manifest.ts';
import { BackupError, DATABASE_FILE, KEYS_FOLDER, MANIFEST_FILE, POOL_FOLDER } from './manifest.ts';
import { blobPathIn } from '../blobs/blob-path.ts';
import { copyDurably, hashOfFile, nameAt, syncPath, writeDurably } from '../disk/durable-files.ts';
import { lockDataDir } from '../db/sqlite/data-dir-lock.ts';
import { raiseDurable, readHistory } from '../db/sqlite/history-rows.ts';
import { carryLedger } from '../erasure/ledger.ts';
import { knownDamageIn, verifyBackup } from './verify-backup.ts';

/** A backup that is not whole yet has a name that no restore takes. */
const HALF_PREFIX = '.making-';
/** A server in the middle of a large commit is waited for. */
const BUSY_TIMEOUT_MS = 30_000;

export interface BackupOrder {
  readonly dataDir: string;
  /** Folder of all backups. */
  readonly root: string;
  readonly version: string;
  readonly nowMs: number;
}

export interface BackupReport {
  readonly path: string;
  readonly manifest: Manifest;
  readonly copiedBlobs: number;
  /** False when the server was restored to another history meanwhile: the backup is good, and covers nothing of the new one. */
  readonly isDurable: boolean;
}

/**
 * One consistent, verified copy of a data directory, with or without a server running on it ([OPS-1] to [OPS-4]). Whatever fails or is
 * killed on the way leaves nothing that looks like a backup; only a whole and verified one raises the durable watermark.
 * @throws BackupError, DataDirInUseError (another backup into the same folder)
 */
export async function takeBackup(order: BackupOrder): Promise<BackupReport> {
  const { dataDir, root, nowMs } = order;
  const source = join(dataDir, DATABASE_FILE);
  if (!existsSync(source)) throw new BackupError(`${dataDir} holds no ${DATABASE_FILE}: nothing to back up`);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const unlock = lockDataDir(root);
  let half: string | null = null;
  try {
    await clearHalves(root);
    half = mkdtempSync(join(root, HALF_PREFIX));
    const file = new DatabaseSync(source, { timeout: BUSY_TIMEOUT_MS });
    try {
      copyDatabase(file, join(half, DATABASE_FILE));
      const { manifest, copiedBlobs } = await fill(half, order);
      await verifyBackup(half);
      await carryLedger(dataDir, root);
      const path = join(root, nameAt(nowMs));
      await rename(half, path);
      await syncPath(root);
      const isDurable = raiseDurable(file, { epoch: manifest.epoch, seq: wholeUpTo(path, manifest) }, nowMs);
      return { path, manifest, copiedBlobs, isDurable };
    } finally {
      file.close();
    }
  } catch (error) {
    if (half) await rm(half, { recursive: true, force: true });
    throw error;
  } finally {
    unlock();
  }
}

/** The watermark stops before the first entry that is known to be damaged: nobody shall think that one safe. */
function wholeUpTo(backup: string, { head }: Manifest): number {
  const file = new DatabaseSync(join(backup, DATABASE_FILE), { readOnly: true });
  try {
    return Math.min(head.seq, ...knownDamageIn(file).flatMap(({ seq }) => (seq === null ? [] : [seq - 1])));
  } finally {
    file.close();
  }
}

/** Left by a backup that was killed. Nobody else is at work here: the folder is locked. */
async function clearHalves(root: string): Promise<void> {
  for (const name of readdirSync(root))
    if (name.startsWith(HALF_PREFIX)) await rm(join(root, name), { recursive: true, force: true });
}

/** One read transaction over the whole file, pages that hold nothing any more left out: what was erased is not carried on. */
function copyDatabase(file: DatabaseSync, to: string): void {
  file.prepare('vacuum into ?').run(to);
  chmodSync(to, 0o600);
}

/** The database was copied first: a blob lies under its name before its receipt is written, so every receipt in the copy has its file. */
async function fill(
  half: string,
  { dataDir, root, nowMs, version }: BackupOrder,
): Promise<{ manifest: Manifest; copiedBlobs: number }> {
  await syncPath(join(half, DATABASE_FILE));
  const names = readdirSync(join(dataDir, KEYS_FOLDER)).filter((name) => name.endsWith('.key'));
  const keys = names.map((name) => join(KEYS_FOLDER, name));
  for (const key of keys) await copyDurably(join(dataDir, key), join(half, key));
  const file = new DatabaseSync(join(half, DATABASE_FILE), { readOnly: true });
  try {
    const blobs = await copyBlobs(file, { from: join(dataDir, POOL_FOLDER), to: join(root, POOL_FOLDER) });
    const files: Record<string, HashedFile> = {};
    for (const name of [DATABASE_FILE, ...keys]) files[name] = await hashOfFile(join(half, name));
    const { epoch, lineage, head } = readHistory(file);
    const manifest: Manifest = {
      v: 1,
      madeAt: new Date(nowMs).toISOString(),
      version,
      epoch,
      lineage: [...lineage],
      head,
      counts: countsOf(file),
      missingBlobs: blobs.missing,
      files,
    };
    await writeDurably(join(half, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
    for (const folder of [join(half, KEYS_FOLDER), half]) await syncPath(folder);
    return { manifest, copiedBlobs: blobs.copied };
  } finally {
    file.close();
  }
}

interface BlobFolders {
  readonly from: string;
  readonly to: string;
}

/** A file of the right size under its name is taken as copied; the verification hashes it all the same. */
async function copyBlobs(
  file: DatabaseSync,
  { from, to }: BlobFolders,
): Promise<{ copied: number; missing: string[] }> {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const folders = new Set<string>([to]);
  const missing: string[] = [];
  let copied = 0;
  const rows = file.prepare('select id, bytes from blob order by id').all() as unknown as {
    id: string;
    bytes: number;
  }[];
  for (const { id, bytes } of rows) {
    const [source, target] = [blobPathIn(from, id), blobPathIn(to, id)];
    if (existsSync(target) && statSync(target).size === bytes) continue;
    if (!existsSync(source)) {
      missing.push(id);
      continue;
    }
    await copyDurably(source, target);
    folders.add(dirname(target));
    copied += 1;
  }
  for (const folder of folders) await syncPath(folder);
  return { copied, missing };
}

function countsOf(file: DatabaseSync): Manifest['counts'] {
  const one = (sql: string) => Number(file.prepare(`select ${sql} as n`).get()?.['n'] ?? 0);
  return {
    entries: one('(select count(*) from entry)'),
    cases: one('(select count(*) from case_file)'),
    people: one('(select count(*) from person)'),
    blobs: one('(select count(*) from blob)'),
    blobBytes: one('(select sum(bytes) from blob)'),
  };
}
