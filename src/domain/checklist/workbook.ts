/** An Excel file as the compiler sees it: sheets of rows, read by whoever can. */
export type Workbook = readonly WorkSheet[];

export interface WorkSheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
}

export interface SheetRow {
  /** As Excel counts, from 1. */
  readonly row: number;
  readonly cells: readonly SheetCell[];
  /** Cells that show an error or were never calculated. */
  readonly faults?: readonly { readonly column: number; readonly value: string }[] | undefined;
}

export type SheetCell = string | number | boolean | null;

/** `A`, `B`, … `AA`; 0 is A. */
export function columnLetter(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnLetter(Math.floor(column / 26) - 1) + letter;
}

/** What a person sees in the cell, without the blanks around it. Excel turns the words yes and true into a truth value of its own. */
export function textOf(cell: SheetCell | undefined): string {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'boolean' ? (cell ? 'yes' : 'no') : String(cell).replaceAll('\r\n', '\n').trim();
}
