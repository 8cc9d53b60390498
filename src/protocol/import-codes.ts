/** Closed lists of everything an import can complain about. The app's catalogue has a sentence and a next step for each (a test proves it). */

/** Every way a file can be no table: it is not read at all, and nothing is taken in. */
export const IMPORT_REFUSAL_CODES = [
  'file-empty',
  'file-too-big',
  'not-a-spreadsheet',
  'old-xls',
  'web-page',
  'password-protected',
  'truncated-file',
  'damaged-file',
  'encoding-unknown',
  'zip-bomb',
  'hostile-markup',
  'too-many-rows',
  'too-many-columns',
  'no-header',
  'no-rows',
] as const;
export type RefusalCode = (typeof IMPORT_REFUSAL_CODES)[number];

/** What is wrong with a mapping of columns to fields. */
export const MAPPING_FAULT_CODES = ['field-unknown', 'column-unknown', 'column-twice', 'field-missing'] as const;
export type MappingFaultCode = (typeof MAPPING_FAULT_CODES)[number];

/** Rows with one of these are left out. */
export const ROW_ERROR_CODES = [
  'row-too-short',
  'row-too-long',
  'cell-error',
  'cell-overflow',
  'formula-uncalculated',
  'order-no-missing',
  'order-no-rounded',
  'order-no-odd',
  'time-missing',
  'time-unreadable',
  'time-impossible',
  'time-ambiguous',
  'matter-missing',
  'text-too-long',
] as const;
export type RowErrorCode = (typeof ROW_ERROR_CODES)[number];

/** Rows with one of these are taken in, and the office is told. */
export const ROW_WARNING_CODES = [
  'order-no-zeros-lost',
  'time-in-future',
  'time-day-only',
  'due-unreadable',
  'due-before-received',
  'place-missing',
  'coordinates-unreadable',
  'coordinates-half',
  'coordinates-swapped',
  'coordinates-zero',
  'coordinates-bd09',
  'phone-odd',
  'private-hidden',
  'formula-like',
] as const;
export type RowWarningCode = (typeof ROW_WARNING_CODES)[number];

export type ImportProblemCode = MappingFaultCode | RowErrorCode | RowWarningCode;
