import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTable, readTableFile } from '#server/intake/read-table.ts';
import { gbk, refusalOf, tableOf, utf16, utf8, xlsx, xlsxWithSheet } from './encode.ts';

const TEXT =
  '工单编号,受理时间,诉求内容\n000123,2026/11/3 8:05,"餐馆风机, 夜里响\n睡不着"\n000124,2026/11/4 9:00,烧烤油烟\n';
const ROWS = [
  ['000123', '2026/11/3 8:05', '餐馆风机, 夜里响\n睡不着'],
  ['000124', '2026/11/4 9:00', '烧烤油烟'],
];
const SHEET = [
  ['工单编号', '受理时间', '诉求内容'],
  ['000123', '2026/11/3 8:05', '餐馆风机'],
];

describe('text files', () => {
  it.each([
    ['utf-8', utf8(TEXT)],
    ['utf-8-bom', utf8(`\uFEFF${TEXT}`)],
    ['gb18030', gbk(TEXT)],
    ['utf-16le', utf16(TEXT, 'le')],
    ['utf-16be', utf16(TEXT, 'be')],
  ] as const)('[INTAKE-3] %s gives the same cells', async (encoding, bytes) => {
    const table = await tableOf(bytes);
    expect(table.encoding).toBe(encoding);
    expect(table.header).toEqual(['工单编号', '受理时间', '诉求内容']);
    expect(table.rows.map((row) => row.cells)).toEqual(ROWS);
    expect(table.rows.map((row) => row.row)).toEqual([2, 3]);
  });

  it('[INTAKE-3] GB18030 beyond GBK: rare characters of names', async () => {
    const bytes = Uint8Array.from([...gbk('工单编号,姓名,内容\n1,'), 0x82, 0x30, 0xc2, 0x30, ...gbk(',x\n')]);
    const table = await tableOf(bytes);
    expect(table.rows[0]?.cells[1]).toBe(new TextDecoder('gb18030').decode(Uint8Array.of(0x82, 0x30, 0xc2, 0x30)));
  });

  it.each([[';'], ['\t']])('[INTAKE-3] delimiter %j', async (delimiter) => {
    const table = await tableOf(
      utf8(['编号', '时间', '内容, 全部'].join(delimiter) + '\n' + ['1', '2', 'a,b'].join(delimiter)),
    );
    expect(table.header).toEqual(['编号', '时间', '内容, 全部']);
    expect(table.rows[0]?.cells).toEqual(['1', '2', 'a,b']);
  });

  it("[INTAKE-3] Excel's sep= line is obeyed and counted as a row", async () => {
    const table = await tableOf(utf8('sep=;\n编号;内容,x\n1;b\n'));
    expect(table.header).toEqual(['编号', '内容,x']);
    expect(table.rows[0]?.row).toBe(3);
  });

  it('keeps what offices wrap against Excel', async () => {
    const table = await tableOf(utf8('编号,电话,内容\n"=""000123""",\'01012345678,"20260400001\t"\n'));
    expect(table.rows[0]?.cells).toEqual(['000123', '01012345678', '20260400001']);
  });

  it.each([
    ['an open quote', utf8('编号,内容\n1,"没有写完')],
    ['half a character', utf8(TEXT).subarray(0, utf8(TEXT).length - 2)],
    ['a zip without its end', null],
  ])('[INTAKE-4] %s', async (_what, bytes) => {
    const whole = await xlsx(SHEET);
    expect(await refusalOf(bytes ? new Uint8Array(bytes) : whole.slice(0, whole.length - 40))).toBe('truncated-file');
  });

  it('[INTAKE-7] titles above the header are passed over, blank rows count', async () => {
    const table = await tableOf(
      utf8('云溪区12345工单台账,,\n制表日期：2026-11-03,共 1 件,\n\n工单编号,受理时间,诉求内容\n\n7,2026-11-03,噪声\n'),
    );
    expect(table.headerRow).toBe(4);
    expect(table.header[0]).toBe('工单编号');
    expect(table.rows.map((row) => row.row)).toEqual([6]);
  });

  it.each([
    ['no-header', utf8('只有一句话\n')],
    ['no-rows', utf8('工单编号,受理时间,诉求内容\n')],
    ['no-rows', utf8('工单编号,受理时间,诉求内容\n,,\n  ,,\n')],
    ['file-empty', utf8('')],
    ['encoding-unknown', Uint8Array.of(0x61, 0x2c, 0x62, 0x0a, 0x80, 0xff, 0xff)],
    ['not-a-spreadsheet', utf8('%PDF-1.7\n…')],
    ['not-a-spreadsheet', utf8('a\u0000b\u0000c,\u0000d')],
    ['old-xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0)],
    [
      'password-protected',
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Buffer.from('EncryptedPackage', 'utf16le')),
    ],
    ['web-page', utf8('<html><body><table><tr><td>工单编号</td></tr></table>')],
    ['not-a-spreadsheet', new Uint8Array(zipSync({ 'word/document.xml': strToU8('<w/>') }))],
  ] as const)('[INTAKE-1] %s', async (code, bytes) => {
    expect(await refusalOf(new Uint8Array(bytes), '台账.xlsx')).toBe(code);
  });

  it('[INTAKE-1] too many rows', async () => {
    expect(await refusalOf(utf8('工单编号,内容\n' + '1,x\n'.repeat(100_001)))).toBe('too-many-rows');
  });
});

describe('workbooks', () => {
  it('[INTAKE-3] text, numbers, blanks and Excel dates', async () => {
    const table = await tableOf(
      await xlsx([
        ['工单编号', '受理时间', '纬度', '备注', '诉求内容'],
        [
          '000123',
          { value: new Date(Date.UTC(2026, 10, 3, 8, 5)), type: Date, format: 'yyyy/m/d h:mm' },
          39.72,
          null,
          '餐馆风机',
        ],
      ]),
    );
    expect(table).toMatchObject({ format: 'xlsx', encoding: null, headerRow: 1 });
    expect(table.sheetNames).toHaveLength(1);
    expect(table.rows[0]?.cells).toEqual(['000123', '2026-11-03 08:05:00', 39.72, null, '餐馆风机']);
  });

  it('[INTAKE-21] stored results count; error cells and uncalculated formulas are told, not swallowed', async () => {
    const bytes = await xlsxWithSheet(
      [
        ['工单编号', '时间', '内容'],
        ['A', 'B', 'C'],
        ['D', 'E', 'F'],
      ],
      (xml) =>
        xml
          .replace(/<c r="A2"[\s\S]*?<\/c>/, '<c r="A2" t="str"><f>CONCAT("Y","X")</f><v>YX</v></c>')
          .replace(/<c r="B2"[\s\S]*?<\/c>/, '<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>')
          .replace(/<c r="C3"[\s\S]*?<\/c>/, '<c r="C3"><f>VLOOKUP(A3,X,2)</f></c>'),
    );
    const table = await tableOf(bytes);
    expect(table.rows[0]?.cells[0]).toBe('YX');
    expect(table.rows[0]?.faults).toEqual([{ column: 1, code: 'cell-error', value: '#DIV/0!' }]);
    expect(table.rows[1]?.faults).toEqual([{ column: 2, code: 'formula-uncalculated', value: 'VLOOKUP(A3,X,2)' }]);
  });

  it('[INTAKE-5] a bomb is refused by what it declares', async () => {
    const zeros = new Uint8Array(60 * 1024 * 1024);
    expect(await refusalOf(new Uint8Array(zipSync({ 'xl/workbook.xml': zeros })))).toBe('zip-bomb');
    const many = Object.fromEntries(Array.from({ length: 2_500 }, (_, index) => [`xl/${index}.xml`, strToU8('x')]));
    expect(await refusalOf(new Uint8Array(zipSync(many)))).toBe('zip-bomb');
  });

  it('[INTAKE-5] a directory that lies about a size does not get more room', async () => {
    const bytes = new Uint8Array(zipSync({ 'xl/workbook.xml': new Uint8Array(60 * 1024 * 1024) }));
    const view = new DataView(bytes.buffer);
    const directory = view.getUint32(bytes.length - 6, true);
    view.setUint32(directory + 24, 1_000, true);
    const before = process.memoryUsage().arrayBuffers;
    expect(['damaged-file', 'not-a-spreadsheet']).toContain(await refusalOf(bytes));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(30 * 1024 * 1024);
  });

  it('[INTAKE-6] entities are refused', async () => {
    const evil = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';
    expect(await refusalOf(await xlsxWithSheet(SHEET, (xml) => xml.replace(/<worksheet/, `${evil}<worksheet`)))).toBe(
      'hostile-markup',
    );
  });

  it('[INTAKE-1] a cell far away does not make the server build the way there', async () => {
    const far = (cell: string) => (xml: string) => xml.replace('</sheetData>', `${cell}</sheetData>`);
    const row = (number: string) => far(`<row r="${number}"><c r="A${number}"><v>1</v></c></row>`);
    expect(await refusalOf(await xlsxWithSheet(SHEET, row('1000000')))).toBe('too-many-rows');
    expect(await refusalOf(await xlsxWithSheet(SHEET, row('99999999999')))).toBe('damaged-file');
    expect(await refusalOf(await xlsxWithSheet(SHEET, far('<row r="9"><c r="XFD9"><v>1</v></c></row>')))).toBe(
      'too-many-columns',
    );
  });

  it('rows that are only formatted, down to the end of the sheet, do no harm', async () => {
    const bytes = await xlsxWithSheet(SHEET, (xml) =>
      xml.replace('</sheetData>', '<row r="1048576"><c r="A1048576"/></row></sheetData>'),
    );
    expect((await tableOf(bytes)).rows).toHaveLength(1);
  });

  it('[INTAKE-1] every way of cutting a workbook short is an answer, never an exception', async () => {
    const whole = await xlsx(SHEET);
    for (let length = 0; length < whole.length; length += 97) {
      expect([
        'file-empty',
        'truncated-file',
        'damaged-file',
        'encoding-unknown',
        'not-a-spreadsheet',
        'no-header',
      ]).toContain(await refusalOf(whole.slice(0, length)));
    }
  });
});

describe('files on disk', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jiban-intake-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('[INTAKE-2] 200 MB are refused unread', async () => {
    const path = join(folder, 'huge.csv');
    const file = await open(path, 'w');
    await file.truncate(200 * 1024 * 1024);
    await file.close();
    const before = process.memoryUsage().arrayBuffers;
    const result = await readTableFile(path);
    expect(result).toMatchObject({ ok: false, refusal: { code: 'file-too-big', params: { bytes: 209_715_200 } } });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1024 * 1024);
  });

  it('the real file has its 1,301 rows', async () => {
    const bytes = new Uint8Array(await readFile('tests/fixtures/complaints-one-night.csv'));
    const result = await readTable(bytes, 'complaints-one-night.csv');
    expect(result.ok && result.table.rows.length).toBe(1_301);
  });
});
