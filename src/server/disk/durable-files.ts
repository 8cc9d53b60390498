import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface HashedFile {
  readonly bytes: number;
  readonly sha256: string;
}

export async function hashOfFile(path: string): Promise<HashedFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Puts a file's bytes, or a directory's names, on disk: without the second a power cut could forget the name although the bytes are there. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * A second set of the same bytes, whole under its name or not there at all. Never a hard link: two names of one set of bytes are one copy.
 * The name itself lasts only once its directory is synced.
 */
export async function copyDurably(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const half = `${to}.half`;
  await rm(half, { force: true });
  try {
    await copyFile(from, half);
    await chmod(half, 0o600);
    await syncPath(half);
    await rename(half, to);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
}

/** Text in a file of its own, on disk when this answers. */
export async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A time as part of a file's name, on every system. */
export const nameAt = (ms: number): string => new Date(ms).toISOString().replaceAll(':', '-');
