/**
 * What a person typed as a number, whatever the input method made of it: full-width digits, 。 for the point, a comma
 * for thousands. Undefined when it is no number.
 */
export function parseNumber(typed: string): number | undefined {
  const plain = halfWidth(typed);
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : undefined;
}

export function halfWidth(typed: string): string {
  return typed
    .normalize('NFKC')
    .replaceAll('。', '.')
    .replaceAll('−', '-')
    .replaceAll(/(?<=\d),(?=\d{3}\b)/g, '')
    .trim();
}
