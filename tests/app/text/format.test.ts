import { beforeEach, describe, expect, it } from 'vitest';
import {
  formatAgo,
  formatBytes,
  formatClock,
  formatDeadline,
  formatDecibels,
  formatDistance,
  formatFullDate,
  formatRemaining,
  formatStamp,
  formatTimeExact,
  formatWhen,
} from '#app/text/format.ts';
import { setLocale } from '#app/text/locale.svelte.ts';

const hourMs = 3_600_000;
/** Wednesday 25 November 2026, 14:00 in Shanghai. */
const nowMs = Date.UTC(2026, 10, 25, 6);

describe('in Chinese', () => {
  beforeEach(() => setLocale('zh'));

  it('says a deadline in plain words', () => {
    expect(formatDeadline(nowMs + 27 * hourMs, nowMs)).toBe('还有 1 天 3 小时，明天 17:00');
    expect(formatDeadline(nowMs + 51 * hourMs, nowMs)).toBe('还有 2 天 3 小时，周五 17:00');
    expect(formatDeadline(nowMs + 8 * 24 * hourMs, nowMs)).toBe('还有 8 天，12 月 3 日 14:00');
  });

  it('says how late it is', () => {
    expect(formatRemaining(nowMs - 2 * hourMs, nowMs)).toBe('超时 2 小时');
    expect(formatRemaining(nowMs + 200 * 60_000, nowMs)).toBe('还有 3 小时 20 分');
    expect(formatRemaining(nowMs + 30_000, nowMs)).toBe('还有不到 1 分钟');
  });

  it('shows the bureau’s wall clock whatever the device is set to', () => {
    expect(formatStamp(Date.UTC(2026, 10, 25, 16, 5))).toBe('2026-11-26 00:05');
    expect(formatTimeExact(Date.UTC(2026, 10, 25, 16, 5, 9))).toBe('00:05:09');
    expect(formatFullDate(Date.UTC(2026, 11, 31, 16))).toBe('2027 年 1 月 1 日');
    expect(formatWhen(Date.UTC(2026, 10, 25, 16, 5), nowMs)).toBe('明天 00:05');
  });

  it('says how long ago something was', () => {
    expect(formatAgo(nowMs - 20_000, nowMs)).toBe('刚刚');
    expect(formatAgo(nowMs - 5 * 60_000, nowMs)).toBe('5 分钟前');
    expect(formatAgo(nowMs - 2.5 * hourMs, nowMs)).toBe('2 小时前');
    expect(formatAgo(nowMs - 20 * hourMs, nowMs)).toBe('昨天 18:00');
  });

  it('says a distance as one would aloud', () => {
    expect(formatDistance(83.4)).toBe('83 米');
    expect(formatDistance(347)).toBe('350 米');
    expect(formatDistance(1234)).toBe('1.2 公里');
  });
});

describe('in English', () => {
  beforeEach(() => setLocale('en'));

  it('says a deadline in plain words', () => {
    expect(formatDeadline(nowMs + 51 * hourMs, nowMs)).toBe('2 days 3 h left, Fri 17:00');
    expect(formatDeadline(nowMs - 26 * hourMs, nowMs)).toBe('1 day 2 h overdue, yesterday 12:00');
  });

  it('writes dates without ambiguity', () => {
    expect(formatFullDate(nowMs)).toBe('25 Nov 2026');
  });
});

describe('in any language', () => {
  it('shows levels with their tenth, from whole tenths', () => {
    expect(formatDecibels(583)).toBe('58.3 dB(A)');
    expect(formatDecibels(450)).toBe('45.0 dB(A)');
  });

  it('shows bytes in the units of a data plan', () => {
    expect(formatBytes(999)).toBe('999 B');
    expect(formatBytes(12_400_000)).toBe('12 MB');
    expect(formatBytes(3_260_000)).toBe('3.3 MB');
  });

  it('shows a timer', () => {
    expect(formatClock(65_000)).toBe('1:05');
  });
});
