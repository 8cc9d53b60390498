import { createReadStream, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { open, rename, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ReadStream } from 'node:fs';
import { blobPathIn } from './blob-path.ts';
import { hashOfFile, syncPath, writeDurably } from '../disk/durable-files.ts';
import { MAGIC_LENGTH, mediaTypeOf } from './media-type.ts';

export interface TakenBlob {
  readonly bytes: number;
  readonly mediaType: string;
}

export type TakeOutcome =
  | { readonly ok: true; readonly blob: TakenBlob }
  | { readonly ok: false; readonly code: 'hash-mismatch' | 'length-mismatch' };

/** Room that uploads must leave for the log itself. */
const KEEP_FREE_BYTES = 200 * 1024 * 1024;

/** Original bytes by their SHA-256, in `blobs/ab/<hash>`. */
export class BlobStore {
  readonly #dir: string;
  /** Where uploads grow until they are whole. */
  readonly uploadsDir: string;

  constructor(dataDir: string) {
    this.#dir = join(dataDir, 'blobs');
    this.uploadsDir = join(dataDir, 'uploads');
    mkdirSync(this.#dir, { recursive: true, mode: 0o700 });
    mkdirSync(this.uploadsDir, { recursive: true, mode: 0o700 });
  }

  /** Takes in a file that is complete. It is counted, hashed and on disk under its name before this answers (I2). */
  async take(path: string, expected: { readonly blob: string; readonly bytes: number }): Promise<TakeOutcome> {
    const target = this.#pathOf(expected.blob);
    // The move was done and the answer lost: what lies under the name was checked before it got there.
    if (!existsSync(path) && existsSync(target)) return { ok: true, blob: await describe(target) };
    await syncPath(path);
    const { bytes, sha256 } = await hashOfFile(path);
    if (bytes !== expected.bytes) return { ok: false, code: 'length-mismatch' };
    if (sha256 !== expected.blob) return { ok: false, code: 'hash-mismatch' };
    const blob = await describe(path);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    await rename(path, target);
    await syncPath(dirname(target));
    return { ok: true, blob };
  }

  /** Stores bytes that the server itself has, such as the demo's pictures. */
  async put(blob: string, bytes: Uint8Array): Promise<TakenBlob> {
    const path = join(this.uploadsDir, `${blob}.own`);
    const file = await open(path, 'w', 0o600);
    try {
      await file.writeFile(bytes);
    } finally {
      await file.close();
    }
    const taken = await this.take(path, { blob, bytes: bytes.length });
    if (taken.ok) return taken.blob;
    await rm(path, { force: true });
    throw new Error(`bytes do not fit their own hash: ${taken.code}`);
  }

  /** The bytes, and whatever is there of an upload of them. */
  async remove(blob: string): Promise<void> {
    await rm(this.#pathOf(blob), { force: true });
    for (const name of readdirSync(this.uploadsDir))
      if (name.startsWith(blob)) await rm(join(this.uploadsDir, name), { force: true });
  }

  has(blob: string): boolean {
    return existsSync(this.#pathOf(blob));
  }

  read(blob: string): ReadStream {
    return createReadStream(this.#pathOf(blob));
  }

  async hasRoomFor(bytes: number): Promise<boolean> {
    const free = await Promise.all([this.#dir, this.uploadsDir].map((dir) => statfs(dir)));
    return free.every(({ bavail, bsize }) => bavail * bsize - bytes > KEEP_FREE_BYTES);
  }

  /** Writes a few bytes where uploads grow: a disk can have room and take nothing all the same. @throws what the disk says */
  async probe(): Promise<void> {
    const path = join(this.uploadsDir, '.health');
    await writeDurably(path, 'ok\n');
    await rm(path);
  }

  #pathOf(blob: string): string {
    return blobPathIn(this.#dir, blob);
  }
}

async function describe(path: string): Promise<TakenBlob> {
  const file = await open(path, 'r');
  try {
    const start = Buffer.alloc(MAGIC_LENGTH);
    await file.read(start, 0, MAGIC_LENGTH, 0);
    return { bytes: (await file.stat()).size, mediaType: mediaTypeOf(start) };
  } finally {
    await file.close();
  }
}
