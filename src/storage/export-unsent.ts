import { strToU8, zipSync } from 'fflate';
import type { PersonStore } from './person-store.ts';
import { blobBytes } from './blobs.ts';
import { unsentEntries } from './own-entries.ts';
import { read } from './transact.ts';

/** A ZIP of everything without receipt: `entries.json`, and each photo under its SHA-256. For when nothing else works. */
export async function exportUnsent(store: PersonStore): Promise<Uint8Array<ArrayBuffer>> {
  const { db } = store;
  const files: Record<string, Uint8Array> = {
    'entries.json': strToU8(JSON.stringify(await unsentEntries(store), null, 1)),
  };
  const blobs = await read(db, ['blobs'], () => db.blobs.where('stage').anyOf('waiting', 'ready').toArray());
  for (const { sha256, mediaType } of blobs) {
    // One photo the disk will not give must not keep all the others in.
    const bytes = await blobBytes(store, sha256).catch(() => null);
    if (bytes) files[`blobs/${sha256}.${mediaType.split('/')[1] ?? 'bin'}`] = bytes;
  }
  // Photos are compressed already.
  return zipSync(files, { level: 0 });
}
