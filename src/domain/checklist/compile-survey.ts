import type { ChecklistGroup, ChecklistItem } from './checklist.ts';
import type { ChoiceLists } from './compile-choices.ts';
import type { FormRow, FormSheet } from './read-sheet.ts';
import type { RowType } from './compile-question.ts';
import { closestName } from './closest-name.ts';
import { compileQuestion, expressionIn, labelOf, withoutGaps } from './compile-question.ts';
import { fault, withSuggestion } from './problem.ts';
import { isName } from './names.ts';
import { QUESTION_TYPES } from './checklist.ts';
import { UNSUPPORTED_TYPES } from './columns.ts';

const MAX_QUESTIONS = 300;
const MAX_GROUP_DEPTH = 4;

/** Cells a group can have. */
const GROUP_COLUMNS = ['type', 'name', 'label', 'label::en', 'relevant'];

export interface Survey {
  readonly items: readonly ChecklistItem[];
  /** Row of each question and group by name: where its problems are told. */
  readonly rows: ReadonlyMap<string, number>;
}

interface OpenGroup {
  readonly row: FormRow | null;
  readonly items: ChecklistItem[];
}

/** The rows of `survey` as a tree. */
export function compileSurvey(sheet: FormSheet, lists: ChoiceLists): Survey {
  const names = new Names(sheet);
  const root: OpenGroup = { row: null, items: [] };
  const open: OpenGroup[] = [root];
  for (const row of sheet.rows) {
    const type = typeOf(sheet, row);
    const group = open.at(-1) ?? root;
    if (type === null) continue;
    if (type === 'begin') {
      names.take(row);
      if (open.length > MAX_GROUP_DEPTH)
        sheet.report(row.row, 'type', fault('group-too-deep', { max: MAX_GROUP_DEPTH }));
      open.push({ row, items: [] });
    } else if (type === 'end') {
      if (group.row) closeGroup(sheet, open, group.row);
      else sheet.report(row.row, 'type', fault('group-unopened'));
    } else {
      names.take(row);
      group.items.push(compileQuestion(sheet, row, type, lists));
    }
  }
  for (const { row } of open) {
    if (row) sheet.report(row.row, 'type', fault('group-unclosed', { name: row.cells.get('name') ?? '' }));
  }
  if (sheet.rows.length > MAX_QUESTIONS) sheet.report(null, null, fault('too-many', { max: MAX_QUESTIONS }));
  if (root.items.length === 0 && sheet.rows.length === 0) sheet.report(null, null, fault('no-questions'));
  return { items: root.items, rows: names.rows };
}

function closeGroup(sheet: FormSheet, open: OpenGroup[], row: FormRow): void {
  const group = open.pop();
  if (!group) return;
  for (const column of row.cells.keys()) {
    if (!GROUP_COLUMNS.includes(column)) {
      sheet.report(row.row, column, fault('cell-not-for-type', { column, type: 'begin_group' }));
    }
  }
  if (group.items.length === 0)
    sheet.report(row.row, 'type', fault('group-empty', { name: row.cells.get('name') ?? '' }));
  const compiled: ChecklistGroup = withoutGaps({
    type: 'group',
    name: row.cells.get('name') ?? '',
    label: labelOf(sheet, row, false),
    relevant: expressionIn(sheet, row, 'relevant'),
    items: group.items,
  });
  open.at(-1)?.items.push(compiled);
}

/** Every name once, whether of a question or a group. */
class Names {
  readonly rows = new Map<string, number>();
  readonly #sheet: FormSheet;

  constructor(sheet: FormSheet) {
    this.#sheet = sheet;
  }

  take({ row, cells }: FormRow): void {
    const name = cells.get('name');
    if (name === undefined) return this.#sheet.report(row, 'name', fault('name-missing'));
    if (!isName(name)) return this.#sheet.report(row, 'name', fault('name-invalid', { name }));
    const first = this.rows.get(name);
    if (first === undefined) this.rows.set(name, row);
    else this.#sheet.report(row, 'name', fault('name-duplicate', { name, first }));
    return undefined;
  }
}

/** `begin group`, `begin_group` and `select one x` are all written in the wild. */
function typeOf(sheet: FormSheet, row: FormRow): RowType | 'begin' | 'end' | null {
  const written = row.cells.get('type');
  if (written === undefined) {
    sheet.report(row.row, 'type', fault('type-missing'));
    return null;
  }
  const [first = '', second, third] = normalised(written).split(/\s+/);
  if (first === 'begin_group' && second === undefined) return 'begin';
  if (first === 'end_group' && second === undefined) return 'end';
  const type = QUESTION_TYPES.find((one) => one.toLowerCase() === first.toLowerCase());
  const isSelect = type === 'select_one' || type === 'select_multiple';
  if (type && (isSelect ? third === undefined : second === undefined))
    return { type, list: isSelect ? second : undefined };
  const isUnsupported = UNSUPPORTED_TYPES.includes(first.toLowerCase()) || (isSelect && third === 'or_other');
  const suggestion = closestName(first, [...QUESTION_TYPES, 'begin_group', 'end_group']);
  const params = { type: written };
  sheet.report(
    row.row,
    'type',
    isUnsupported ? fault('type-unsupported', params) : fault('type-unknown', withSuggestion(params, suggestion)),
  );
  return null;
}

function normalised(written: string): string {
  return written
    .replace(/^(begin|end)[ _](group|repeat)\b/i, (_, act: string, what: string) => `${act}_${what}`.toLowerCase())
    .replace(/^select[ _](one|multiple)\b/i, (_, how: string) => `select_${how.toLowerCase()}`);
}
