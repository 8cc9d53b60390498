import readWorkbook from 'read-excel-file/universal';
import { MAX_COLUMNS, MAX_ROWS, MAX_SHEET_ROWS, refuse } from './table.ts';
import type { Cell, Refusal, TableRow } from './table.ts';
import { scanSheet } from './scan-sheet.ts';
import type { SheetScan } from './scan-sheet.ts';
import { readZipParts } from './zip-parts.ts';

/** Excel's own last row: a higher number was not written by a spreadsheet program. */
const EXCEL_LAST_ROW = 1_048_576;

export type XlsxRows =
  | { readonly ok: true; readonly sheetNames: readonly string[]; readonly rows: readonly TableRow[] }
  | { readonly ok: false; readonly refusal: Refusal };

export interface XlsxSheet {
  readonly name: string;
  readonly rows: readonly TableRow[];
}

export type XlsxSheets =
  { readonly ok: true; readonly sheets: readonly XlsxSheet[] } | { readonly ok: false; readonly refusal: Refusal };

/** Rows of the first sheet that has at least two rows; of the first sheet when none has. */
export async function readXlsx(bytes: Uint8Array<ArrayBuffer>): Promise<XlsxRows> {
  const read = await readXlsxSheets(bytes);
  if (!read.ok) return read;
  const { sheets } = read;
  const chosen = sheets.find(({ rows }) => rows.length > 1) ?? sheets[0];
  return { ok: true, sheetNames: sheets.map(({ name }) => name), rows: chosen?.rows ?? [] };
}

/** Every sheet of the file in its order, with what the office typed and what its cells could not show. */
export async function readXlsxSheets(bytes: Uint8Array<ArrayBuffer>): Promise<XlsxSheets> {
  const zip = readZipParts(bytes);
  if (!zip.ok) return zip;
  if (!zip.parts.has('xl/workbook.xml')) return refuse('not-a-spreadsheet');
  const scans = new Map<string, SheetScan>();
  for (const [name, xml] of zip.parts) {
    if (!name.startsWith('xl/worksheets/') || !name.endsWith('.xml')) continue;
    const scan = scanSheet(xml);
    const refusal = refusalOf(scan);
    if (refusal) return refuse(refusal.code, refusal.params);
    scans.set(name, scan);
  }
  const sheets = await sheetsOf(bytes);
  if (!sheets) return refuse('damaged-file');
  const paths = sheetPaths(zip.parts);
  return {
    ok: true,
    sheets: sheets.map(({ sheet, data }, index) => ({
      name: sheet,
      rows: rowsOf(data, scans.get(paths[index] ?? '')),
    })),
  };
}

function rowsOf(data: Sheets[number]['data'], scan: SheetScan | undefined): readonly TableRow[] {
  return data.map((cells, at) => ({
    row: at + 1,
    cells: cells.map(cellOf),
    faults: scan?.faultsByRow.get(at + 1) ?? [],
  }));
}

function refusalOf(scan: SheetScan): Refusal | null {
  if (scan.highestRow > EXCEL_LAST_ROW) return { code: 'damaged-file', params: { row: scan.highestRow } };
  if (scan.lastRow > MAX_SHEET_ROWS)
    return { code: 'too-many-rows', params: { rows: scan.lastRow, maxRows: MAX_ROWS } };
  if (scan.lastColumn > MAX_COLUMNS)
    return { code: 'too-many-columns', params: { columns: scan.lastColumn, maxColumns: MAX_COLUMNS } };
  return null;
}

type Sheets = readonly { readonly sheet: string; readonly data: readonly (readonly unknown[])[] }[];

/** The universal build unzips with fflate, which never inflates past the declared size; the Node build streams without a bound. */
async function sheetsOf(bytes: Uint8Array<ArrayBuffer>): Promise<Sheets | null> {
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  try {
    return await readWorkbook(buffer);
  } catch {
    // The library has no closed list: a damaged part ends as its own errors, as plain ones of its XML parser, or as TypeErrors.
    return null;
  }
}

/** Paths of the sheets in workbook order. */
function sheetPaths(parts: ReadonlyMap<string, string>): readonly string[] {
  const targets = new Map<string, string>();
  for (const [tag] of (parts.get('xl/_rels/workbook.xml.rels') ?? '').matchAll(
    /<(?:[A-Za-z]+:)?Relationship\s[^<>]*>/g,
  )) {
    const target = attributeOf(tag, 'Target');
    targets.set(attributeOf(tag, 'Id'), target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  }
  const sheets = (parts.get('xl/workbook.xml') ?? '').matchAll(/<(?:[A-Za-z]+:)?sheet\s[^<>]*>/g);
  return [...sheets].map(([tag]) => targets.get(/\s[A-Za-z]+:id="([^"]*)"/.exec(tag)?.[1] ?? '') ?? '');
}

function attributeOf(tag: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}

function cellOf(value: unknown): Cell {
  if (value instanceof Date) return wallTimeText(value);
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** The library gives Excel's wall time in the UTC fields, floored to the millisecond: 8:05 may come as 8:04:59.999. */
function wallTimeText(date: Date): string | null {
  const rounded = new Date(Math.round(date.getTime() / 1000) * 1000);
  return Number.isNaN(rounded.getTime()) ? null : rounded.toISOString().slice(0, 19).replace('T', ' ');
}
