import { describe, expect, test } from 'vitest';
import { curveTable, rangeOf } from '#app/features/sound/curve-table.ts';

describe('the curve in words', () => {
  test('rows of ten seconds, the latest first; pauses and silence are not levels', () => {
    const levels = [...Array<number>(30).fill(50), null, ...Array<number>(99).fill(60), 66];
    expect(curveTable(levels)).toEqual([
      { fromS: 0, toS: 10, lowDb: 60, highDb: 66 },
      { fromS: 10, toS: 14, lowDb: 50, highDb: 50 },
    ]);
    expect(rangeOf([null, -Infinity])).toBeNull();
    expect(curveTable([])).toEqual([]);
  });
});
