import { bytesToHex } from '@noble/hashes/utils.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { ByteSource, PackedFile } from '#domain/package/read-container.ts';
import { crc32 } from '#domain/package/crc32.ts';

export interface HashedContent extends PackedFile {
  /** hex */
  readonly sha256: string;
  /** Whether the check sum in the container is that of the content. */
  readonly isWhole: boolean;
}

const SLICE_BYTES = 1024 * 1024;

/** Reads every content once, a slice at a time: memory stays bounded however large the photos are. */
export async function hashFiles(
  source: ByteSource,
  files: readonly PackedFile[],
  onBytes: (count: number) => Promise<void>,
): Promise<readonly HashedContent[]> {
  const hashed: HashedContent[] = [];
  for (const file of files) {
    const hash = sha256.create();
    let crc = 0;
    for (let at = file.at; at < file.at + file.bytes; at += SLICE_BYTES) {
      const slice = await source.read(at, Math.min(at + SLICE_BYTES, file.at + file.bytes));
      hash.update(slice);
      crc = crc32(slice, crc);
      await onBytes(slice.length);
    }
    hashed.push({ ...file, sha256: bytesToHex(hash.digest()), isWhole: crc === file.crc });
  }
  return hashed;
}
