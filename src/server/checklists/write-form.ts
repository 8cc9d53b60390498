import writeXlsxFile from 'write-excel-file/node';
import type { Checklist } from '#domain/checklist/checklist.ts';
import type { SheetCell } from '#domain/checklist/workbook.ts';
import { workbookOf } from '#domain/checklist/checklist-workbook.ts';

const WIDE = /^(label|hint|relevant|constraint|ee::(clause|phrase|demand))/;

/** A form as the .xlsx its author would work on: headings frozen, columns as wide as what stands in them. */
export async function writeForm(form: Checklist): Promise<Uint8Array<ArrayBuffer>> {
  const sheets = workbookOf(form).map(({ name, rows }) => {
    const [header] = rows;
    return {
      sheet: name,
      stickyRowsCount: 1,
      columns: (header?.cells ?? []).map((cell) => ({ width: WIDE.test(String(cell)) ? 34 : 16 })),
      data: rows.map(({ row, cells }) => cells.map((cell) => excelCell(cell, row === 1))),
    };
  });
  return new Uint8Array(await writeXlsxFile(sheets).toBuffer());
}

function excelCell(value: SheetCell, isHeader: boolean) {
  if (value === null) return null;
  return isHeader ? { value, fontWeight: 'bold' as const } : { value, wrap: true, alignVertical: 'top' as const };
}
