import { CsvError, parse } from 'csv-parse/sync';
import { MAX_SHEET_ROWS, refuse } from './table.ts';
import type { Cell, Refusal, TableRow } from './table.ts';

/** Longer than any complaint: a quote that was opened and never closed has swallowed the rows after it. */
const MAX_RECORD_CHARS = 1024 * 1024;
const DELIMITERS = [',', ';', '\t'] as const;

export type CsvRows =
  { readonly ok: true; readonly rows: readonly TableRow[] } | { readonly ok: false; readonly refusal: Refusal };

/** Records of a .csv with the row numbers a spreadsheet program would show. */
export function readCsv(text: string): CsvRows {
  const { body, delimiter, skipped } = sniff(text);
  let records: string[][];
  try {
    records = parse(body, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: MAX_RECORD_CHARS,
      to: MAX_SHEET_ROWS + 1,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error['lines'] ?? 0) + skipped;
    const cut = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE';
    return refuse(cut ? 'truncated-file' : 'damaged-file', { line });
  }
  return {
    ok: true,
    rows: records.map((cells, index) => ({ row: index + 1 + skipped, cells: cells.map(cellOf), faults: [] })),
  };
}

/** Excel's `sep=;` line decides; else the mark that occurs most often outside quotes in the first line that has any. */
function sniff(text: string): { body: string; delimiter: string; skipped: number } {
  const told = /^sep=([,;\t])\r?\n/i.exec(text);
  if (told?.[1]) return { body: text.slice(told[0].length), delimiter: told[1], skipped: 1 };
  for (const line of text.slice(0, 64 * 1024).split(/\r\n|\n|\r/, 20)) {
    const bare = line.replaceAll(/"[^"]*"/g, '');
    const counted = DELIMITERS.map((mark) => ({ mark, count: bare.split(mark).length - 1 })).sort(
      (a, b) => b.count - a.count,
    );
    const best = counted[0];
    if (best && best.count > 0) return { body: text, delimiter: best.mark, skipped: 0 };
  }
  return { body: text, delimiter: ',', skipped: 0 };
}

/** `="00123"` and a leading apostrophe are how offices keep Excel from eating zeros; the value is what they protect. */
function cellOf(raw: string): Cell {
  const text = raw.trim();
  if (text === '') return null;
  const kept = /^="([^"]*)"$/.exec(text) ?? /^'([0-9].*)$/.exec(text);
  return kept ? (kept[1] ?? null) : text;
}
