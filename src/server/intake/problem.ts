import type { ImportProblem } from '#protocol/import.ts';
import type { RowErrorCode, RowWarningCode } from '#protocol/import-codes.ts';

export type RowError = ImportProblem & { readonly code: RowErrorCode };
export type RowWarning = ImportProblem & { readonly code: RowWarningCode };

const SHOWN_CHARS = 80;

/** Values are quoted short; a caller's data is never quoted at all. */
export function shownValue(text: string): string | null {
  if (text === '') return null;
  const points = Array.from(text);
  return points.length <= SHOWN_CHARS ? text : `${points.slice(0, SHOWN_CHARS).join('')}…`;
}
