/** Columns of the three sheets that mean something here. Those of `WORDS` may carry a language: `label::中文 (zh)`. */
export const SHEETS = {
  survey: [
    'type',
    'name',
    'label',
    'hint',
    'required',
    'required_message',
    'relevant',
    'constraint',
    'constraint_message',
    'calculation',
    'default',
    'appearance',
    'ee::clause',
    'ee::phrase',
    'ee::demand',
    'ee::photo',
  ],
  choices: ['list_name', 'name', 'label'],
  settings: ['form_title', 'form_id', 'version', 'default_language', 'ee::categories'],
} as const;

export type SheetName = keyof typeof SHEETS;

export const SHEET_NAMES = ['survey', 'choices', 'settings'] as const satisfies readonly SheetName[];

export const NEEDED: Readonly<Record<SheetName, readonly string[]>> = {
  survey: ['type', 'name', 'label'],
  choices: ['list_name', 'name', 'label'],
  settings: ['form_title', 'form_id', 'version'],
};

export const WORDS: readonly string[] = ['label', 'hint', 'required_message', 'constraint_message', 'form_title'];

/** XLSForm knows them and this product does not: said so, instead of taken for a slip of the pen. */
export const UNSUPPORTED_COLUMNS: readonly string[] = [
  'choice_filter',
  'repeat_count',
  'parameters',
  'read_only',
  'readonly',
  'trigger',
  'image',
  'media',
  'audio',
  'video',
  'big-image',
  'guidance_hint',
  'note',
  'disabled',
  'bind',
  'instance',
  'save_to',
  'body',
  'intent',
  'style',
  'public_key',
  'submission_url',
  'auto_send',
  'auto_delete',
  'instance_name',
  'allow_choice_duplicates',
  'namespaces',
  'ee::severity',
];

export const UNSUPPORTED_SHEETS: readonly string[] = ['external_choices', 'entities', 'osm'];

/** Types of XLSForm without a counterpart here. */
export const UNSUPPORTED_TYPES: readonly string[] = [
  'image',
  'photo',
  'audio',
  'background-audio',
  'video',
  'file',
  'geopoint',
  'geotrace',
  'geoshape',
  'barcode',
  'range',
  'rank',
  'hidden',
  'start',
  'end',
  'username',
  'deviceid',
  'phonenumber',
  'email',
  'audit',
  'csv-external',
  'xml-external',
  'select_one_from_file',
  'select_multiple_from_file',
  'begin_repeat',
  'end_repeat',
];

const LANGUAGES: Readonly<Record<string, 'zh' | 'en'>> = {
  zh: 'zh',
  'zh-cn': 'zh',
  中文: 'zh',
  chinese: 'zh',
  en: 'en',
  english: 'en',
  英文: 'en',
};

/** `中文 (zh)`, `zh`, `English (en)`, `English`; null for a language no screen has. */
export function languageOf(text: string): 'zh' | 'en' | null {
  const code = /\(([^()]+)\)\s*$/.exec(text)?.[1] ?? text;
  return LANGUAGES[code.trim().toLowerCase()] ?? null;
}
