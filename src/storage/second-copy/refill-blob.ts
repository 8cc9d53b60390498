import type { BlobRow } from '../rows.ts';
import type { PersonStore } from '../person-store.ts';
import { sealer } from '../sealed.ts';
import { read, write } from '../transact.ts';

/** A photo whose bytes are gone or altered, back from the second copy; null when that has it neither. */
export async function refillBlob(store: PersonStore, sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const { db, copy } = store;
  const found = await copy?.readBlob(sha256);
  if (!found) return null;
  const bytes = await sealer.openBytes(found);
  // Sealed anew: the file's bytes are a view that begins one byte late.
  const data = await sealer.sealBytes(bytes);
  await write(db, ['entries', 'blobs', 'blobBytes'], async () => {
    const row = await db.blobs.get(sha256);
    if (!row) return;
    const parent = await db.entries.where('id').equals(row.entry).first();
    const { code: _code, ...rest } = row;
    const stage = row.stage === 'damaged' ? (parent?.receipt ? 'ready' : 'waiting') : row.stage;
    await db.blobBytes.put({ sha256, data });
    await db.blobs.put({ ...rest, stage, held: true });
  });
  return bytes;
}

/** Photos that should be here and are not, those marked as lost before there was anything to fill them from among them. */
export async function bareBlobs({ db }: PersonStore): Promise<readonly BlobRow[]> {
  return read(db, ['blobs', 'blobBytes'], async () => {
    const wanted = await db.blobs.where('stage').anyOf('waiting', 'ready', 'damaged').toArray();
    const here = new Set(await db.blobBytes.toCollection().primaryKeys());
    return wanted.filter((row) => row.stage === 'damaged' || !here.has(row.sha256));
  });
}
