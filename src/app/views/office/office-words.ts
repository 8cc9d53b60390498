import type { CaseSummary } from '#domain/case/case-summary.ts';
import { officeText } from '#app/text/office.ts';
import { t } from '#app/text/locale.svelte.ts';

/** `#/office?after=1301`: only what is newer than that server sequence, as the import's link asks. */
export function afterSeqOf(hash: string): number | null {
  const query = hash.split('?')[1];
  const after = query === undefined ? null : new URLSearchParams(query).get('after');
  return after !== null && /^\d{1,15}$/.test(after) ? Number(after) : null;
}

/** What a screen reader is told of what has just come in; empty when nothing has. */
export function arrivalWords(
  opened: readonly string[],
  grown: readonly string[],
  summaries: readonly CaseSummary[],
): string {
  const [only] = grown;
  if (grown.length === 1 && only !== undefined) {
    const matter = summaries.find(({ id }) => id === only)?.matter ?? '';
    return t(officeText.arrived, { matter: matter || t(officeText.noMatter) });
  }
  if (grown.length > 1) return t(officeText.arrivedMany, { count: grown.length });
  return opened.length > 0 ? t(officeText.openedMany, { count: opened.length }) : '';
}
