import { existsSync, readFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { BlobIdSchema } from '#protocol/entry-schema.ts';
import { syncPath, writeDurably } from '../disk/durable-files.ts';

/** Beside the database and never in a backup of it: what brings erased words back must not also bring back that they may be here. */
export const ERASURE_LEDGER = 'erased.jsonl';

const ErasureSchema = v.object({
  at: v.number(),
  case: v.string(),
  /** The record that was meant, then its corrections. */
  entries: v.pipe(v.array(BlobIdSchema), v.minLength(1)),
  reason: v.string(),
  askedBy: v.string(),
  confirmedBy: v.string(),
});
export type Erasure = v.InferOutput<typeof ErasureSchema>;

/** @throws when a line is damaged: a server that does not know what was erased must not start */
export function readLedger(folder: string): readonly Erasure[] {
  const path = join(folder, ERASURE_LEDGER);
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  try {
    return lines.map((line) => v.parse(ErasureSchema, JSON.parse(line)));
  } catch (cause) {
    throw new Error(`${path} is damaged: without it, words that were erased could come back`, { cause });
  }
}

/** On disk, whole, before this answers: written beside and put in place, so that a line is never half there. */
export async function addToLedger(folder: string, erasures: readonly Erasure[]): Promise<void> {
  const path = join(folder, ERASURE_LEDGER);
  const lines = [...readLedger(folder), ...erasures].map((erasure) => `${JSON.stringify(erasure)}\n`);
  await writeDurably(`${path}.new`, lines.join(''));
  await rename(`${path}.new`, path);
  await syncPath(folder);
}

/** Beside all backups lies one ledger, the newest: whichever of them is restored, it says what must not come back. */
export async function carryLedger(from: string, to: string): Promise<void> {
  const known = new Set(readLedger(to).map((erasure) => JSON.stringify(erasure)));
  const fresh = readLedger(from).filter((erasure) => !known.has(JSON.stringify(erasure)));
  if (fresh.length > 0) await addToLedger(to, fresh);
}
