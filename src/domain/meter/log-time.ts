const ZONE_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** A clock reading in a log: with its date, or the time of day alone (ms since midnight). */
export type LogTime = { readonly atMs: number } | { readonly ofDayMs: number };

const CLOCK = /^(?:T|\s)*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3}))?)?$/;
const DATE = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?/;

/** `2026-07-01 22:31:05`, `2026/7/1T22:31:05.500`, `2026年7月1日 22:31`, `22:31:05`; Asia/Shanghai. Null when it is none. */
export function logTimeOf(words: string): LogTime | null {
  const text = words.trim();
  const date = DATE.exec(text);
  const ofDayMs = clockMs(date ? text.slice(date[0].length) : text);
  if (ofDayMs === null) return null;
  if (!date) return { ofDayMs };
  const midnight = dateMs(Number(date[1]), Number(date[2]), Number(date[3]));
  return midnight === null ? null : { atMs: midnight + ofDayMs };
}

/** Instants from what each line says: a time of day that falls goes on after midnight. Null for a log that names no date. */
export function withDate(times: readonly LogTime[]): { readonly atMs: readonly number[]; readonly isDated: boolean } {
  let dayMs = 0;
  let lastMs = -Infinity;
  const atMs = times.map((time) => {
    if ('atMs' in time) return time.atMs;
    // Half a day back is midnight passed; less is a log out of order, which is told elsewhere.
    if (time.ofDayMs + dayMs < lastMs - DAY_MS / 2) dayMs += DAY_MS;
    lastMs = time.ofDayMs + dayMs;
    return lastMs;
  });
  return { atMs, isDated: times.every((time) => 'atMs' in time) };
}

function clockMs(text: string): number | null {
  const match = CLOCK.exec(text);
  if (!match) return null;
  const [, hours, minutes, seconds = '0', fraction = '0'] = match;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  return (
    Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000 + Number(fraction.padEnd(3, '0'))
  );
}

function dateMs(year: number, month: number, day: number): number | null {
  const utc = Date.UTC(year, month - 1, day);
  const back = new Date(utc);
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day ? utc - ZONE_OFFSET_MS : null;
}
