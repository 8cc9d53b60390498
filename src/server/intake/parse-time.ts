/** Asia/Shanghai has had no summer time since 1991; every year taken here is later. */
const SHANGHAI_OFFSET_MINUTES = 8 * 60;
const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;
/** Excel serial of 1970-01-01 in the 1900 system. */
const SERIAL_OF_EPOCH = 25_569;
const DAY_MS = 86_400_000;

export type ParsedTime =
  | {
      readonly ok: true;
      readonly atMs: number;
      /** Only a day was given; `atMs` is its first moment. */ readonly dayOnly: boolean;
    }
  | { readonly ok: false; readonly code: 'time-unreadable' | 'time-impossible' | 'time-ambiguous' };

interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const YEAR_FIRST =
  /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s,]*(上午|下午|晚上|凌晨|中午)?\s*(\d{1,2})\s*[:时点]\s*(?:(\d{1,2})\s*分?)?(?::?\s*(\d{1,2})(?:[.,]\d{1,9})?\s*秒?)?\s*([AP]M)?)?\s*(Z|[+-]\d{2}:?(?:\d{2})?)?$/i;
const YEAR_LAST = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(.*)$/;
const DIGITS = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$/;

/** A time as spreadsheets hold it. Without an offset it is the wall clock of Asia/Shanghai. */
export function parseTime(value: string | number): ParsedTime {
  if (typeof value === 'number') return value >= 10_000_000 ? parseTime(String(value)) : fromSerial(value);
  const text = value.normalize('NFKC').trim();
  const digits = DIGITS.exec(text);
  if (digits) return fromParts(digits.slice(1, 7), undefined, '');
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast) return fromYearLast(yearLast);
  const parts = YEAR_FIRST.exec(text);
  if (parts)
    return fromParts(
      [parts[1], parts[2], parts[3], parts[5], parts[6], parts[7]],
      parts[9],
      parts[4] ?? parts[8] ?? '',
    );
  return /^\d{5}(?:\.\d+)?$/.test(text) ? fromSerial(Number(text)) : { ok: false, code: 'time-unreadable' };
}

/** `25/4/2026` can only be a day first and `4/25/2026` only a month first; `3/4/2026` is not for us to decide. */
function fromYearLast(match: RegExpExecArray): ParsedTime {
  const [, first = '', second = '', year = '', rest = ''] = match;
  if (Number(first) > 12) return parseTime(`${year}-${second}-${first}${rest}`);
  if (Number(second) > 12 || first === second) return parseTime(`${year}-${first}-${second}${rest}`);
  return { ok: false, code: 'time-ambiguous' };
}

function fromSerial(serial: number): ParsedTime {
  const atMs = Math.round(((serial - SERIAL_OF_EPOCH) * DAY_MS) / 1000) * 1000;
  const date = new Date(atMs);
  if (Number.isNaN(date.getTime())) return { ok: false, code: 'time-unreadable' };
  return inRange(date.getUTCFullYear())
    ? { ok: true, atMs: atMs - SHANGHAI_OFFSET_MINUTES * 60_000, dayOnly: Number.isInteger(serial) }
    : { ok: false, code: 'time-unreadable' };
}

function fromParts(texts: readonly (string | undefined)[], offset: string | undefined, half: string): ParsedTime {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = texts.map((text) => Number(text ?? 0));
  const wall = { year, month, day, hour: hourOfDay(hour, half), minute, second };
  const atUtcMs = utcOf(wall);
  if (atUtcMs === null || !inRange(year)) return { ok: false, code: 'time-impossible' };
  return { ok: true, atMs: atUtcMs - offsetMinutes(offset) * 60_000, dayOnly: texts[3] === undefined };
}

function hourOfDay(hour: number, half: string): number {
  const mark = half.toUpperCase();
  if (mark === 'PM' || mark === '下午' || mark === '晚上' || mark === '中午')
    return hour < 12 && !(mark === '中午' && hour >= 11) ? hour + 12 : hour;
  return (mark === 'AM' || mark === '凌晨') && hour === 12 ? 0 : hour;
}

function utcOf(wall: Wall): number | null {
  const atMs = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
  const date = new Date(atMs);
  // 31 February rolls over into March; what comes back must be what was written.
  const same =
    date.getUTCMonth() === wall.month - 1 && date.getUTCDate() === wall.day && date.getUTCHours() === wall.hour;
  return same && wall.minute < 60 && wall.second < 60 ? atMs : null;
}

function offsetMinutes(offset: string | undefined): number {
  if (offset === undefined) return SHANGHAI_OFFSET_MINUTES;
  if (/^z$/i.test(offset)) return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3).replace(':', '') || 0);
  return offset.startsWith('-') ? -minutes : minutes;
}

function inRange(year: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}
