import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

export const MANIFEST_FILE = 'manifest.json';
export const DATABASE_FILE = 'jiban.db';
export const KEYS_FOLDER = 'keys';
/** Beside the backups, for all of them: a photo that did not change is copied once. */
export const POOL_FOLDER = 'blobs';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const ReachSchema = v.object({ epoch: v.string(), seq: count });

const ManifestSchema = v.object({
  v: v.literal(1),
  madeAt: v.string(),
  version: v.string(),
  epoch: v.string(),
  lineage: v.array(ReachSchema),
  head: v.object({ seq: count, hash: v.string() }),
  counts: v.object({ entries: count, cases: count, people: count, blobs: count, blobBytes: count }),
  /** Blobs with a receipt that were missing already where the backup was made. */
  missingBlobs: v.array(v.string()),
  /** By path within the backup. Blobs are named by their own SHA-256. */
  files: v.record(v.string(), v.object({ bytes: count, sha256: v.string() })),
});
export type Manifest = v.InferOutput<typeof ManifestSchema>;

/** The directory is no backup, or not one that can be trusted; the message says why. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

export function readManifest(backup: string): Manifest {
  try {
    return v.parse(ManifestSchema, JSON.parse(readFileSync(join(backup, MANIFEST_FILE), 'utf8')));
  } catch (cause) {
    throw new BackupError(`${backup} is no whole backup: its ${MANIFEST_FILE} is missing or unreadable`, { cause });
  }
}
