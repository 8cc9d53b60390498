import type { Compiled } from '#domain/checklist/compile-checklist.ts';
import type { ChecklistProblem } from '#domain/checklist/problem.ts';
import type { Checklist } from '#domain/checklist/checklist.ts';
import type { SheetCell, Workbook } from '#domain/checklist/workbook.ts';
import { compileChecklist } from '#domain/checklist/compile-checklist.ts';

type Cells = readonly (readonly SheetCell[])[];

const CHOICES: Cells = [
  ['list_name', 'name', 'label'],
  ['ok', 'conforms', '符合'],
  ['ok', 'violates', '不符合'],
  ['ok', 'na', '不适用'],
  ['kind', 'shop', '店铺'],
  ['kind', 'plant', '工厂'],
];
const SETTINGS: Cells = [
  ['form_title', 'form_id', 'version'],
  ['试表', 'trial', '1'],
];

/** A workbook of the given survey rows, with choices and settings that are in order unless others are given. */
export function bookOf(survey: Cells, choices: Cells = CHOICES, settings: Cells = SETTINGS): Workbook {
  return Object.entries({ survey, choices, settings }).map(([name, cells]) => ({
    name,
    rows: cells.map((row, at) => ({ row: at + 1, cells: row })),
  }));
}

export function formOf(survey: Cells, choices?: Cells): Checklist {
  const compiled = compileChecklist(bookOf(survey, choices));
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.checklist;
}

/** Problems as one reads them: `survey C2 list-unknown`. */
export function problemsOf(compiled: Compiled): readonly string[] {
  return compiled.ok ? [] : compiled.problems.map(placeOf);
}

function placeOf({ sheet, row, column, code, params }: ChecklistProblem): string {
  const meant = params['suggestion'] === undefined ? '' : ` → ${params['suggestion']}`;
  return `${sheet} ${column ?? ''}${row ?? ''} ${code}${meant}`;
}
