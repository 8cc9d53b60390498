import type { AnswerValue, ChecklistQuestion, QuestionType } from './checklist.ts';
import type { ChoiceLists } from './compile-choices.ts';
import type { Expression } from './expression.ts';
import type { FormRow, FormSheet } from './read-sheet.ts';
import { closestName } from './closest-name.ts';
import { fault, withSuggestion } from './problem.ts';
import { isAnswerOf } from './answer-shape.ts';
import { isCheckList } from './checklist.ts';
import { parseExpression } from './parse-expression.ts';
import { wordsOf } from './read-sheet.ts';

/** Type of a row as written, split: `select_one yes_no` → type and list. */
export interface RowType {
  readonly type: QuestionType;
  readonly list?: string | undefined;
}

const MAX_LABEL = 300;
const APPEARANCES: Readonly<Partial<Record<QuestionType, 'multiline' | 'minimal'>>> = {
  text: 'multiline',
  select_one: 'minimal',
};

/** Cells that only some types can have; everything else in them would be lost. */
const ONLY: Readonly<Record<string, (type: QuestionType, isCheck: boolean) => boolean>> = {
  calculation: (type) => type === 'calculate',
  required: isAsked,
  required_message: isAsked,
  constraint: isAsked,
  constraint_message: isAsked,
  default: isAsked,
  appearance: (type) => APPEARANCES[type] !== undefined,
  hint: (type) => type !== 'calculate',
  'ee::clause': (type) => type !== 'calculate',
  'ee::phrase': (_, isCheck) => isCheck,
  'ee::demand': (_, isCheck) => isCheck,
  'ee::photo': (_, isCheck) => isCheck,
};

function isAsked(type: QuestionType): boolean {
  return type !== 'note' && type !== 'calculate';
}

/** A question from its row. Problems are reported to the sheet; the question is whole enough to go on with. */
export function compileQuestion(sheet: FormSheet, row: FormRow, given: RowType, lists: ChoiceLists): ChecklistQuestion {
  const { type } = given;
  const list = type === 'select_one' || type === 'select_multiple' ? listOf(sheet, row, given, lists) : undefined;
  const isCheck = type === 'select_one' && list !== undefined && isCheckList(lists[list] ?? []);
  for (const [column, may] of Object.entries(ONLY)) {
    if (row.cells.has(column) && !may(type, isCheck)) {
      sheet.report(row.row, column, fault('cell-not-for-type', { column, type }));
    }
  }
  needs(sheet, row, 'required_message', 'required');
  needs(sheet, row, 'constraint_message', 'constraint');
  if (type === 'calculate' && !row.cells.has('calculation')) {
    sheet.report(row.row, 'calculation', fault('needs-column', { column: 'calculate', other: 'calculation' }));
  }
  const question: ChecklistQuestion = {
    type,
    name: row.cells.get('name') ?? '',
    label: labelOf(sheet, row, type !== 'calculate'),
    hint: wordsOf(row, 'hint'),
    list,
    appearance: appearanceOf(sheet, row, type),
    required: requiredOf(sheet, row),
    requiredMessage: wordsOf(row, 'required_message'),
    relevant: expressionIn(sheet, row, 'relevant'),
    constraint: expressionIn(sheet, row, 'constraint'),
    constraintMessage: wordsOf(row, 'constraint_message'),
    calculation: expressionIn(sheet, row, 'calculation'),
    clause: row.cells.get('ee::clause'),
    phrase: row.cells.get('ee::phrase'),
    demand: row.cells.get('ee::demand'),
    photo: yesOrNo(sheet, row, 'ee::photo') ? true : undefined,
  };
  return withoutGaps({ ...question, default: defaultOf(sheet, row, question, lists) });
}

/** Same words as JSON would keep: members that are not there are left out, so that a compiled form equals itself read back. */
export function withoutGaps<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}

/** The expression of a cell; undefined when the cell is empty or not understood, which has then been reported. */
export function expressionIn(sheet: FormSheet, row: FormRow, column: string): Expression | undefined {
  const source = row.cells.get(column);
  if (source === undefined) return undefined;
  const parsed = parseExpression(source);
  if (parsed.ok) return parsed.expression;
  sheet.report(row.row, column, parsed.fault);
  return undefined;
}

export function labelOf(sheet: FormSheet, row: FormRow, isNeeded: boolean) {
  const label = wordsOf(row, 'label');
  if (!label && isNeeded) sheet.report(row.row, 'label', fault('label-missing'));
  if (label && label.zh.length > MAX_LABEL) sheet.report(row.row, 'label', fault('too-long', { max: MAX_LABEL }));
  return label;
}

function listOf(sheet: FormSheet, row: FormRow, { type, list }: RowType, lists: ChoiceLists): string | undefined {
  if (list === undefined) sheet.report(row.row, 'type', fault('list-missing', { type }));
  else if (!Object.hasOwn(lists, list)) {
    sheet.report(
      row.row,
      'type',
      fault('list-unknown', withSuggestion({ list }, closestName(list, Object.keys(lists)))),
    );
  } else return list;
  return undefined;
}

function needs(sheet: FormSheet, row: FormRow, column: string, other: string): void {
  if (row.cells.has(column) && !row.cells.has(other)) {
    sheet.report(row.row, column, fault('needs-column', { column, other }));
  }
}

function appearanceOf(sheet: FormSheet, row: FormRow, type: QuestionType): 'multiline' | 'minimal' | undefined {
  const value = row.cells.get('appearance');
  const allowed = APPEARANCES[type];
  if (value === undefined || allowed === undefined || value === allowed)
    return value === undefined ? undefined : allowed;
  sheet.report(row.row, 'appearance', fault('value-not-allowed', { value, allowed }));
  return undefined;
}

/** `yes` as Excel forms write it, or an expression that is asked again with every answer. */
function requiredOf(sheet: FormSheet, row: FormRow): Expression | undefined {
  const text = row.cells.get('required')?.toLowerCase();
  if (text === undefined || ['no', 'false', 'false()'].includes(text)) return undefined;
  if (['yes', 'true', 'true()'].includes(text)) return { does: 'true', of: [] };
  return expressionIn(sheet, row, 'required');
}

function yesOrNo(sheet: FormSheet, row: FormRow, column: string): boolean {
  const value = row.cells.get(column)?.toLowerCase();
  if (value === undefined || value === 'no' || value === 'yes') return value === 'yes';
  sheet.report(row.row, column, fault('value-not-allowed', { value, allowed: 'yes / no' }));
  return false;
}

/** A default is a value, not an expression: what is calculated belongs into a calculate row, where everybody sees it. */
function defaultOf(
  sheet: FormSheet,
  row: FormRow,
  question: ChecklistQuestion,
  lists: ChoiceLists,
): AnswerValue | undefined {
  const text = row.cells.get('default');
  if (text === undefined || !isAsked(question.type)) return undefined;
  const { type } = question;
  const isNumber = type === 'integer' || type === 'decimal';
  const value = isNumber ? Number(text) : type === 'select_multiple' ? text.split(/\s+/) : text;
  if (isAnswerOf(question, value, lists)) return value;
  sheet.report(row.row, 'default', fault('default-invalid', { value: text, type }));
  return undefined;
}
