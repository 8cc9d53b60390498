import { describe, expect, it } from 'vitest';
import { parseNumber } from '#app/ui/parse-number.ts';

describe('a typed number', () => {
  it.each([
    ['58.3', 58.3],
    ['５８。３', 58.3],
    ['５８．３', 58.3],
    [' 58.3 ', 58.3],
    ['58.', 58],
    ['.5', 0.5],
    ['−3', -3],
    ['1,234', 1234],
    ['0', 0],
  ])('understands %s', (typed, number) => expect(parseNumber(typed)).toBe(number));

  it.each(['', '五十八', '58.3.1', '58 dB', '1e3', '0x10', 'Infinity', '-', '.'])('refuses “%s”', (typed) =>
    expect(parseNumber(typed)).toBeUndefined(),
  );
});
