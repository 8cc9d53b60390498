import { locale, t } from '#app/text/locale.svelte.ts';
import { formatText } from '#app/text/format-text.ts';
import type { Locale } from '#app/text/messages.ts';

/** The bureau works in one place: all times are shown in its zone, whatever the device is set to. */
export const timeZone = 'Asia/Shanghai';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** China has had no daylight saving since 1991. */
const zoneOffsetMs = 8 * hourMs;

/** 14:32 */
export function formatTime(atMs: number): string {
  return formatter({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(atMs);
}

/** 14:32:07, for what must be exact to the second */
export function formatTimeExact(atMs: number): string {
  return formatter({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(atMs);
}

/** 12 月 3 日 / 3 Dec */
export function formatDate(atMs: number): string {
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: locale.current === 'zh' ? 'numeric' : 'short' };
  const parts = partsOf(atMs, options);
  return t(formatText.date, { day: parts.day ?? '', month: parts.month ?? '' });
}

/** 2026 年 12 月 3 日 / 3 Dec 2026 */
export function formatFullDate(atMs: number): string {
  return t(formatText.fullDate, { date: formatDate(atMs), year: partsOf(atMs, { year: 'numeric' }).year ?? '' });
}

/** 2026-12-03 14:32, for records and tables */
export function formatStamp(atMs: number): string {
  return new Date(atMs + zoneOffsetMs).toISOString().slice(0, 16).replace('T', ' ');
}

/** 周五 / Fri */
export function formatWeekday(atMs: number): string {
  return formatter({ weekday: 'short' }).format(atMs);
}

/** The day in the shortest words that cannot be mistaken: 今天, 明天, 周五 (within six days), else the date; then the time. */
export function formatWhen(atMs: number, nowMs: number): string {
  return t(formatText.dayAndTime, { day: dayWords(atMs, nowMs), time: formatTime(atMs) });
}

/** 1 天 3 小时 / 3 小时 20 分钟 / 20 分钟 */
export function formatDuration(durationMs: number): string {
  const days = Math.floor(durationMs / dayMs);
  const hours = Math.floor((durationMs % dayMs) / hourMs);
  const minutes = Math.floor((durationMs % hourMs) / minuteMs);
  if (days > 0) return hours > 0 ? t(formatText.daysHours, { days, hours }) : t(formatText.days, { days });
  if (hours > 0) return minutes > 0 ? t(formatText.hoursMinutes, { hours, minutes }) : t(formatText.hours, { hours });
  return minutes > 0 ? t(formatText.minutes, { minutes }) : t(formatText.underAMinute);
}

/** 还有 1 天 3 小时 / 超时 2 小时, for chips */
export function formatRemaining(dueAtMs: number, nowMs: number): string {
  const duration = formatDuration(Math.abs(dueAtMs - nowMs));
  return nowMs <= dueAtMs ? t(formatText.remaining, { duration }) : t(formatText.overdue, { duration });
}

/** 还有 1 天 3 小时，周五 17:00 */
export function formatDeadline(dueAtMs: number, nowMs: number): string {
  return t(formatText.deadline, { remaining: formatRemaining(dueAtMs, nowMs), when: formatWhen(dueAtMs, nowMs) });
}

/** 刚刚 / 5 分钟前 / 昨天 14:32 */
export function formatAgo(atMs: number, nowMs: number): string {
  const passed = nowMs - atMs;
  if (passed < minuteMs) return t(formatText.justNow);
  if (passed < 12 * hourMs)
    return t(formatText.ago, { duration: formatDuration(passed < hourMs ? passed : passed - (passed % hourMs)) });
  return formatWhen(atMs, nowMs);
}

/** 1:05, for timers */
export function formatClock(durationMs: number): string {
  const seconds = Math.max(0, Math.round(durationMs / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Decimal units, as phones and data plans count. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${Math.round(bytes / 1000)} kB`;
  if (bytes < 1e9) return `${formatDecimal(bytes / 1e6, bytes < 1e7 ? 1 : 0)} MB`;
  return `${formatDecimal(bytes / 1e9, 1)} GB`;
}

/** Levels are kept as whole tenths of a decibel, so that no rounding hides in them. */
export function formatDecibels(tenths: number): string {
  return `${(tenths / 10).toFixed(1)} dB(A)`;
}

export function formatDistance(distanceM: number): string {
  if (distanceM < 1000)
    return t(formatText.metres, { metres: distanceM < 100 ? Math.round(distanceM) : Math.round(distanceM / 10) * 10 });
  return t(formatText.kilometres, { kilometres: formatDecimal(distanceM / 1000, distanceM < 10_000 ? 1 : 0) });
}

/** 12,345 */
export function formatCount(count: number): string {
  return new Intl.NumberFormat(languageTag(locale.current)).format(count);
}

export function formatPercent(share: number): string {
  return new Intl.NumberFormat(languageTag(locale.current), { style: 'percent', maximumFractionDigits: 0 }).format(
    share,
  );
}

export function languageTag(of: Locale): string {
  return of === 'zh' ? 'zh-CN' : 'en-GB';
}

function formatDecimal(value: number, digits: number): string {
  return value.toFixed(digits);
}

function dayWords(atMs: number, nowMs: number): string {
  const days = dayNumber(atMs) - dayNumber(nowMs);
  if (days === 0) return t(formatText.today);
  if (days === 1) return t(formatText.tomorrow);
  if (days === -1) return t(formatText.yesterday);
  return days > 1 && days < 7 ? formatWeekday(atMs) : formatDate(atMs);
}

/** The same day in the bureau's zone. */
export function isSameDay(aMs: number, bMs: number): boolean {
  return dayNumber(aMs) === dayNumber(bMs);
}

function dayNumber(atMs: number): number {
  return Math.floor((atMs + zoneOffsetMs) / dayMs);
}

function partsOf(atMs: number, options: Intl.DateTimeFormatOptions): Partial<Record<string, string>> {
  const parts = formatter(options).formatToParts(atMs);
  return Object.fromEntries(parts.filter((part) => part.type !== 'literal').map((part) => [part.type, part.value]));
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs far more than using it, and lists format hundreds of times. */
function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const tag = languageTag(locale.current);
  const key = tag + JSON.stringify(options);
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(tag, { ...options, timeZone });
  formatters.set(key, made);
  return made;
}

/** Whole sentences one after the other: Chinese sets nothing between them, English a space. */
export function sentences(...said: readonly string[]): string {
  return said.join(locale.current === 'zh' ? '' : ' ');
}
