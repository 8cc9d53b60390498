import { describe, expect, it } from 'vitest';
import { ORDER_FIELDS, type ImportReport } from '#protocol/import.ts';
import { REQUIRED_FIELDS as SERVER_REQUIRED } from '#server/intake/column-mapping.ts';
import { MAX_FILE_BYTES as SERVER_MAX } from '#server/intake/table.ts';
import { orderFieldWords } from '#app/text/import.ts';
import {
  csvOf,
  MAX_FILE_BYTES,
  missingFields,
  newCasesOf,
  problemsOf,
  REQUIRED_FIELDS,
  samplesOf,
  sizeRefusalOf,
  withColumn,
} from '#app/features/import/import-preview.ts';

const report: ImportReport = {
  file: 'a.csv',
  header: ['编号', '时间', '内容'],
  sample: [
    ['1', ' x ', 'a'],
    ['2', 'x', ''],
    ['3', 'y', 'b'],
  ],
  mapping: { orderNo: 0, receivedAt: 1 },
  mappingFrom: 'guessed',
  rows: 3,
  ready: 2,
  known: 0,
  duplicatesInFile: 0,
  joined: 1,
  errors: [{ row: 7, column: '时间', code: 'time-unreadable', value: '?' }],
  warnings: [
    { row: 7, column: '内容', code: 'formula-like', value: '=1' },
    { row: 2, column: null, code: 'place-missing', value: null },
    { row: null, column: null, code: 'field-missing', value: null },
  ],
  committed: false,
};

describe('what the page knows of the server’s rules', () => {
  it('agrees on the required fields, the size limit and the fields themselves', () => {
    expect(REQUIRED_FIELDS).toEqual(SERVER_REQUIRED);
    expect(MAX_FILE_BYTES).toBe(SERVER_MAX);
    expect(Object.keys(orderFieldWords)).toEqual([...ORDER_FIELDS]);
  });
});

describe('sizeRefusalOf', () => {
  it('says no to nothing and to too much, before a byte travels', () => {
    expect(sizeRefusalOf(0)?.code).toBe('file-empty');
    expect(sizeRefusalOf(1)).toBeNull();
    expect(sizeRefusalOf(MAX_FILE_BYTES)).toBeNull();
    expect(sizeRefusalOf(MAX_FILE_BYTES + 1)).toEqual({
      code: 'file-too-big',
      params: { bytes: MAX_FILE_BYTES + 1, maxBytes: MAX_FILE_BYTES },
    });
  });
});

describe('mapping', () => {
  it('names the required fields without a column', () => {
    expect(missingFields(report.mapping)).toEqual(['matter']);
  });

  it('gives a column to one field only', () => {
    expect(withColumn({ orderNo: 0, receivedAt: 1 }, 'matter', 1)).toEqual({ orderNo: 0, matter: 1 });
    expect(withColumn({ orderNo: 0 }, 'orderNo', 2)).toEqual({ orderNo: 2 });
    expect(withColumn({ orderNo: 0, matter: 2 }, 'matter', null)).toEqual({ orderNo: 0 });
  });

  it('shows the first different values of a column', () => {
    expect(samplesOf(report, 1, 2)).toEqual(['x', 'y']);
    expect(samplesOf(report, 2, 1)).toEqual(['a']);
    expect(samplesOf(report, undefined, 2)).toEqual([]);
  });
});

it('lists the file’s problems first, then by row, what keeps a row out before what does not', () => {
  expect(problemsOf(report).map(({ code, isError }) => [code, isError])).toEqual([
    ['field-missing', false],
    ['place-missing', false],
    ['time-unreadable', true],
    ['formula-like', false],
  ]);
});

it('counts as new cases what joins no case', () => {
  expect(newCasesOf(report)).toBe(1);
});

it('writes a list that Excel opens and never runs', () => {
  expect(
    csvOf('a,b', [
      ['=1+1', '逗号,"引号"'],
      ['-2', 'ok'],
    ]),
  ).toBe(`\uFEFFa,b\r\n'=1+1,"逗号,""引号"""\r\n'-2,ok\r\n`);
});
