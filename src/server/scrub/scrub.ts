import { existsSync, mkdirSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Damage } from '../audit/damage.ts';
import type { Db } from '../db/sqlite/open-database.ts';
import type { Pause } from '../audit/audit-entries.ts';
import { audit } from '../audit/audit.ts';
import { blobPathIn } from '../blobs/blob-path.ts';
import { CHANGED } from '../audit/audit-blobs.ts';
import { mend } from './mend.ts';
import { nameAt } from '../disk/durable-files.ts';
import { recordDamage } from './record-damage.ts';
import { serverKeysOf } from '../db/sqlite/server-keys.ts';

export interface ScrubOrder {
  readonly dataDir: string;
  /** Reads beside whatever the server does. */
  readonly file: DatabaseSync;
  /** Writes; within the server its own connection, so that nobody waits for a lock of the same process. */
  readonly db: Db;
  /** A verified backup to take good copies from. */
  readonly from: string | null;
  readonly nowMs: number;
  readonly pause: Pause;
  /** Also lets SQLite check its pages, which holds up the process for as long as it takes. */
  readonly checksPages: boolean;
}

export interface ScrubReport {
  readonly found: readonly Damage[];
  readonly mended: readonly Damage[];
  /** Cases named here are halted until a backup or a device gives back what is damaged. */
  readonly left: readonly Damage[];
}

/** Reads everything that is kept, mends what can be mended, and halts what cannot ([OPS-20] to [OPS-24]). */
export async function scrub(order: ScrubOrder): Promise<ScrubReport> {
  const found = await allDamage(order);
  const mended: Damage[] = [];
  for (const damage of found) if (await mend(order, damage)) mended.push(damage);
  const left = mended.length > 0 ? await allDamage(order) : found;
  for (const { kind, id, what } of left) if (kind === 'blob' && what === CHANGED) await putAside(order, id);
  await recordDamage(order.db, left, order.nowMs);
  return { found, mended, left };
}

async function allDamage({ dataDir, file, pause, checksPages }: ScrubOrder): Promise<readonly Damage[]> {
  const found: Damage[] = [];
  const deps = { file, serverKeys: serverKeysOf(file), pause };
  try {
    for await (const damage of audit(deps, { blobsFolder: join(dataDir, 'blobs'), checksPages })) found.push(damage);
  } catch (error) {
    const { errcode } = error as { readonly errcode?: number };
    if (errcode === undefined) throw error;
    const id = (error as Error).message;
    found.push({ kind: 'database', id, case: null, seq: null, what: 'SQLite cannot read its file' });
  }
  return found;
}

/** Without its file a blob has no receipt ([SYNC-57]): a device that still has the bytes sends them again. */
async function putAside({ dataDir, nowMs }: ScrubOrder, blob: string): Promise<void> {
  const folder = join(dataDir, 'damaged');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = blobPathIn(join(dataDir, 'blobs'), blob);
  if (existsSync(path)) await rename(path, join(folder, `${blob}-${nameAt(nowMs)}`));
}
