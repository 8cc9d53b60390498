import { describe, expect, it } from 'vitest';
import { parseTime } from '#server/intake/parse-time.ts';

/** 2026-11-03 08:05 in Asia/Shanghai. */
const AT = Date.UTC(2026, 10, 3, 0, 5);

describe('[INTAKE-22] times', () => {
  it.each([
    '2026/11/3 8:05',
    '2026-11-03 08:05:00',
    '2026-11-03T08:05:00+08:00',
    '2026-11-03T00:05:00Z',
    '2026-11-02T19:05:00-0500',
    '2026年11月3日 8时5分',
    '2026年11月3日8时05分00秒',
    '2026年11月03日 08:05',
    '2026.11.3 8:05',
    '2026-11-03 08:05:00.000',
    '20261103080500',
    '202611030805',
    '２０２６－１１－０３　０８：０５',
    '2026/11/3 上午8:05',
    '2026-11-03 8:05 AM',
    '46329.336805555555',
  ])('%s', (text) => {
    expect(parseTime(text)).toEqual({ ok: true, atMs: AT, dayOnly: false });
  });

  it('Excel serials, to the second', () => {
    expect(parseTime(46329 + (8 * 60 + 5) / 1440)).toEqual({ ok: true, atMs: AT, dayOnly: false });
    expect(parseTime(20261103)).toEqual({ ok: true, atMs: AT - (8 * 60 + 5) * 60_000, dayOnly: true });
  });

  it('afternoon, noon and midnight', () => {
    const hourOf = (text: string) => {
      const time = parseTime(`2026-11-03 ${text}`);
      return time.ok ? new Date(time.atMs + 8 * 3_600_000).getUTCHours() : time.code;
    };
    expect(
      ['下午3:00', '3:00 PM', '晚上11:30', '中午12:10', '中午1:10', '12:00 AM', '12:00 PM', '凌晨2:00'].map(hourOf),
    ).toEqual([15, 15, 23, 12, 13, 0, 12, 2]);
  });

  it('a bare day says so', () => {
    expect(parseTime('2026-11-03')).toEqual({ ok: true, atMs: Date.UTC(2026, 10, 2, 16), dayOnly: true });
  });

  it('day and month are only told apart when the numbers do it', () => {
    expect(parseTime('25/4/2026 18:00')).toEqual(parseTime('2026-04-25 18:00'));
    expect(parseTime('4/25/2026 18:00')).toEqual(parseTime('2026-04-25 18:00'));
    expect(parseTime('3/4/2026 18:00')).toEqual({ ok: false, code: 'time-ambiguous' });
  });

  it.each([
    ['2026-02-30 08:00', 'time-impossible'],
    ['2026-13-01', 'time-impossible'],
    ['2026-11-03 24:30', 'time-impossible'],
    ['2026-11-03 08:61', 'time-impossible'],
    ['1899-12-30', 'time-impossible'],
    ['昨天晚上', 'time-unreadable'],
    ['26/11/3 8:05', 'time-unreadable'],
    ['', 'time-unreadable'],
    ['8:05', 'time-unreadable'],
  ])('%s → %s', (text, code) => {
    expect(parseTime(text)).toEqual({ ok: false, code });
  });

  it('numbers that are no day of our time', () => {
    for (const number of [0, -1, 7, 99_999_999_999_999, Number.NaN, Number.POSITIVE_INFINITY])
      expect(parseTime(number).ok).toBe(false);
  });
});
