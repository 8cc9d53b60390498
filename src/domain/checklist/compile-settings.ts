import type { Checklist } from './checklist.ts';
import type { FormSheet } from './read-sheet.ts';
import { fault } from './problem.ts';
import { languageOf } from './columns.ts';
import { wordsOf } from './read-sheet.ts';

export type Settings = Pick<Checklist, 'id' | 'version' | 'title' | 'categories'>;

const ID = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/;
const MAX_VERSION = 32;
const MAX_TITLE = 60;

/** The one row of `settings`. Null when the form cannot be named. */
export function compileSettings(sheet: FormSheet): Settings | null {
  const [row, second] = sheet.rows;
  if (second) sheet.report(second.row, null, fault('settings-more-rows'));
  if (!row) {
    sheet.report(null, null, fault('setting-missing', { column: 'form_id' }));
    return null;
  }
  const needed = (column: string): string => {
    const text = row.cells.get(column) ?? '';
    if (text === '' && sheet.has(column)) sheet.report(row.row, column, fault('setting-missing', { column }));
    return text;
  };
  const id = needed('form_id');
  const version = needed('version');
  needed('form_title');
  const title = wordsOf(row, 'form_title') ?? { zh: '' };
  const language = row.cells.get('default_language');
  if (id !== '' && !ID.test(id))
    sheet.report(row.row, 'form_id', fault('setting-invalid', { column: 'form_id', value: id }));
  if (version.length > MAX_VERSION) sheet.report(row.row, 'version', fault('too-long', { max: MAX_VERSION }));
  for (const [column, text] of [['form_title', title.zh] as const, ['form_title::en', title.en ?? ''] as const]) {
    if (text.length > MAX_TITLE) sheet.report(row.row, column, fault('too-long', { max: MAX_TITLE }));
  }
  // Words without a language are Chinese here: another default would turn every label around.
  if (language !== undefined && languageOf(language) !== 'zh') {
    sheet.report(
      row.row,
      'default_language',
      fault('setting-invalid', { column: 'default_language', value: language }),
    );
  }
  const categories = (row.cells.get('ee::categories') ?? '').split(/[\s、，,;；]+/).filter(Boolean);
  return { id, version, title, categories };
}
