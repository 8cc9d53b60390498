import type { Checklist } from './checklist.ts';

/** What is known of a case before anybody looks. */
export interface CaseWords {
  readonly category: string;
  readonly matter: string;
  /** Something was already asked of the party: the visit is to see whether it was done. */
  readonly isRecheck: boolean;
}

const RECHECK = '复查';

/** The forms with the likeliest first, by the words their authors gave them; equal ones as they stand. */
export function inOrderOfLikelihood(forms: readonly Checklist[], about: CaseWords): readonly Checklist[] {
  return forms
    .map((form, at) => ({ form, at, score: scoreOf(form, about) }))
    .toSorted((a, b) => b.score - a.score || a.at - b.at)
    .map(({ form }) => form);
}

/** How many of the form's words the complaint has; a broad one like 「大气」 gives way to two telling ones. */
function scoreOf({ categories }: Checklist, { category, matter, isRecheck }: CaseWords): number {
  if (isRecheck && categories.includes(RECHECK)) return Number.MAX_SAFE_INTEGER;
  const words = `${category} ${matter}`;
  return categories.filter((word) => word !== RECHECK && words.includes(word)).length;
}
