import { describe, expect, it } from 'vitest';
import {
  IMPORT_REFUSAL_CODES,
  MAPPING_FAULT_CODES,
  ROW_ERROR_CODES,
  ROW_WARNING_CODES,
} from '#protocol/import-codes.ts';
import { problemWords, refusalWords } from '#app/text/import.ts';

const problemCodes = [...MAPPING_FAULT_CODES, ...ROW_ERROR_CODES, ...ROW_WARNING_CODES];
const params = {
  bytes: 300_000_000,
  maxBytes: 52_428_800,
  rows: 5,
  maxRows: 4,
  columns: 300,
  maxColumns: 200,
  line: 7,
};

describe('the catalogue has a sentence for', () => {
  it('every refusal of a file, and for nothing else', () => {
    expect(Object.keys(refusalWords).sort()).toEqual([...IMPORT_REFUSAL_CODES].sort());
  });

  it('every problem of a row or mapping, and for nothing else', () => {
    expect(Object.keys(problemWords).sort()).toEqual(problemCodes.sort());
  });
});

describe('each sentence', () => {
  const sentences = [
    ...Object.entries(refusalWords).map(([code, words]) => [code, words.zh(params), words.en(params)] as const),
    ...Object.entries(problemWords).map(([code, words]) => [code, words.zh, words.en] as const),
  ];

  it.each(sentences)('%s is whole in both languages and shows no code', (code, zh, en) => {
    expect(zh).toMatch(/。$/);
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).toMatch(/[.]$/);
    expect(en).not.toMatch(/\p{Script=Han}/u);
    for (const sentence of [zh, en]) expect(sentence).not.toMatch(/undefined|NaN|—/);
    if (code.includes('-')) expect(`${zh}${en}`).not.toContain(code);
  });

  it('says sizes and places in the numbers it was given', () => {
    expect(refusalWords['file-too-big'].zh(params)).toContain('287 MB，最多 50 MB');
    expect(refusalWords['truncated-file'].en(params)).toContain('line 7');
    expect(refusalWords['truncated-file'].en({})).not.toContain('line');
  });
});
