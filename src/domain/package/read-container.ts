import type { StoredFile } from './container.ts';
import {
  CENTRAL_LENGTH,
  contentOffset,
  END_LENGTH,
  endOfContainer,
  localHeaderOf,
  MAX_FILES,
  offsetsOf,
} from './container.ts';

/** Bytes that may be many: a file of a browser, a file on a disk, or a test's array. */
export interface ByteSource {
  readonly size: number;
  /** Exactly the bytes from `from` (included) to `to` (excluded). */
  read(from: number, to: number): Promise<Uint8Array>;
}

export interface PackedFile extends StoredFile {
  /** Where its content begins. */
  readonly at: number;
}

export interface Container {
  readonly files: readonly PackedFile[];
  /** What is not as it was written; null when every header is. Check sums are compared by whoever reads the contents. */
  readonly fault: string | null;
}

const MAX_LIST_BYTES = 32 * 1024 * 1024;

/** Reads the list of files, writes all headers anew and compares: null when not even a list is found. */
export async function readContainer(source: ByteSource): Promise<Container | null> {
  if (source.size < END_LENGTH) return null;
  const end = await source.read(source.size - END_LENGTH, source.size);
  const view = new DataView(end.buffer, end.byteOffset, end.byteLength);
  const [count, length, listAt] = [view.getUint16(10, true), view.getUint32(12, true), view.getUint32(16, true)];
  if (view.getUint32(0, true) !== 0x06054b50 || count > MAX_FILES || length > MAX_LIST_BYTES) return null;
  if (listAt + length !== source.size - END_LENGTH) return null;
  const list = await source.read(listAt, listAt + length);
  const files = filesOfList(list, count);
  if (!files) return null;
  const offsets = offsetsOf(files);
  const packed = files.map((file, i) => ({ ...file, at: contentOffset(offsets[i] ?? 0, file.name) }));
  if (offsets.at(-1) !== listAt)
    return { files: packed.filter(({ at, bytes }) => at + bytes <= listAt), fault: 'lengths' };
  return { files: packed, fault: await faultOf(source, { files, offsets, listAt }) };
}

function filesOfList(list: Uint8Array, count: number): readonly StoredFile[] | null {
  const view = new DataView(list.buffer, list.byteOffset, list.byteLength);
  const files: StoredFile[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_LENGTH > list.length) return null;
    const nameLength = view.getUint16(at + 28, true);
    const nameAt = at + CENTRAL_LENGTH;
    if (nameAt + nameLength > list.length) return null;
    const name = String.fromCharCode(...list.subarray(nameAt, nameAt + nameLength));
    files.push({ name, bytes: view.getUint32(at + 24, true), crc: view.getUint32(at + 16, true) });
    at = nameAt + nameLength;
  }
  return at === list.length ? files : null;
}

async function faultOf(
  source: ByteSource,
  { files, offsets, listAt }: { files: readonly StoredFile[]; offsets: readonly number[]; listAt: number },
): Promise<string | null> {
  if (files.some(({ name }) => !/^[\x20-\x7e]+$/.test(name))) return 'names';
  for (const [i, file] of files.entries()) {
    const wanted = localHeaderOf(file);
    const at = offsets[i] ?? 0;
    if (!sameBytes(await source.read(at, at + wanted.length), wanted)) return file.name;
  }
  return sameBytes(await source.read(listAt, source.size), endOfContainer(files)) ? null : 'list';
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
