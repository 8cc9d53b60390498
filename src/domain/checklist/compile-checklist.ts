import type { Checklist } from './checklist.ts';
import type { ChecklistProblem } from './problem.ts';
import type { SheetName } from './columns.ts';
import type { Workbook } from './workbook.ts';
import { CHECKLIST_FORMAT } from './checklist.ts';
import { checkReferences } from './check-references.ts';
import { closestName } from './closest-name.ts';
import { compileChoices } from './compile-choices.ts';
import { compileSettings } from './compile-settings.ts';
import { compileSurvey } from './compile-survey.ts';
import { FormSheet } from './read-sheet.ts';
import { SHEET_NAMES, UNSUPPORTED_SHEETS } from './columns.ts';

export type Compiled =
  | { readonly ok: true; readonly checklist: Checklist }
  | { readonly ok: false; readonly problems: readonly ChecklistProblem[] };

/**
 * An Excel form (subset of XLSForm, docs/spec/checklist.md) as JSON that phones run. What is not understood is a problem with its sheet, row
 * and column; nothing is left out in silence.
 */
export function compileChecklist(workbook: Workbook): Compiled {
  const problems: ChecklistProblem[] = [];
  const sheets = sheetsIn(workbook, problems);
  const survey = sheets('survey');
  const choices = sheets('choices');
  const settings = compileSettings(sheets('settings'));
  const lists = compileChoices(choices);
  const compiled = compileSurvey(survey, lists);
  checkReferences(survey, compiled, lists);
  if (problems.length > 0 || !settings) return { ok: false, problems: inReadingOrder(problems) };
  return { ok: true, checklist: { format: CHECKLIST_FORMAT, ...settings, lists, items: compiled.items } };
}

/** The three sheets; `choices` may be missing where nothing is chosen. Other sheets are the author's own notes, unless they look like a slip of the pen. */
function sheetsIn(workbook: Workbook, problems: ChecklistProblem[]): (name: SheetName) => FormSheet {
  const named = new Map(workbook.map((sheet) => [sheet.name.trim().toLowerCase(), sheet]));
  for (const { name } of workbook) {
    const lower = name.trim().toLowerCase();
    const suggestion = closestName(lower, SHEET_NAMES);
    if (UNSUPPORTED_SHEETS.includes(lower) || (suggestion !== null && suggestion !== lower)) {
      problems.push({
        code: 'sheet-unknown',
        sheet: name,
        row: null,
        column: null,
        params: suggestion === null ? {} : { suggestion },
      });
    }
  }
  return (name) => {
    const sheet = named.get(name);
    if (!sheet && name !== 'choices') {
      problems.push({ code: 'sheet-missing', sheet: name, row: null, column: null, params: {} });
    }
    // What is missing as a whole is said once, not once for each of its columns.
    return new FormSheet({ name, rows: sheet?.rows ?? [] }, sheet ? problems : []);
  };
}

function inReadingOrder(problems: readonly ChecklistProblem[]): readonly ChecklistProblem[] {
  const order: readonly string[] = SHEET_NAMES;
  const rank = ({ sheet }: ChecklistProblem): number => order.indexOf(sheet);
  return problems.toSorted((a, b) => rank(a) - rank(b) || (a.row ?? 0) - (b.row ?? 0));
}
