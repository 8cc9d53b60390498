import { join } from 'node:path';

/** `ab/<hash>` within a folder of blobs. A name is a hash and nothing else, so no path can be smuggled in. */
export function blobPathIn(folder: string, blob: string): string {
  if (!/^[0-9a-f]{64}$/.test(blob)) throw new Error('a blob is named by its SHA-256');
  return join(folder, blob.slice(0, 2), blob);
}
