import type { Judgement, Quantity } from '#domain/noise/judgement.ts';
import { t } from '#app/text/locale.svelte.ts';
import { flawWords, missingWords, outcomeWords, verdictText } from '#app/text/noise-verdict.ts';

/** The verdict in one line: with number and limit where there are, else with what stands in its way. */
export function verdictLine({ outcome, deciding, voids, missing, clause }: Judgement): string {
  const words = t(outcomeWords[outcome]);
  if (outcome === 'invalid') return present([words, ...voids.map(({ name }) => t(flawWords[name]))]).join(' · ');
  if (outcome === 'cannot-evaluate' && missing[0])
    return present([words, `${t(verdictText.missing)}${missing.map((one) => t(missingWords[one])).join('、')}`]).join(
      ' · ',
    );
  if (!deciding) return words;
  const result = deciding.resultDb === null ? '' : `${t(verdictText.result)} ${deciding.resultDb}`;
  const limit = `${t(verdictText.limit)} ${deciding.limitDb} ${unitOf(deciding.quantity)}`;
  const band = deciding.quantity === 'laeq' ? '' : quantityWords(deciding.quantity);
  return present([words, band, result, limit, clause]).join(' · ');
}

export function quantityWords(quantity: Quantity): string {
  if (quantity === 'laeq' || quantity === 'lmax') return t(verdictText[quantity]);
  return t(verdictText.band, { band: quantity });
}

export function unitOf(quantity: Quantity): string {
  return quantity === 'laeq' || quantity === 'lmax' ? 'dB(A)' : 'dB';
}

function present(parts: readonly string[]): readonly string[] {
  return parts.filter((part) => part !== '');
}
