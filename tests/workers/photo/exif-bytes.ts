/** An APP1 segment with EXIF as a camera writes it, big-endian; and a JPEG with it put behind its first marker. */
type Value =
  | { readonly ascii: string }
  | { readonly short: number }
  | { readonly long: number }
  | { readonly rationals: readonly (readonly [number, number])[] };

type Entry = readonly [tag: number, value: Value];

const TYPES = { ascii: 2, short: 3, long: 4, rationals: 5 } as const;
const HEADER_BYTES = 8;
const ENTRY_BYTES = 12;

export interface ExifParts {
  readonly ifd0: readonly Entry[];
  readonly exif?: readonly Entry[];
  readonly gps?: readonly Entry[];
}

export function withExif(jpeg: Uint8Array, parts: ExifParts): Uint8Array<ArrayBuffer> {
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff(parts)]);
  const marker = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 0xff]);
  return new Uint8Array(Buffer.concat([jpeg.subarray(0, 2), marker, body, jpeg.subarray(2)]));
}

function tiff({ ifd0, exif = [], gps = [] }: ExifParts): Buffer {
  const pointers = (exif.length > 0 ? 1 : 0) + (gps.length > 0 ? 1 : 0);
  const first = sizeOf(ifd0) + pointers * ENTRY_BYTES;
  const exifAt = HEADER_BYTES + first;
  const gpsAt = exifAt + (exif.length > 0 ? sizeOf(exif) : 0);
  const head: Entry[] = [...ifd0];
  if (exif.length > 0) head.push([0x8769, { long: exifAt }]);
  if (gps.length > 0) head.push([0x8825, { long: gpsAt }]);
  const header = Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, HEADER_BYTES]);
  const folders = [folder(head, HEADER_BYTES)];
  if (exif.length > 0) folders.push(folder(exif, exifAt));
  if (gps.length > 0) folders.push(folder(gps, gpsAt));
  return Buffer.concat([header, ...folders]);
}

function folder(entries: readonly Entry[], at: number): Buffer {
  const table = Buffer.alloc(2 + entries.length * ENTRY_BYTES + 4);
  table.writeUInt16BE(entries.length, 0);
  const data: Buffer[] = [];
  let dataAt = at + table.length;
  [...entries]
    .sort(([a], [b]) => a - b)
    .forEach(([tag, value], i) => {
      const bytes = bytesOf(value);
      const start = 2 + i * ENTRY_BYTES;
      table.writeUInt16BE(tag, start);
      table.writeUInt16BE(TYPES[Object.keys(value)[0] as keyof typeof TYPES], start + 2);
      table.writeUInt32BE(
        'ascii' in value ? bytes.length : 'rationals' in value ? value.rationals.length : 1,
        start + 4,
      );
      if (bytes.length <= 4) return void bytes.copy(table, start + 8);
      table.writeUInt32BE(dataAt, start + 8);
      data.push(bytes);
      dataAt += bytes.length;
    });
  return Buffer.concat([table, ...data]);
}

function sizeOf(entries: readonly Entry[]): number {
  return folder(entries, 0).length;
}

function bytesOf(value: Value): Buffer {
  if ('ascii' in value) return Buffer.from(`${value.ascii}\0`, 'latin1');
  const numbers = 'rationals' in value ? value.rationals.flat() : ['long' in value ? value.long : value.short];
  const size = 'short' in value ? 2 : 4;
  const bytes = Buffer.alloc(numbers.length * size);
  numbers.forEach((number, i) =>
    size === 2 ? bytes.writeUInt16BE(number, i * 2) : bytes.writeUInt32BE(number, i * 4),
  );
  return bytes;
}
