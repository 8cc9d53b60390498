import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ORDER_FIELDS } from '#protocol/import.ts';
import { guessMapping } from '#server/intake/column-mapping.ts';
import { parseOrders } from '#server/intake/parse-orders.ts';
import { parseTime } from '#server/intake/parse-time.ts';
import { hidePrivate } from '#server/intake/private-text.ts';
import { readTable } from '#server/intake/read-table.ts';
import { scanSheet } from '#server/intake/scan-sheet.ts';
import { gbk, NOW_MS, utf8, xlsx } from './encode.ts';

const HEADER = '工单编号,受理时间,诉求内容,地址,纬度,经度,诉求人,联系电话\n';

async function swallow(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const result = await readTable(bytes, 'x');
  if (!result.ok) {
    expect(result.refusal.code).toMatch(/^[a-z-]+$/);
    return;
  }
  const parsed = parseOrders(result.table, guessMapping(result.table.header), NOW_MS);
  const named = new Set(parsed.errors.map((error) => error.row)).size;
  expect(parsed.orders.length + parsed.duplicatesInFile.length + named).toBe(result.table.rows.length);
}

describe('[INTAKE-1] nothing throws', () => {
  it('on random bytes', async () => {
    const starts = [
      utf8(''),
      utf8(HEADER),
      gbk(HEADER),
      Uint8Array.of(0x50, 0x4b, 3, 4),
      Uint8Array.of(0xff, 0xfe),
      Uint8Array.of(0xef, 0xbb, 0xbf),
    ];
    const input = fc.tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 200 }));
    await fc.assert(
      fc.asyncProperty(input, ([start, bytes]) => swallow(Uint8Array.from([...start, ...bytes]))),
      { numRuns: 10_000 },
    );
  }, 60_000);

  it('[INTAKE-20] on random tables, and every row is accounted for', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(
        '',
        '1',
        '#REF!',
        '2026-11-03 08:05',
        '噪声',
        '39.7',
        '=1+1',
        '"',
        '__proto__',
        '\r',
        '199-0000-1234',
      ),
    );
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(table, (rows) =>
        swallow(utf8(HEADER + rows.map((row) => row.map(quoted).join(',')).join('\n'))),
      ),
      { numRuns: 2_000 },
    );
  }, 60_000);

  it('on workbooks with bytes changed', async () => {
    const whole = await xlsx([
      ['工单编号', '受理时间', '诉求内容'],
      ['1', '2026-11-03 08:05', '噪声'],
      [2, 46329.5, '油烟'],
    ]);
    const changes = fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(changes, async (list) => {
        const bytes = whole.slice();
        for (const [at, value] of list) bytes[at] = value;
        await swallow(bytes);
      }),
      { numRuns: 1_000 },
    );
  }, 60_000);

  it('on the pieces alone', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => void [parseTime(text), hidePrivate(text, text), scanSheet(text), guessMapping([text])],
      ),
      { numRuns: 5_000 },
    );
  });
});

describe('time for hostile text grows with its length', () => {
  const long = 200_000;
  it.each([
    ['cells never closed', '<c r="A1"'.repeat(long / 9)],
    ['cells in cells', '<c r="A1">'.repeat(long / 10)],
    ['one long tag', `<c ${'a'.repeat(long)}`],
    ['prefixes', `<${'a'.repeat(long)}`],
  ])('%s', (_what, text) => {
    const start = performance.now();
    scanSheet(text);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it.each([
    ['1'.repeat(long)],
    ['86'.repeat(long / 2)],
    ['2026'.repeat(long / 4)],
    [' '.repeat(long)],
    ['（'.repeat(long)],
    ['2026-1-1 ' + ' '.repeat(long)],
  ])('free text %#', (text) => {
    const start = performance.now();
    hidePrivate(text, null);
    parseTime(text);
    guessMapping([text]);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('a row full of error cells', () => {
    const start = performance.now();
    scanSheet(`<row r="1">${'<c r="A1" t="e"><v>#N/A</v></c>'.repeat(50_000)}</row>`);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('knows every field it maps', () => {
    expect(
      Object.keys(guessMapping(['工单编号', '诉求内容'])).every((field) =>
        (ORDER_FIELDS as readonly string[]).includes(field),
      ),
    ).toBe(true);
  });
});
