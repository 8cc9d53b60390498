/** Native date fields hold wall-clock text; the bureau's wall clock is UTC+8 all year, whatever the device is set to. */
const zoneOffsetMs = 8 * 3_600_000;

export function toLocalText(atMs: number | undefined, kind: 'datetime-local' | 'date'): string {
  if (atMs === undefined) return '';
  return new Date(atMs + zoneOffsetMs).toISOString().slice(0, kind === 'date' ? 10 : 16);
}

export function fromLocalText(text: string): number | undefined {
  const atMs = Date.parse(text.length === 10 ? `${text}T00:00Z` : `${text}Z`);
  return Number.isNaN(atMs) ? undefined : atMs - zoneOffsetMs;
}
