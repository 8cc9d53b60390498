import type { Db } from '../db/sqlite/open-database.ts';
import type { PackagedEntry } from '#domain/package/package-format.ts';
import type { PackFile } from './pack-file.ts';
import { packText } from './pack-file.ts';
import { referenceByHash } from '../reference/references.ts';

interface Judged {
  readonly judgement?: { readonly rules?: unknown } | undefined;
  /** Of a correction: the reading as it should have been. */
  readonly body?: Judged | undefined;
}

/** The tables that readings in the package were judged by on the spot, each under the hash its readings name ([PROOF-34]). */
export async function packReference(db: Db, entries: readonly PackagedEntry[]): Promise<readonly PackFile[]> {
  const hashes = new Set(entries.flatMap(({ payload }) => rulesNamedIn(payload?.body as Judged | undefined)));
  const files: PackFile[] = [];
  for (const hash of [...hashes].sort()) {
    const version = await referenceByHash(db, 'noise-rules', hash);
    if (version) files.push(packText(`reference/noise-rules-${hash}.json`, JSON.stringify(version, null, 2)));
  }
  return files;
}

function rulesNamedIn(body: Judged | undefined): readonly string[] {
  if (!body) return [];
  const rules = body.judgement?.rules;
  return [...(typeof rules === 'string' ? [rules] : []), ...rulesNamedIn(body.body)];
}
