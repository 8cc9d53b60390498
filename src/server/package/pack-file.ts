import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { ManifestFile } from '#domain/package/package-format.ts';
import type { StoredFile } from '#domain/package/container.ts';

/** A file of a package: in memory when it is made for it, on the disk when it is an original. */
export interface PackFile extends StoredFile, ManifestFile {
  readonly content: Uint8Array | { readonly path: string };
}

export function packText(name: string, text: string): PackFile {
  return packBytes(name, Buffer.from(text));
}

export function packBytes(name: string, content: Uint8Array): PackFile {
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { name, bytes: content.length, sha256, crc: crc32(content), content };
}

/** Read once here for its check sums, and a second time while the package is sent: never as a whole in memory. */
export async function packPath(name: string, path: string): Promise<PackFile> {
  const hash = createHash('sha256');
  let [crc, bytes] = [0, 0];
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    crc = crc32(chunk, crc);
    bytes += chunk.length;
  }
  return { name, bytes, sha256: hash.digest('hex'), crc, content: { path } };
}

export async function* contentOf({ content }: PackFile): AsyncGenerator<Uint8Array> {
  if (content instanceof Uint8Array) yield content;
  else yield* createReadStream(content.path) as AsyncIterable<Buffer>;
}
