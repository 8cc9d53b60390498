import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { CheckpointRow } from './checkpoints.ts';
import type { Db } from '../db/sqlite/open-database.ts';
import { readTimeStamp } from '#domain/package/time-stamp-token.ts';
import { sameHash } from '#domain/merkle/proofs.ts';
import { timeStampRequest } from './time-stamp-request.ts';

/** Who outside is told of a checkpoint: a time-stamping authority by HTTP, or a command of the bureau's own. */
export interface AnchorSettings {
  readonly tsaUrl: string | null;
  readonly command: string | null;
  readonly everyHours: number;
}

export interface AnchorState {
  readonly at: number;
  /** null: it went well. */
  readonly failure: string | null;
}

const HOUR_MS = 3_600_000;
const TIMEOUT_MS = 60_000;
const MAX_TOKEN_BYTES = 64 * 1024;
const NAME = 'anchor';

/** Has a checkpoint stamped when the last stamp is old. Failing stops nothing: it is noted, shown, and tried again in an hour (PROOF-12). */
export async function anchorIfDue(
  db: Db,
  settings: AnchorSettings,
  about: { readonly checkpoint: CheckpointRow; readonly nowMs: number },
): Promise<AnchorState | null> {
  const { checkpoint, nowMs } = about;
  if (settings.tsaUrl === null && settings.command === null) return null;
  const last = await db
    .selectFrom('anchor')
    .select(['at', 'checkpoint'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const isDue = !last || nowMs - last.at >= settings.everyHours * HOUR_MS;
  if (!isDue || last?.checkpoint === checkpoint.id) return null;
  let failure: string | null = null;
  try {
    const token = await stamp(settings, checkpoint.note);
    await db.insertInto('anchor').values({ checkpoint: checkpoint.id, kind: 'rfc3161', at: nowMs, token }).execute();
  } catch (error) {
    failure = error instanceof Error ? error.message.slice(0, 200) : String(error);
  }
  const state = { at: nowMs, failure };
  const value = JSON.stringify(state);
  const insert = db.insertInto('meta').values({ name: NAME, value });
  await insert.onConflict((conflict) => conflict.column('name').doUpdateSet({ value })).execute();
  return state;
}

/** How the last try went; null before the first. */
export async function anchorState(db: Db): Promise<AnchorState | null> {
  const row = await db.selectFrom('meta').select('value').where('name', '=', NAME).executeTakeFirst();
  return row ? (JSON.parse(row.value) as AnchorState) : null;
}

/** @throws when nobody answered, or what they answered is no time stamp of this note */
async function stamp({ tsaUrl, command }: AnchorSettings, note: string): Promise<Uint8Array> {
  const hash = createHash('sha256').update(note).digest();
  const token = tsaUrl === null ? await askCommand(command ?? '', note, hash) : await askAuthority(tsaUrl, hash);
  const stamped = token.length <= MAX_TOKEN_BYTES ? readTimeStamp(token) : null;
  if (!stamped || !sameHash(stamped.imprint, hash)) throw new Error('the answer is no time stamp of this checkpoint');
  return token;
}

async function askAuthority(url: string, hash: Uint8Array): Promise<Uint8Array> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query' },
    body: timeStampRequest(hash),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`the time-stamping authority answered ${String(response.status)}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** `COMMAND HASH NOTE TOKEN`: SHA-256 in hex, the file with the note, and the file to write the token to. */
async function askCommand(command: string, note: string, hash: Uint8Array): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'jiban-anchor-'));
  try {
    const [noteFile, tokenFile] = [join(folder, 'checkpoint.txt'), join(folder, 'token.tsr')];
    await writeFile(noteFile, note);
    const args = [Buffer.from(hash).toString('hex'), noteFile, tokenFile];
    await promisify(execFile)(command, args, { timeout: TIMEOUT_MS });
    return new Uint8Array(await readFile(tokenFile));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
