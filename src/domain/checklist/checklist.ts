import type { Expression } from './expression.ts';

/** 检查表: forms as the bureau designed them in Excel, compiled. */
export interface ChecklistSet {
  readonly checklists: readonly Checklist[];
}

/** Raised when an older app could no longer read what this one compiles. */
export const CHECKLIST_FORMAT = 1;

/** Words of a form's author. English may be missing; Chinese never is. */
export interface FormWords {
  readonly zh: string;
  readonly en?: string | undefined;
}

/** One form: what an Excel file with the sheets survey, choices and settings compiles to. Never changed once published; a new version takes its place. */
export interface Checklist {
  readonly format: number;
  readonly id: string;
  /** As the author numbered it, in `settings`. */
  readonly version: string;
  readonly title: FormWords;
  /** Words of complaints it is for, the telling ones: 「餐饮」「油烟」. */
  readonly categories: readonly string[];
  readonly lists: Readonly<Record<string, readonly ChecklistChoice[]>>;
  readonly items: readonly ChecklistItem[];
}

export interface ChecklistChoice {
  readonly name: string;
  readonly label: FormWords;
}

export type ChecklistItem = ChecklistGroup | ChecklistQuestion;

export interface ChecklistGroup {
  readonly type: 'group';
  readonly name: string;
  readonly label?: FormWords | undefined;
  readonly relevant?: Expression | undefined;
  readonly items: readonly ChecklistItem[];
}

export const QUESTION_TYPES = [
  'text',
  'integer',
  'decimal',
  'date',
  'time',
  'dateTime',
  'select_one',
  'select_multiple',
  'acknowledge',
  'note',
  'calculate',
] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];

export interface ChecklistQuestion {
  readonly type: QuestionType;
  readonly name: string;
  readonly label?: FormWords | undefined;
  readonly hint?: FormWords | undefined;
  /** Name of the choice list of a select. */
  readonly list?: string | undefined;
  readonly appearance?: 'multiline' | 'minimal' | undefined;
  readonly required?: Expression | undefined;
  readonly requiredMessage?: FormWords | undefined;
  readonly relevant?: Expression | undefined;
  readonly constraint?: Expression | undefined;
  readonly constraintMessage?: FormWords | undefined;
  readonly calculation?: Expression | undefined;
  readonly default?: AnswerValue | undefined;
  /** 条款: what the demand rests on. */
  readonly clause?: string | undefined;
  /** What the record says when the item is violated, to begin with. */
  readonly phrase?: string | undefined;
  /** What is asked of the party then, to begin with. */
  readonly demand?: string | undefined;
  /** A photo is asked for when the item is violated. */
  readonly photo?: true | undefined;
}

/** Numbers for integer and decimal, chosen names for selects, wall time for dates (`2026-11-27`, `22:05`, `2026-11-27T22:05`), else text. */
export type AnswerValue = string | number | readonly string[];
export type Answers = Readonly<Record<string, AnswerValue>>;

/** The three answers of a check item, in this order. */
export const CHECK_RESULTS = ['conforms', 'violates', 'na'] as const;
export type CheckResult = (typeof CHECK_RESULTS)[number];

/** An item to inspect is a select_one from a list of 符合 / 不符合 (/ 不适用); everything else is an ordinary question. */
export function isCheck(form: Checklist, { type, list }: ChecklistQuestion): boolean {
  return type === 'select_one' && isCheckList(form.lists[list ?? ''] ?? []);
}

export function isCheckList(choices: readonly ChecklistChoice[]): boolean {
  const names = choices.map(({ name }) => name);
  return names.includes('conforms') && names.includes('violates');
}

/** All questions of a form in the order they stand, with the groups around each, outermost first. */
export function questionsOf(form: Pick<Checklist, 'items'>): readonly PlacedQuestion[] {
  return inside(form.items, []);
}

export interface PlacedQuestion {
  readonly question: ChecklistQuestion;
  readonly groups: readonly ChecklistGroup[];
}

function inside(items: readonly ChecklistItem[], groups: readonly ChecklistGroup[]): readonly PlacedQuestion[] {
  return items.flatMap((item) =>
    item.type === 'group' ? inside(item.items, [...groups, item]) : [{ question: item, groups }],
  );
}
