import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '#domain/kernel/json.ts';
import { certificateState } from '#domain/reference/certificates.ts';
import { changesBetween } from '#domain/reference/changes.ts';
import { withNewEdition } from '#domain/noise/new-edition.ts';
import { standardAt } from '#domain/noise/in-force.ts';
import { SHIPPED_NOISE_RULES as RULES } from '#domain/noise/shipped-rules/shipped-noise-rules.ts';
import { readCell, shownCell, tablesOf, withValues, conditionTables } from '#app/features/reference/rule-tables.ts';
import { referenceMisfit } from '#protocol/reference-schemas.ts';

describe('what changed', () => {
  it('[REF-9] lists are compared by what identifies their elements: one taken out is one change', () => {
    const before = {
      instruments: [
        { serialNo: 'a', model: 'x' },
        { serialNo: 'b', model: 'y' },
      ],
    };
    const after = {
      instruments: [
        { serialNo: 'b', model: 'z' },
        { serialNo: 'c', model: 'w' },
      ],
    };
    expect(changesBetween(before, after)).toEqual([
      { path: ['instruments', 'b', 'model'], before: 'y', after: 'z' },
      { path: ['instruments', 'c'], before: undefined, after: { serialNo: 'c', model: 'w' } },
      { path: ['instruments', 'a'], before: { serialNo: 'a', model: 'x' }, after: undefined },
    ]);
  });

  it('[REF-9] nothing is said of equal documents, and something of any two that differ', () => {
    const json = fc.letrec<{ json: Json }>((tie) => ({
      json: fc.oneof(
        { depthSize: 'small' },
        fc.integer(),
        fc.string(),
        fc.array(tie('json'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('code', 'rows', 'value'), tie('json')),
      ),
    })).json;
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(changesBetween(a, a)).toEqual([]);
        const isSame = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
        if (!isSame && !isReordered(a, b)) expect(changesBetween(a, b).length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('corrections of the tables', () => {
  it('[REF-9] every number of every standard is in a table, is shown as it is printed, and reads back as it was', () => {
    RULES.standards.forEach((standard, at) => {
      for (const { rows } of [...tablesOf(standard, at), ...conditionTables(standard, at)])
        for (const cell of rows.flatMap((row) => row.cells))
          if (cell) expect(readCell(cell, shownCell(cell))).toBe(cell.value);
    });
    const numbers = JSON.stringify(RULES.standards).match(/"(?:\w+Db|value)":\d+|(?<=[[,])\d+(?=[,\]])/g) ?? [];
    const cells = RULES.standards.flatMap((standard, at) =>
      [...tablesOf(standard, at), ...conditionTables(standard, at)].flatMap(({ rows }) =>
        rows.flatMap((row) => row.cells),
      ),
    );
    expect(cells.filter((cell) => typeof cell?.value === 'number')).toHaveLength(numbers.length);
  });

  it('[REF-9] one value is replaced and nothing else is touched', () => {
    const path = ['standards', 0, 'limits', 'rows', 2, 'nightDb'];
    const changed = withValues(RULES, [{ path, value: 48 }]);
    expect(changesBetween(RULES as unknown as Json, changed as unknown as Json)).toEqual([
      { path: ['standards', 'GB 22337-2008', 'limits', 'rows', '2', 'nightDb'], before: 50, after: 48 },
    ]);
    expect(changed.standards[1]).toBe(RULES.standards[1]);
  });

  it('[REF-9] what cannot be meant is no value', () => {
    expect(['', '5O', '50.55', '五十'].map((typed) => readCell({ kind: 'tenths' }, typed))).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(readCell({ kind: 'tenths' }, '０。５')).toBe(5);
    expect(['24:00', '9', '21:60'].map((typed) => readCell({ kind: 'clock' }, typed))).toEqual([null, null, null]);
    expect(readCell({ kind: 'clock' }, '21:30')).toBe(1290);
    expect(readCell({ kind: 'whole' }, '−3')).toBe(-3);
  });

  it('[REF-9] a new edition is in force from its first day, the old one to the day before, all of it to be checked', () => {
    const [old] = RULES.standards;
    if (!old) throw new Error('no standards are shipped');
    const renewed = withNewEdition(RULES, old, { code: 'GB 22337-2030', title: old.title, validFrom: '2030-03-01' });
    expect(standardAt(renewed, 'social', '2030-02-28')?.code).toBe('GB 22337-2008');
    const edition = standardAt(renewed, 'social', '2030-03-01');
    expect(edition?.code).toBe('GB 22337-2030');
    const statuses = JSON.stringify(edition).match(/"status":"\w+"/g) ?? [];
    expect(new Set(statuses)).toEqual(new Set(['"status":"unchecked"']));
    expect(referenceMisfit('noise-rules', renewed)).toBeNull();
  });
});

describe('certificates', () => {
  it('[REF-10] valid on the last day, marked from 30 days before', () => {
    const now = Date.parse('2026-11-20T23:30:00+08:00');
    expect(certificateState('2026-12-21', now).state).toBe('valid');
    expect(certificateState('2026-12-20', now)).toEqual({ state: 'soon', daysLeft: 30 });
    expect(certificateState('2026-11-20', now)).toEqual({ state: 'soon', daysLeft: 0 });
    expect(certificateState('2026-11-19', now)).toEqual({ state: 'expired', daysLeft: -1 });
  });
});

/** Field order is no change. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([k, v]) => [k, sorted(v)]),
  );
}

/** Neither is the order of elements that have a name. */
function isReordered(a: Json, b: Json): boolean {
  const bag = (value: Json) => [...JSON.stringify(value)].sort().join('');
  return bag(a) === bag(b);
}
