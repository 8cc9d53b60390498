import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Damage } from '../audit/damage.ts';
import type { Manifest } from './manifest.ts';
import { audit } from '../audit/audit.ts';
import { damageText } from '../audit/damage.ts';
import { BackupError, DATABASE_FILE, KEYS_FOLDER, POOL_FOLDER, readManifest } from './manifest.ts';
import { hashOfFile } from '../disk/durable-files.ts';
import { MISSING } from '../audit/audit-blobs.ts';
import { readHistory } from '../db/sqlite/history-rows.ts';
import { readSigningKey } from '../keys/p256.ts';
import { serverKeysOf } from '../db/sqlite/server-keys.ts';

const SHOWN = 10;

export const poolOf = (backup: string): string => join(dirname(backup), POOL_FOLDER);

/**
 * Opens a backup as a restore would, and checks everything in it: files, pages, ids, commitments, signatures, the log's chain, every case
 * folded anew, every blob hashed ([OPS-2]).
 * @throws BackupError naming what is wrong
 */
export async function verifyBackup(backup: string): Promise<Manifest> {
  const manifest = readManifest(backup);
  const problems = await filesThatDiffer(backup, manifest);
  if (problems.length === 0) problems.push(...(await damageIn(backup, manifest)));
  if (problems.length === 0) return manifest;
  const more = problems.length > SHOWN ? `\n… and ${String(problems.length - SHOWN)} more` : '';
  throw new BackupError(`${backup} is damaged:\n${problems.slice(0, SHOWN).join('\n')}${more}`);
}

async function filesThatDiffer(backup: string, { files }: Manifest): Promise<string[]> {
  const problems: string[] = [];
  for (const [name, known] of Object.entries(files)) {
    const path = join(backup, name);
    if (!existsSync(path)) {
      problems.push(`${name} is missing`);
      continue;
    }
    const { bytes, sha256 } = await hashOfFile(path);
    if (bytes !== known.bytes || sha256 !== known.sha256) problems.push(`${name} is not the file that was written`);
  }
  return problems;
}

async function damageIn(backup: string, manifest: Manifest): Promise<string[]> {
  const file = new DatabaseSync(join(backup, DATABASE_FILE), { readOnly: true });
  const missing = new Set(manifest.missingBlobs);
  const halted = knownDamageIn(file);
  const isKnown = ({ kind, id, what }: Damage) =>
    kind === 'blob' ? what === MISSING && missing.has(id) : halted.some((one) => one.kind === kind && one.id === id);
  const problems: string[] = [];
  try {
    const { epoch, head } = readHistory(file);
    if (epoch !== manifest.epoch || head.seq !== manifest.head.seq || head.hash !== manifest.head.hash)
      problems.push('the database ends elsewhere than the manifest says');
    const deps = { file, serverKeys: keysIn(backup, file), pause: () => Promise.resolve() };
    for await (const damage of audit(deps, { blobsFolder: poolOf(backup), checksPages: true }))
      if (!isKnown(damage)) problems.push(damageText(damage));
  } finally {
    file.close();
  }
  return problems;
}

/** What the server knew to be damaged, and had halted, when the copy was made: the rest must not go without a backup for it ([OPS-25]). */
export function knownDamageIn(file: DatabaseSync): readonly Pick<Damage, 'kind' | 'id' | 'seq'>[] {
  const hasTable = file.prepare(`select 1 from sqlite_schema where name = 'damage'`).get() !== undefined;
  const rows = hasTable ? file.prepare(`select kind, id, seq from damage where kind in ('entry', 'case')`).all() : [];
  return rows as unknown as Pick<Damage, 'kind' | 'id' | 'seq'>[];
}

/** Those the history remembers, and the one that lies with it. */
function keysIn(backup: string, file: DatabaseSync): readonly string[] {
  const path = join(backup, KEYS_FOLDER, 'statements.key');
  const own = existsSync(path) ? [readSigningKey(readFileSync(path, 'utf8').trim()).publicKey] : [];
  return [...serverKeysOf(file), ...own];
}
