import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { findHeader } from './find-header.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { MAX_COLUMNS, MAX_ROWS, refusalBySize, refuse, textOfCell } from './table.ts';
import type { RefusalCode } from '#protocol/import-codes.ts';
import type { Table, TableResult, TableRow } from './table.ts';
import { decodeText } from './text-encoding.ts';

/** A table out of the bytes of a .csv or .xlsx, or the reason why there is none. What it is, the bytes say, not the name. */
export async function readTable(bytes: Uint8Array<ArrayBuffer>, fileName: string): Promise<TableResult> {
  const bySize = refusalBySize(bytes.byteLength);
  if (bySize) return { ok: false, refusal: bySize };
  const foreign = foreignFormat(bytes);
  if (foreign) return refuse(foreign, { name: fileName });
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) {
    const xlsx = await readXlsx(bytes);
    return xlsx.ok ? tableOf({ format: 'xlsx', encoding: null, sheetNames: xlsx.sheetNames }, xlsx.rows) : xlsx;
  }
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  if (/^\s*<(?:!doctype|html|head|meta|table|\?xml)/i.test(decoded.text.slice(0, 2_000)))
    return refuse('web-page', { name: fileName });
  const csv = readCsv(decoded.text);
  return csv.ok ? tableOf({ format: 'csv', encoding: decoded.encoding, sheetNames: [] }, csv.rows) : csv;
}

/** The same for a file on disk, whose size is judged before a byte is read. */
export async function readTableFile(path: string): Promise<TableResult> {
  const file = await open(path, 'r');
  try {
    const bySize = refusalBySize((await file.stat()).size);
    if (bySize) return { ok: false, refusal: bySize };
    return await readTable(new Uint8Array(await file.readFile()), basename(path));
  } finally {
    await file.close();
  }
}

function tableOf(origin: Pick<Table, 'format' | 'encoding' | 'sheetNames'>, all: readonly TableRow[]): TableResult {
  const headerAt = findHeader(all);
  if (headerAt === null) return refuse('no-header');
  const header = trimmedHeader(all[headerAt]?.cells.map((cell) => textOfCell(cell).trim()) ?? []);
  if (header.length > MAX_COLUMNS)
    return refuse('too-many-columns', { columns: header.length, maxColumns: MAX_COLUMNS });
  const rows = all
    .slice(headerAt + 1)
    .filter((row) => row.cells.some((cell) => cell !== null) || row.faults.length > 0);
  if (rows.length === 0) return refuse('no-rows', { header: header.length });
  if (rows.length > MAX_ROWS) return refuse('too-many-rows', { rows: rows.length, maxRows: MAX_ROWS });
  return { ok: true, table: { ...origin, headerRow: all[headerAt]?.row ?? 1, header, rows } };
}

function trimmedHeader(header: readonly string[]): readonly string[] {
  return header.slice(0, header.findLastIndex((text) => text !== '') + 1);
}

const OLE_COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const OTHER_FORMATS: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x1f, 0x8b], // gzip
  [0x52, 0x61, 0x72, 0x21], // RAR
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
];

function foreignFormat(bytes: Uint8Array): RefusalCode | null {
  if (startsWith(bytes, OLE_COMPOUND_FILE)) {
    // An .xlsx with a password is wrapped in the same container as the old .xls.
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
      Buffer.from('EncryptedPackage', 'utf16le'),
    )
      ? 'password-protected'
      : 'old-xls';
  }
  return OTHER_FORMATS.some((magic) => startsWith(bytes, magic)) ? 'not-a-spreadsheet' : null;
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((value, index) => bytes[index] === value);
}
