import { existsSync } from 'node:fs';
import type { Damage } from './damage.ts';
import type { AuditDeps } from './audit-entries.ts';
import { blobPathIn } from '../blobs/blob-path.ts';
import { hashOfFile } from '../disk/durable-files.ts';

export const MISSING = 'the file is missing';
export const CHANGED = 'the bytes are not those of its name';

/** Every blob that has a receipt: there, and the bytes it was when the receipt was given. */
export async function* auditBlobs(
  { file, pause }: Pick<AuditDeps, 'file' | 'pause'>,
  folder: string,
): AsyncGenerator<Damage> {
  const page = file.prepare('select id, bytes from blob where id > ? order by id limit 100');
  for (let after = ''; ;) {
    const rows = page.all(after) as unknown as { id: string; bytes: number }[];
    if (rows.length === 0) return;
    for (const { id, bytes } of rows) {
      const what = await faultOfBlob(blobPathIn(folder, id), { id, bytes });
      if (what) yield { kind: 'blob', id, case: null, seq: null, what };
      await pause();
    }
    after = rows.at(-1)?.id ?? after;
  }
}

async function faultOfBlob(path: string, { id, bytes }: { id: string; bytes: number }): Promise<string | null> {
  if (!existsSync(path)) return MISSING;
  const found = await hashOfFile(path);
  return found.sha256 === id && found.bytes === bytes ? null : CHANGED;
}
