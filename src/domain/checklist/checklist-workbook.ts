import type { Checklist, ChecklistItem, FormWords } from './checklist.ts';
import type { SheetCell, Workbook } from './workbook.ts';
import { printExpression } from './print-expression.ts';

const WORD_COLUMNS = ['label', 'hint', 'required_message', 'constraint_message'] as const;

const SURVEY_COLUMNS = [
  'type',
  'name',
  ...WORD_COLUMNS.flatMap((column) => bothLanguages(column)),
  'required',
  'relevant',
  'constraint',
  'calculation',
  'default',
  'appearance',
  'ee::clause',
  'ee::phrase',
  'ee::demand',
  'ee::photo',
];

type Row = Readonly<Record<string, SheetCell | undefined>>;

/** The Excel form of a checklist: compiled again it is the same checklist, whoever has lost the file it was made from. */
export function workbookOf(form: Checklist): Workbook {
  const choices = Object.entries(form.lists).flatMap(([list, all]) =>
    all.map(({ name, label }): Row => ({ list_name: list, name, ...words('label', label) })),
  );
  const settings: Row = {
    ...words('form_title', form.title),
    form_id: form.id,
    version: form.version,
    default_language: ZH,
    'ee::categories': form.categories.join(' '),
  };
  return [
    sheet('survey', SURVEY_COLUMNS, form.items.flatMap(rowsOf)),
    sheet('choices', ['list_name', 'name', ...bothLanguages('label')], choices),
    sheet(
      'settings',
      [...bothLanguages('form_title'), 'form_id', 'version', 'default_language', 'ee::categories'],
      [settings],
    ),
  ];
}

const ZH = '中文 (zh)';

function bothLanguages(column: string): readonly string[] {
  return [`${column}::中文 (zh)`, `${column}::English (en)`];
}

function words(column: string, given: FormWords | undefined): Row {
  const [zh = '', en = ''] = bothLanguages(column);
  return { [zh]: given?.zh, [en]: given?.en };
}

function sheet(name: string, columns: readonly string[], rows: readonly Row[]): Workbook[number] {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? null))];
  return { name, rows: lines.map((cells, at) => ({ row: at + 1, cells })) };
}

function rowsOf(item: ChecklistItem): readonly Row[] {
  const relevant = item.relevant && printExpression(item.relevant);
  if (item.type === 'group') {
    const begin = { type: 'begin_group', name: item.name, ...words('label', item.label), relevant };
    return [begin, ...item.items.flatMap(rowsOf), { type: 'end_group' }];
  }
  const { constraint, calculation } = item;
  return [
    {
      type: item.list === undefined ? item.type : `${item.type} ${item.list}`,
      name: item.name,
      ...words('label', item.label),
      ...words('hint', item.hint),
      ...words('required_message', item.requiredMessage),
      ...words('constraint_message', item.constraintMessage),
      required: item.required && requiredCell(printExpression(item.required)),
      relevant,
      constraint: constraint && printExpression(constraint),
      calculation: calculation && printExpression(calculation),
      default: typeof item.default === 'object' ? item.default.join(' ') : item.default,
      appearance: item.appearance,
      'ee::clause': item.clause,
      'ee::phrase': item.phrase,
      'ee::demand': item.demand,
      'ee::photo': item.photo && 'yes',
    },
  ];
}

/** As people write it. */
function requiredCell(printed: string): string {
  return printed === 'true()' ? 'yes' : printed;
}
