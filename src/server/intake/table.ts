import type { RefusalCode } from '#protocol/import-codes.ts';

/** One cell as the office typed it. Excel dates arrive as wall time without a zone, `2026-11-03 08:05:00`: Excel knows no other. */
export type Cell = string | number | boolean | null;

/** What the spreadsheet program could not show in a cell: an error value, or a formula that was never calculated. */
export interface CellFault {
  /** 0-based. */
  readonly column: number;
  readonly code: 'cell-error' | 'formula-uncalculated';
  readonly value: string;
}

export interface TableRow {
  /** 1-based row of the sheet, as the office sees it in its own program. */
  readonly row: number;
  readonly cells: readonly Cell[];
  readonly faults: readonly CellFault[];
}

export type TextEncoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'gb18030';

export interface Table {
  readonly format: 'csv' | 'xlsx';
  /** null for .xlsx, which is always UTF-8 inside. */
  readonly encoding: TextEncoding | null;
  readonly sheetNames: readonly string[];
  readonly headerRow: number;
  readonly header: readonly string[];
  /** Rows below the header that hold anything at all. */
  readonly rows: readonly TableRow[];
}

export interface Refusal {
  readonly code: RefusalCode;
  readonly params: Readonly<Record<string, string | number>>;
}

export type TableResult =
  { readonly ok: true; readonly table: Table } | { readonly ok: false; readonly refusal: Refusal };

/** Far above a year of one district, far below what would fill the server's memory (faults 89-91). */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;
export const MAX_INFLATED_BYTES = 200 * 1024 * 1024;
export const MAX_ROWS = 100_000;
/** Titles and remarks above the header come on top. */
export const MAX_SHEET_ROWS = MAX_ROWS + 20;
export const MAX_COLUMNS = 200;

export function refuse(
  code: RefusalCode,
  params: Refusal['params'] = {},
): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { code, params } };
}

/** The answer to a file by its size alone, so that nobody has to read 200 MB to say no. */
export function refusalBySize(bytes: number): Refusal | null {
  if (bytes === 0) return { code: 'file-empty', params: {} };
  if (bytes > MAX_FILE_BYTES) return { code: 'file-too-big', params: { bytes, maxBytes: MAX_FILE_BYTES } };
  return null;
}

export function textOfCell(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell);
}
