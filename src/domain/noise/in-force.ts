import type { AuthorityRule, Dated, LegalCitation, NoiseRules, NoiseStandard } from './noise-rules.ts';
import type { NoiseRegime } from './reading.ts';

/** @param day YYYY-MM-DD in Asia/Shanghai; dates of this form compare as text */
export function isInForce({ validFrom, validTo }: Dated, day: string): boolean {
  return validFrom <= day && (validTo === null || day <= validTo);
}

export function inForce<T extends Dated>(editions: readonly T[], day: string): T | null {
  return editions.find((edition) => isInForce(edition, day)) ?? null;
}

/** The edition that held on the day of the act; null when the table has none. */
export function standardAt(rules: NoiseRules, regime: NoiseRegime, day: string): NoiseStandard | null {
  return inForce(
    rules.standards.filter((standard) => standard.regime === regime),
    day,
  );
}

/** Who is in charge of such noise in that township on that day: what is said of the place goes before what is said of the district. */
export function authorityFor(
  { authorities }: NoiseRules,
  matter: NoiseRegime,
  { place, day }: { readonly place: string; readonly day: string },
): AuthorityRule | null {
  const candidates = authorities.filter((rule) => rule.matter === matter && isInForce(rule, day));
  return candidates.find((rule) => rule.place !== '' && rule.place === place) ?? candidates.find(isForAll) ?? null;
}

/** What may be cited for an act of that day. */
export function citationsAt({ citations }: NoiseRules, matter: NoiseRegime, day: string): readonly LegalCitation[] {
  return citations.filter(
    (citation) => (citation.matter === matter || citation.matter === 'any') && isInForce(citation, day),
  );
}

function isForAll({ place }: AuthorityRule): boolean {
  return place === '';
}
