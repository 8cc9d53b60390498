import type { CellFault } from './table.ts';

export interface SheetScan {
  /** Last row and column that hold a value, 1-based; what the reader will have to keep in memory. */
  readonly lastRow: number;
  readonly lastColumn: number;
  /** Highest row number named at all. */
  readonly highestRow: number;
  readonly faultsByRow: ReadonlyMap<number, readonly CellFault[]>;
}

/**
 * What the reading library does not tell: it turns error cells and formulas without a stored result into empty cells in silence, and it
 * builds every row up to the highest number named. `[^<>]*` keeps the scan linear on hostile text.
 */
export function scanSheet(xml: string): SheetScan {
  const faultsByRow = new Map<number, CellFault[]>();
  let lastRow = 0;
  let lastColumn = 0;
  let highestRow = 0;
  for (const cell of cellsOf(xml)) {
    highestRow = Math.max(highestRow, cell.row);
    if (cell.column === 0) continue;
    const fault = faultOf(cell.column - 1, cell.attributes, cell.content);
    if (fault) addTo(faultsByRow, cell.row, fault);
    if (!fault && !hasValue(cell.content)) continue;
    lastRow = Math.max(lastRow, cell.row);
    lastColumn = Math.max(lastColumn, cell.column);
  }
  return { lastRow, lastColumn, highestRow, faultsByRow };
}

function addTo(faultsByRow: Map<number, CellFault[]>, row: number, fault: CellFault): void {
  const faults = faultsByRow.get(row);
  if (faults) faults.push(fault);
  else faultsByRow.set(row, [fault]);
}

interface ScannedCell {
  readonly row: number;
  /** 0 for a row element. */
  readonly column: number;
  readonly attributes: string;
  readonly content: string;
}

function* cellsOf(xml: string): Generator<ScannedCell> {
  const tags = /<(?:[A-Za-z]+:)?(c|row)(\s[^<>]*)?>/g;
  let open: { attributes: string; from: number } | null = null;
  let row = 0;
  for (let tag = tags.exec(xml); ; tag = tags.exec(xml)) {
    if (open) yield scannedCell(open.attributes, xml.slice(open.from, tag?.index ?? xml.length), row);
    if (!tag) return;
    const attributes = tag[2] ?? '';
    if (tag[1] === 'c') open = { attributes, from: tags.lastIndex };
    else {
      open = null;
      row = Number(/\sr="(\d+)"/.exec(attributes)?.[1] ?? row + 1);
      yield { row, column: 0, attributes, content: '' };
    }
  }
}

function scannedCell(attributes: string, content: string, currentRow: number): ScannedCell {
  const address = /\sr="([A-Z]{1,7})(\d+)"/.exec(attributes);
  const column = [...(address?.[1] ?? '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: address?.[2] ? Number(address[2]) : currentRow, column, attributes, content };
}

function faultOf(column: number, attributes: string, content: string): CellFault | null {
  if (/\st="e"/.test(attributes)) return { column, code: 'cell-error', value: valueOf(content) || '#' };
  const isFormula = /<(?:[A-Za-z]+:)?f[\s>/]/.test(content);
  // t="str" with an empty <v/> is a formula that truly gives empty text.
  if (isFormula && valueOf(content) === '' && !(/\st="str"/.test(attributes) && /<(?:[A-Za-z]+:)?v\b/.test(content))) {
    return {
      column,
      code: 'formula-uncalculated',
      value: /<(?:[A-Za-z]+:)?f[^<>]*>([^<]*)/.exec(content)?.[1]?.slice(0, 80) ?? '',
    };
  }
  return null;
}

function valueOf(content: string): string {
  return /<(?:[A-Za-z]+:)?v[^<>]*>([^<]*)/.exec(content)?.[1] ?? '';
}

function hasValue(content: string): boolean {
  return valueOf(content) !== '' || /<(?:[A-Za-z]+:)?t[\s>]/.test(content);
}
