import { recognisedColumns } from './column-mapping.ts';
import { textOfCell } from './table.ts';
import type { TableRow } from './table.ts';

/** Exports put a title, a date or a remark above the header, never more than a few lines. */
const SEARCHED_ROWS = 10;

/** Index of the header among the rows: the one with most known names; without known names, the first with two or more texts. */
export function findHeader(rows: readonly TableRow[]): number | null {
  let best: number | null = null;
  let bestScore = 0;
  rows.slice(0, SEARCHED_ROWS).forEach((row, index) => {
    const texts = row.cells.map(textOfCell);
    const filled = texts.filter((text) => text.trim() !== '').length;
    if (filled < 2) return;
    const score = 1 + recognisedColumns(texts) * 10;
    if (score > bestScore) {
      best = index;
      bestScore = score;
    }
  });
  return best;
}
