/** The lines of a pack by case id. */
export function linesOf(ids: readonly string[], text: string): Map<string, string> {
  const lines = text === '' ? [] : text.split('\n');
  return new Map(ids.map((id, place) => [id, lines[place] ?? '']));
}

/** One case's line, without cutting the whole pack up. */
export function lineOf(ids: readonly string[], text: string, caseId: string): string | null {
  const place = ids.indexOf(caseId);
  if (place < 0) return null;
  let start = 0;
  for (let i = 0; i < place; i++) start = text.indexOf('\n', start) + 1;
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? undefined : end);
}
