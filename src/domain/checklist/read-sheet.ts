import type { ChecklistProblem, Fault } from './problem.ts';
import type { FormWords } from './checklist.ts';
import type { SheetName } from './columns.ts';
import type { SheetRow, WorkSheet } from './workbook.ts';
import { closestName } from './closest-name.ts';
import { columnLetter, textOf } from './workbook.ts';
import { fault, withSuggestion } from './problem.ts';
import { languageOf, NEEDED, SHEETS, UNSUPPORTED_COLUMNS, WORDS } from './columns.ts';

const MAX_CELL = 2000;

/** One row with its cells by the name of their column; words by `label` and `label::en`. */
export interface FormRow {
  readonly row: number;
  readonly cells: ReadonlyMap<string, string>;
}

/** A sheet with its header understood. Problems go into the list it was given, each with its place. */
export class FormSheet {
  readonly name: SheetName;
  readonly rows: readonly FormRow[];
  readonly #problems: ChecklistProblem[];
  /** Key of a cell → 0-based column. */
  readonly #columns: ReadonlyMap<string, number>;

  constructor(sheet: WorkSheet & { readonly name: SheetName }, problems: ChecklistProblem[]) {
    this.name = sheet.name;
    this.#problems = problems;
    const filled = sheet.rows.filter((row) => row.cells.some((cell) => textOf(cell) !== '') || row.faults?.length);
    const [header, ...rows] = filled;
    this.#columns = header ? this.#readHeader(header, rows) : new Map();
    for (const column of NEEDED[this.name]) {
      if (!this.#columns.has(column)) this.report(null, null, fault('column-missing', { column }));
    }
    this.rows = rows.map((row) => this.#readRow(row));
  }

  report(row: number | null, column: string | null, { code, params }: Fault): void {
    const at = column === null ? undefined : this.#columns.get(column);
    this.#reportAt(row, at, { code, params });
  }

  has(column: string): boolean {
    return this.#columns.has(column);
  }

  #reportAt(row: number | null, column: number | undefined, { code, params }: Fault): void {
    const letter = column === undefined ? null : columnLetter(column);
    this.#problems.push({ code, sheet: this.name, row, column: letter, params });
  }

  #readHeader(header: SheetRow, rows: readonly SheetRow[]): ReadonlyMap<string, number> {
    const columns = new Map<string, number>();
    header.cells.forEach((cell, at) => {
      const text = textOf(cell);
      // Nothing stands in it: nothing is lost by not knowing it. Excel's own templates are full of such columns.
      const isUsed = rows.some((row) => textOf(row.cells[at]) !== '');
      const key = this.#columnKey(text);
      if (typeof key !== 'string') {
        if (isUsed) this.#reportAt(header.row, at, key);
      } else if (columns.has(key)) this.#reportAt(header.row, at, fault('column-duplicate', { column: text }));
      else columns.set(key, at);
    });
    return columns;
  }

  #columnKey(text: string): string | Fault {
    const lower = text.toLowerCase().replace(/\s*::\s*/, '::');
    const known: readonly string[] = SHEETS[this.name];
    const [base = '', language] = lower.split('::');
    if (language !== undefined && WORDS.includes(base) && known.includes(base)) {
      const found = languageOf(language);
      return found === null ? fault('language-unknown', { language }) : found === 'zh' ? base : `${base}::en`;
    }
    if (known.includes(lower)) return lower;
    if (UNSUPPORTED_COLUMNS.includes(lower) || UNSUPPORTED_COLUMNS.includes(base)) {
      return fault('column-unsupported', { column: text });
    }
    return fault('column-unknown', withSuggestion({ column: text }, closestName(lower, known)));
  }

  #readRow(row: SheetRow): FormRow {
    const cells = new Map<string, string>();
    for (const { column, value } of row.faults ?? []) this.#reportAt(row.row, column, fault('cell-error', { value }));
    for (const [key, at] of this.#columns) {
      const text = textOf(row.cells[at]);
      if (text.length > MAX_CELL) this.report(row.row, key, fault('too-long', { max: MAX_CELL }));
      if (text !== '') cells.set(key, text);
    }
    return { row: row.row, cells };
  }
}

/** Words of a row in both languages, or none. Only Chinese may stand alone. */
export function wordsOf({ cells }: FormRow, column: string): FormWords | undefined {
  const zh = cells.get(column);
  const en = cells.get(`${column}::en`);
  if (zh === undefined) return undefined;
  return en === undefined ? { zh } : { zh, en };
}
