import type { ChecklistChoice } from './checklist.ts';
import type { FormRow, FormSheet } from './read-sheet.ts';
import { CHECK_RESULTS, isCheckList } from './checklist.ts';
import { fault } from './problem.ts';
import { isName } from './names.ts';
import { wordsOf } from './read-sheet.ts';

const MAX_CHOICES = 200;
const MAX_LABEL = 120;

export type ChoiceLists = Readonly<Record<string, readonly ChecklistChoice[]>>;

/** Lists by name, choices in the order they stand. */
export function compileChoices(sheet: FormSheet): ChoiceLists {
  const lists = new Map<string, { choices: ChecklistChoice[]; row: number }>();
  for (const row of sheet.rows) {
    const name = row.cells.get('list_name');
    const choice = compileChoice(sheet, row);
    if (name === undefined) {
      sheet.report(row.row, 'list_name', fault('list-name-missing'));
    } else if (!isName(name)) {
      sheet.report(row.row, 'list_name', fault('name-invalid', { name }));
    } else if (choice) {
      const list = lists.get(name) ?? { choices: [], row: row.row };
      lists.set(name, list);
      if (list.choices.some((other) => other.name === choice.name)) {
        sheet.report(row.row, 'name', fault('name-duplicate', { name: choice.name }));
      }
      list.choices.push(choice);
    }
  }
  for (const { choices, row } of lists.values()) {
    if (choices.length > MAX_CHOICES) sheet.report(row, 'list_name', fault('too-many', { max: MAX_CHOICES }));
    checkResults(sheet, choices, row);
  }
  return Object.fromEntries([...lists].map(([name, { choices }]) => [name, choices]));
}

function compileChoice(sheet: FormSheet, row: FormRow): ChecklistChoice | null {
  const name = row.cells.get('name');
  const label = wordsOf(row, 'label');
  if (name === undefined) sheet.report(row.row, 'name', fault('name-missing'));
  else if (!isName(name) && !/^\d{1,9}$/.test(name)) sheet.report(row.row, 'name', fault('name-invalid', { name }));
  if (!label) sheet.report(row.row, 'label', fault('label-missing'));
  else if (label.zh.length > MAX_LABEL) sheet.report(row.row, 'label', fault('too-long', { max: MAX_LABEL }));
  return name !== undefined && label ? { name, label } : null;
}

/** A list that says conforms and violates is the list of a check item, and has no fourth answer. */
function checkResults(sheet: FormSheet, choices: readonly ChecklistChoice[], row: number): void {
  const results: readonly string[] = CHECK_RESULTS;
  if (!isCheckList(choices)) return;
  const other = choices.find(({ name }) => !results.includes(name));
  if (other) sheet.report(row, 'name', fault('check-list-choices', { name: other.name }));
}
