import type { ColumnMapping, OrderField } from '#protocol/import.ts';
import { hidePrivate } from './private-text.ts';
import { shownValue } from './problem.ts';
import type { RowErrorCode, RowWarningCode } from '#protocol/import-codes.ts';
import type { RowError, RowWarning } from './problem.ts';
import { textOfCell } from './table.ts';
import type { Cell, Table, TableRow } from './table.ts';

const CALLER_FIELDS: ReadonlySet<OrderField> = new Set(['callerName', 'callerPhone']);

/** A row of the sheet seen through the mapping, collecting what is wrong with it. */
export class MappedRow {
  readonly errors: RowError[] = [];
  readonly warnings: RowWarning[] = [];
  readonly #row: TableRow;
  readonly #table: Table;
  readonly #mapping: ColumnMapping;

  constructor(row: TableRow, table: Table, mapping: ColumnMapping) {
    this.#row = row;
    this.#table = table;
    this.#mapping = mapping;
  }

  get number(): number {
    return this.#row.row;
  }

  cell(field: OrderField): Cell {
    const column = this.#mapping[field];
    return column === undefined ? null : (this.#row.cells[column] ?? null);
  }

  /** Trimmed, without control characters and broken surrogates; otherwise exactly what the citizen's call was written down as. */
  text(field: OrderField): string {
    return cleanText(textOfCell(this.cell(field)));
  }

  headerOf(field: OrderField): string {
    const column = this.#mapping[field];
    return column === undefined ? '' : (this.#table.header[column] ?? '');
  }

  error(code: RowErrorCode, field: OrderField): void {
    this.errors.push({ row: this.number, column: this.headerOf(field) || field, code, value: this.#shown(field) });
  }

  warn(code: RowWarningCode, field: OrderField): void {
    this.warnings.push({ row: this.number, column: this.headerOf(field) || field, code, value: this.#shown(field) });
  }

  /** What is wrong with the row as a row, and with cells that the spreadsheet itself could not show. */
  checkShape(): void {
    const { cells, faults, row } = this.#row;
    const width = this.#table.header.length;
    if (cells.length < width && this.#table.format === 'csv') {
      this.errors.push({ row, column: null, code: 'row-too-short', value: `${cells.length} / ${width}` });
    }
    if (cells.slice(width).some((cell) => cell !== null)) {
      this.errors.push({ row, column: null, code: 'row-too-long', value: `${cells.length} / ${width}` });
    }
    for (const fault of faults) {
      if (this.#isMapped(fault.column))
        this.errors.push({
          row,
          column: this.#table.header[fault.column] ?? null,
          code: fault.code,
          value: fault.value,
        });
    }
    cells.forEach((cell, column) => {
      if (typeof cell !== 'string' || !cell.startsWith('#') || !this.#isMapped(column)) return;
      const code = brokenCell(cell);
      if (code) this.errors.push({ row, column: this.#table.header[column] ?? null, code, value: shownValue(cell) });
    });
  }

  #isMapped(column: number): boolean {
    return Object.values(this.#mapping).includes(column);
  }

  #shown(field: OrderField): string | null {
    if (CALLER_FIELDS.has(field)) return null;
    // In a row whose columns have slipped, anything may stand anywhere.
    return shownValue(field === 'orderNo' ? this.text(field) : hidePrivate(this.text(field), null).text);
  }
}

function brokenCell(text: string): RowErrorCode | null {
  if (/^#{2,}$/.test(text)) return 'cell-overflow';
  return /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$/i.test(text) ? 'cell-error' : null;
}

function cleanText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    .trim();
}
