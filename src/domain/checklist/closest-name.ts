/** The name that was probably meant: at most two letters away, and no more than half of what was written. */
export function closestName(written: string, names: readonly string[]): string | null {
  let best: { readonly name: string; readonly distance: number } | null = null;
  for (const name of names) {
    if (name.toLowerCase() === written.toLowerCase()) return name;
    if (Math.abs(name.length - written.length) > 2) continue;
    const distance = editDistance(written.toLowerCase(), name.toLowerCase());
    if (distance <= 2 && distance * 2 <= written.length && distance < (best?.distance ?? 3)) best = { name, distance };
  }
  return best?.name ?? null;
}

/** Letters to put in, take out or change. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
