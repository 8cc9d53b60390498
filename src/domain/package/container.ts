import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * A package is a ZIP file of one exact form: files stored as they are, in the manifest's order, nothing optional, no time, no comment. So its
 * every byte is either content, which the signed manifest covers, or follows from names, lengths and check sums: there is no place where a bit
 * could be changed unseen (PROOF-21).
 */
export interface StoredFile {
  readonly name: string;
  readonly bytes: number;
  readonly crc: number;
}

const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const VERSION = 10;
/** 1980-01-01, the first day a ZIP file knows. */
const NO_DATE = 0x0021;
export const END_LENGTH = 22;
export const CENTRAL_LENGTH = 46;
const LOCAL_LENGTH = 30;
/** Beyond these a ZIP file needs other records, which older programs do not read. */
export const MAX_CONTAINER_BYTES = 0xffff_fffe;
export const MAX_FILES = 0xfffe;

export function localHeaderOf({ name, bytes, crc }: StoredFile): Uint8Array {
  return concatBytes(
    numbers([4, LOCAL], [2, VERSION], ...sharedFields(crc, bytes), [2, name.length], [2, 0]),
    utf8ToBytes(name),
  );
}

/** Where each file's header begins, and at the end where the list of files begins. */
export function offsetsOf(files: readonly Pick<StoredFile, 'name' | 'bytes'>[]): readonly number[] {
  const offsets = [0];
  for (const { name, bytes } of files) offsets.push((offsets.at(-1) ?? 0) + LOCAL_LENGTH + name.length + bytes);
  return offsets;
}

export const contentOffset = (headerAt: number, name: string): number => headerAt + LOCAL_LENGTH + name.length;

/** The list of files and the end record: everything after the last file. */
export function endOfContainer(files: readonly StoredFile[]): Uint8Array {
  const offsets = offsetsOf(files);
  const list = files.map(({ name, bytes, crc }, i) =>
    concatBytes(
      numbers([4, CENTRAL], [2, VERSION], [2, VERSION], ...sharedFields(crc, bytes), [2, name.length]),
      numbers([2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, offsets[i] ?? 0]),
      utf8ToBytes(name),
    ),
  );
  const length = list.reduce((sum, { length: one }) => sum + one, 0);
  const counts: Field[] = [
    [2, files.length],
    [2, files.length],
  ];
  return concatBytes(
    ...list,
    numbers([4, END], [2, 0], [2, 0], ...counts, [4, length], [4, offsets.at(-1) ?? 0], [2, 0]),
  );
}

export function containerBytes(files: readonly Pick<StoredFile, 'name' | 'bytes'>[]): number {
  const list = files.reduce((sum, { name }) => sum + CENTRAL_LENGTH + name.length, 0);
  return (offsetsOf(files).at(-1) ?? 0) + list + END_LENGTH;
}

type Field = readonly [width: 2 | 4, value: number];

/** Flags, method (stored), time, date, check sum, packed length, length. */
function sharedFields(crc: number, bytes: number): readonly Field[] {
  return [
    [2, 0],
    [2, 0],
    [2, 0],
    [2, NO_DATE],
    [4, crc],
    [4, bytes],
    [4, bytes],
  ];
}

/** Little end first, as ZIP has it. */
function numbers(...fields: readonly Field[]): Uint8Array {
  const bytes = fields.flatMap(([width, value]) =>
    Array.from({ length: width }, (_, i) => Math.floor(value / 2 ** (8 * i)) % 256),
  );
  return Uint8Array.from(bytes);
}
