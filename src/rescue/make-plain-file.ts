import { Zip, ZipPassThrough } from 'fflate';
import type { RescueFile } from './make-file.ts';
import type { SignedEntry } from '#domain/log/entry.ts';
import { gather } from './gather.ts';
import { fileName } from './make-file.ts';

/**
 * For an account that knows no office's key: the same things as a ZIP that anybody can read, laid out as the app's own export
 * (`entries.json`, photos by their SHA-256). Only after a warning.
 */
export async function makePlainFile(person: string): Promise<RescueFile> {
  let file = new Blob([], { type: 'application/zip' });
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    file = new Blob([file, chunk], { type: 'application/zip' });
  });
  const put = (name: string, bytes: Uint8Array): void => {
    const part = new ZipPassThrough(name);
    zip.add(part);
    part.push(bytes, true);
  };
  const entries: SignedEntry[] = [];
  const gathered = await gather(person, {
    device: () => Promise.resolve(),
    entry: async (_id, entry) => void entries.push(entry),
    blob: async (sha256, bytes) => put(`blobs/${sha256}`, bytes),
  });
  put('entries.json', new TextEncoder().encode(JSON.stringify(entries, null, 1)));
  zip.end();
  return { file, name: fileName(person, Date.now(), 'zip'), ...gathered };
}
