/** China has one zone and has had no daylight saving since 1991: documents say the time there, whatever the device's zone. */
const ZONE_OFFSET_MS = 8 * 3_600_000;

const two = (number: number): string => String(number).padStart(2, '0');

/** 2026年11月27日 */
export function chineseDate(ms: number): string {
  const at = new Date(ms + ZONE_OFFSET_MS);
  return `${String(at.getUTCFullYear())}年${String(at.getUTCMonth() + 1)}月${String(at.getUTCDate())}日`;
}

/** 22时05分 */
export function chineseClock(ms: number): string {
  const at = new Date(ms + ZONE_OFFSET_MS);
  return `${two(at.getUTCHours())}时${two(at.getUTCMinutes())}分`;
}

export function chineseDateTime(ms: number): string {
  return chineseDate(ms) + chineseClock(ms);
}

/** 22时05分05秒: of a photo, where seconds count. */
export function chineseSeconds(ms: number): string {
  return `${chineseDateTime(ms)}${two(new Date(ms).getUTCSeconds())}秒`;
}

/** The day in China, YYYY-MM-DD: laws and orders are dated by it. */
export function dayOf(ms: number): string {
  return new Date(ms + ZONE_OFFSET_MS).toISOString().slice(0, 10);
}

/** 2026年12月5日, of a YYYY-MM-DD. */
export function chineseDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${year}年${String(Number(month))}月${String(Number(date))}日`;
}
