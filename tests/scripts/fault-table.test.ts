import { describe, expect, it } from 'vitest';
import { coverageProblems, harnessOf, resultsOf, taggedFiles, verdictOn } from '../../scripts/fault-table.ts';
import type { Result } from '../../scripts/test-reports.ts';
import { FAULT_SECTIONS, NOT_TESTED } from '../faults/rows.ts';

const rows = FAULT_SECTIONS.flatMap((section) => section.rows.map(([number]) => number));

function result(title: string, over: Partial<Result> = {}): Result {
  return { file: 'tests/a.test.ts', titles: [title], passed: true, skipped: false, ...over };
}

describe('the catalogue', () => {
  it('numbers its rows from 1 without a gap', () => {
    expect(rows).toEqual(rows.map((_, index) => index + 1));
  });
});

describe('which test belongs to which row', () => {
  it('is told by the tags at the start of a title, after rules or alone, one or several', () => {
    const sources = new Map([
      ['tests/a.test.ts', `it('[DEVICE-35] [FAULT-1] [FAULT-2] full', …)`],
      ['tests/b.test.ts', `describe("[FAULT-2] group", …); it('speaks of [FAULT-3]', …)`],
    ]);
    expect([...taggedFiles(sources)]).toEqual([
      [1, ['tests/a.test.ts']],
      [2, ['tests/a.test.ts', 'tests/b.test.ts']],
    ]);
  });

  it('a row without test and reason is missing, a number nobody listed is unknown', () => {
    const excused = Object.keys(NOT_TESTED).map(Number);
    const tested = rows.filter((row) => row !== 5 && !excused.includes(row));
    expect(coverageProblems(new Set([...tested, 400]))).toEqual({ missing: [5], unknown: [400] });
  });

  it('takes the tags of the groups around a test as well, and row 1 is not row 12', () => {
    const results = [result('[FAULT-1] a'), result('[FAULT-12] b'), result('c', { titles: ['[FAULT-1] group', 'c'] })];
    const run = { project: 'unit', startedAt: new Date(0), results };
    expect(resultsOf(1, [run])).toEqual([results[0], results[2]]);
  });
});

describe('the last result', () => {
  it('one failure is a failure; a skipped test is no result', () => {
    expect(verdictOn([result('a'), result('b', { passed: false })])).toBe('**1 of 2 failed**');
    expect(verdictOn([result('a'), result('b')])).toBe('2 passed');
    expect(verdictOn([result('a', { passed: false, skipped: true })])).toBe('not run');
  });

  it('the harness follows from the place', () => {
    const files = [
      'tests/e2e/a.e2e.ts',
      'tests/browser/a.test.ts',
      'tests/simulation/a.test.ts',
      'tests/server/a.test.ts',
    ];
    expect(files.map(harnessOf)).toEqual(['Chromium, whole app', 'Chromium, component', 'simulator', 'Node']);
  });
});
