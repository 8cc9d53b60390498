/** What keeps an Excel form from being published, told at the cell. The words are in the catalogue of the page. */
export interface ChecklistProblem {
  readonly code: ProblemCode;
  readonly sheet: string;
  /** As Excel counts, from 1; null for the sheet as a whole. */
  readonly row: number | null;
  /** Letter as in Excel; null for the row as a whole. */
  readonly column: string | null;
  readonly params: ProblemParams;
}

export type ProblemParams = Readonly<Record<string, string | number>>;

export const PROBLEM_CODES = [
  'sheet-missing',
  'sheet-unknown',
  'column-missing',
  'column-duplicate',
  'column-unknown',
  'column-unsupported',
  'language-unknown',
  'cell-error',
  'cell-not-for-type',
  'needs-column',
  'value-not-allowed',
  'too-long',
  'too-many',
  'type-missing',
  'type-unknown',
  'type-unsupported',
  'name-missing',
  'name-invalid',
  'name-duplicate',
  'label-missing',
  'list-missing',
  'list-unknown',
  'list-name-missing',
  'check-list-choices',
  'choice-unknown',
  'default-invalid',
  'group-unclosed',
  'group-unopened',
  'group-empty',
  'group-too-deep',
  'no-questions',
  'setting-missing',
  'setting-invalid',
  'settings-more-rows',
  'expression-syntax',
  'expression-character',
  'expression-too-long',
  'function-unknown',
  'function-arguments',
  'self-outside-constraint',
  'ref-unknown',
  'ref-no-answer',
  'cycle',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** What is wrong, wherever it is. */
export interface Fault {
  readonly code: ProblemCode;
  readonly params: ProblemParams;
}

export function fault(code: ProblemCode, params: ProblemParams = {}): Fault {
  return { code, params };
}

/** Parameters with the name that was probably meant, where there is one. */
export function withSuggestion(params: ProblemParams, suggestion: string | null): ProblemParams {
  return suggestion === null ? params : { ...params, suggestion };
}
