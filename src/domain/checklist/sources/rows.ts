import type { Workbook, WorkSheet } from '../workbook.ts';

/** A row of an Excel form by the names of its columns; words in Chinese and English. */
export type SourceRow = Readonly<Record<string, string>>;
export type SourceWords = readonly [zh: string, en: string];

export interface CheckExtras {
  /** `ee::clause` */
  readonly clause?: string;
  /** `ee::phrase`, `ee::demand` */
  readonly phrase: string;
  readonly demand?: string;
  readonly relevant?: string;
  readonly hint?: SourceWords;
  /** `ee::photo`; yes unless said otherwise. */
  readonly photo?: 'no';
}

/** An item to inspect: 符合 / 不符合 / 不适用, and what is written when it is violated. */
export function check(name: string, label: SourceWords, extras: CheckExtras): SourceRow {
  return row({
    type: 'select_one conformity',
    name,
    ...words('label', label),
    ...words('hint', extras.hint),
    required: 'yes',
    relevant: extras.relevant,
    'ee::clause': extras.clause,
    'ee::phrase': extras.phrase,
    'ee::demand': extras.demand,
    'ee::photo': extras.photo ?? 'yes',
  });
}

export interface AskExtras {
  readonly hint?: SourceWords;
  readonly required?: string;
  readonly relevant?: string;
  readonly constraint?: string;
  readonly message?: SourceWords;
  readonly calculation?: string;
  readonly appearance?: string;
  readonly clause?: string;
}

/** A question of any other type. */
export function ask(type: string, name: string, label: SourceWords, extras: AskExtras = {}): SourceRow {
  const { hint, message, clause, ...cells } = extras;
  return row({
    type,
    name,
    ...words('label', label),
    ...words('hint', hint),
    ...words('constraint_message', message),
    ...cells,
    'ee::clause': clause,
  });
}

export function group(name: string, label: SourceWords, rows: readonly SourceRow[]): readonly SourceRow[] {
  return [row({ type: 'begin_group', name, ...words('label', label) }), ...rows, { type: 'end_group' }];
}

export function choice(list: string, name: string, label: SourceWords): SourceRow {
  return { list_name: list, name, ...words('label', label) };
}

const CONFORMITY = [
  choice('conformity', 'conforms', ['符合', 'Conforms']),
  choice('conformity', 'violates', ['不符合', 'Violates']),
  choice('conformity', 'na', ['不适用', 'Not applicable']),
];

export interface Source {
  readonly title: SourceWords;
  readonly id: string;
  readonly version: string;
  readonly categories: string;
  readonly survey: readonly SourceRow[];
  readonly choices?: readonly SourceRow[];
}

/** The three sheets as an author would have them in Excel. */
export function workbook({ title, id, version, categories, survey, choices = [] }: Source): Workbook {
  const settings = { ...words('form_title', title), form_id: id, version, 'ee::categories': categories };
  return [sheet('survey', survey), sheet('choices', [...CONFORMITY, ...choices]), sheet('settings', [settings])];
}

function sheet(name: string, rows: readonly SourceRow[]): WorkSheet {
  const columns = [...new Set(rows.flatMap((one) => Object.keys(one)))];
  const lines = [columns, ...rows.map((one) => columns.map((column) => one[column] ?? null))];
  return { name, rows: lines.map((cells, at) => ({ row: at + 1, cells })) };
}

function words(column: string, given: SourceWords | undefined): SourceRow {
  return given ? { [`${column}::中文 (zh)`]: given[0], [`${column}::English (en)`]: given[1] } : {};
}

function row(cells: Readonly<Record<string, string | undefined>>): SourceRow {
  return Object.fromEntries(Object.entries(cells).filter((cell): cell is [string, string] => cell[1] !== undefined));
}
