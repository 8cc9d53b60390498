import { importText, orderFieldWords, problemWords, refusalWords } from '#app/text/import.ts';
import { t } from '#app/text/locale.svelte.ts';

/** A newer server may name a problem this app does not know: it still gets words. */
export function wordsOfProblem(code: string): string {
  return t(
    Object.hasOwn(problemWords, code) ? problemWords[code as keyof typeof problemWords] : importText.problemUnknown,
  );
}

export function wordsOfRefusal(code: string, params: Readonly<Record<string, string | number>>): string {
  if (!Object.hasOwn(refusalWords, code)) return t(importText.refusedUnknown);
  return t(refusalWords[code as keyof typeof refusalWords], params);
}

/** The header as the office wrote it; where there is none, the field's own name. */
export function wordsOfColumn(column: string | null): string {
  if (column === null) return '';
  return Object.hasOwn(orderFieldWords, column) ? t(orderFieldWords[column as keyof typeof orderFieldWords]) : column;
}
