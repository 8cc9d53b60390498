import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SearchDoc } from '#workers/search/contract.ts';
import { SearchIndex } from '#workers/search/search-index.ts';

const docs: readonly SearchDoc[] = [
  { id: 'a', text: 'YX20261101 噪声 楼下餐馆风机夜间噪声 青石桥街道 8 号', dueAtMs: 300 },
  { id: 'b', text: 'YX20261102 大气 夜间异味 芦湾家园', dueAtMs: 100 },
  { id: 'c', text: 'YX20261103 噪声 工地夜间施工', dueAtMs: null },
  { id: 'd', text: 'YX20261104 水 河道发黑 ＡＢＣ厂', dueAtMs: 200 },
];

function built(given = docs): SearchIndex {
  const index = new SearchIndex();
  index.put(given);
  while (index.step());
  return index;
}

describe('search', () => {
  test('[DEVICE-50] finds every case that holds all words, earliest limit first', () => {
    const index = built();
    expect(index.query('夜间', 10)).toEqual(['b', 'a', 'c']);
    expect(index.query('噪声 夜间', 10)).toEqual(['a', 'c']);
    expect(index.query('夜', 10)).toEqual(['b', 'a', 'c']);
    expect(index.query('夜间', 2)).toEqual(['b', 'a']);
    expect(index.query('夜间水', 10)).toEqual([]);
    expect(index.query('  ', 10)).toEqual([]);
  });

  test('[DEVICE-50] capitals and full-width forms do not matter', () => {
    expect(built().query('abc', 10)).toEqual(['d']);
    expect(built().query('yx20261101', 10)).toEqual(['a']);
  });

  test('[DEVICE-51] results are whole before the postings are', () => {
    const index = new SearchIndex();
    index.put(docs);
    expect(index.isReady).toBe(false);
    expect(index.query('夜间', 10)).toEqual(['b', 'a', 'c']);
    while (index.step());
    index.put([{ id: 'e', text: '夜间', dueAtMs: 50 }]);
    expect(index.query('夜间', 10)).toEqual(['e', 'b', 'a', 'c']);
  });

  test('[DEVICE-51] a changed case is found by its new words only, a removed one not at all', () => {
    const index = built();
    index.put([{ id: 'a', text: '油烟', dueAtMs: 1 }]);
    index.remove(['b']);
    expect(index.query('夜间', 10)).toEqual(['c']);
    expect(index.query('油烟', 10)).toEqual(['a']);
  });

  test('[DEVICE-50] [DEVICE-51] gives what looking at every case would give, after any changes', () => {
    const word = fc.stringMatching(/^[夜间噪声ab]{1,3}$/);
    const doc = fc.record({
      id: fc.constantFrom('1', '2', '3', '4', '5'),
      text: fc.array(word).map((words) => words.join(' ')),
      dueAtMs: fc.nat(9),
    });
    fc.assert(
      fc.property(
        fc.array(fc.array(doc, { maxLength: 4 }), { maxLength: 6 }),
        word,
        fc.boolean(),
        (rounds, query, isBuilt) => {
          const index = new SearchIndex();
          const held = new Map<string, SearchDoc>();
          for (const round of rounds) {
            index.put(round);
            for (const one of round) held.set(one.id, one);
            if (isBuilt) while (index.step());
          }
          const expected = [...held.values()].filter((one) => one.text.includes(query));
          const dueOf = (id: string): number => held.get(id)?.dueAtMs ?? 0;
          const found = index.query(query, 100);
          expect([...found].sort()).toEqual(expected.map((one) => one.id).sort());
          expect(found.map(dueOf)).toEqual(found.map(dueOf).sort((a, b) => a - b));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('[DEVICE-51] thousands of replacements do not make it grow without end', () => {
    const index = new SearchIndex();
    for (let round = 0; round < 5_000; round++)
      index.put([{ id: String(round % 10), text: `夜间 ${String(round)}`, dueAtMs: round }]);
    while (index.step());
    expect(index.query('夜间', 100)).toHaveLength(10);
    expect(index.query('4999', 100)).toEqual(['9']);
  });
});
