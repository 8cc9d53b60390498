import { describe, expect, it } from 'vitest';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import writeXlsxFile from 'write-excel-file/node';
import { compileFile } from '#server/checklists/compile-file.ts';
import { SHIPPED_CHECKLISTS } from '#domain/checklist/shipped-checklists.ts';
import { utf8 } from '#tests/server/intake/encode.ts';
import { writeForm } from '#server/checklists/write-form.ts';

type Cells = readonly (readonly (string | number | boolean | null)[])[];

async function xlsxOf(sheets: Readonly<Record<string, Cells>>): Promise<Uint8Array<ArrayBuffer>> {
  const all = Object.entries(sheets).map(([sheet, data]) => ({
    sheet,
    data: data.map((row) => row.map((value) => (value === null ? null : { value }))),
  }));
  return new Uint8Array(await writeXlsxFile(all).toBuffer());
}

const SETTINGS: Cells = [
  ['form_title', 'form_id', 'version'],
  ['试表', 'trial', 20261127],
];

describe('real .xlsx files', () => {
  it.each(SHIPPED_CHECKLISTS.checklists.map((form) => [form.id, form] as const))(
    '[CHECK-1] [CHECK-15] %s written as .xlsx compiles to itself',
    async (_, form) => {
      expect(await compileFile(await writeForm(form))).toEqual({ checklist: form });
    },
  );

  it('[CHECK-1] numbers, truth values and notes of an ordinary workbook are read as they are meant', async () => {
    const file = await xlsxOf({
      填写说明: [['这张表给餐饮用']],
      survey: [
        ['type', 'name', 'label', 'required', 'default', 'relevant', null],
        [null, null, null, null, null, null, null],
        ['integer', 'count', '台数', true, 2, null, null],
        ['text', 'why', '原因', false, null, '${count} > 3', null],
      ],
      settings: SETTINGS,
    });
    expect(await compileFile(file)).toEqual({
      checklist: {
        format: 1,
        id: 'trial',
        version: '20261127',
        title: { zh: '试表' },
        categories: [],
        lists: {},
        items: [
          { type: 'integer', name: 'count', label: { zh: '台数' }, required: { does: 'true', of: [] }, default: 2 },
          {
            type: 'text',
            name: 'why',
            label: { zh: '原因' },
            relevant: { does: '>', of: [{ ref: 'count' }, { number: 3 }] },
          },
        ],
      },
    });
  });

  it('[CHECK-2] problems keep the rows of the file, blank ones counted', async () => {
    const file = await xlsxOf({
      survey: [
        ['type', 'name', 'label', 'relevant'],
        [null, null, null, null],
        ['text', 'who', '负责人', '${whom} = 1'],
        ['select_one list', 'x', '选', null],
      ],
      settings: SETTINGS,
    });
    expect(await compileFile(file)).toEqual({
      problems: [
        { code: 'ref-unknown', sheet: 'survey', row: 3, column: 'D', params: { name: 'whom', suggestion: 'who' } },
        { code: 'list-unknown', sheet: 'survey', row: 4, column: 'A', params: { list: 'list' } },
      ],
    });
  });

  it('[CHECK-2] a formula that was never calculated is named, not taken for an empty cell', async () => {
    const parts = unzipSync(
      await xlsxOf({
        survey: [
          ['type', 'name', 'label'],
          ['text', 'who', 4711],
        ],
        settings: SETTINGS,
      }),
    );
    const name = 'xl/worksheets/sheet1.xml';
    const xml = strFromU8(parts[name] ?? new Uint8Array());
    const changed = xml.replace('<v>4711</v>', '<f>A1&amp;B1</f>');
    expect(changed).not.toBe(xml);
    const compiled = await compileFile(new Uint8Array(zipSync({ ...parts, [name]: strToU8(changed) })));
    expect(compiled).toMatchObject({
      problems: [
        { code: 'cell-error', sheet: 'survey', row: 2, column: 'C' },
        { code: 'label-missing', row: 2 },
      ],
    });
  });

  it.each([
    ['file-empty', new Uint8Array()],
    ['not-a-spreadsheet', utf8('type,name,label\n')],
    ['truncated-file', utf8('PK…')],
    ['not-a-spreadsheet', new Uint8Array(zipSync({ 'readme.xml': utf8('<a/>') }))],
  ])('[CHECK-15] %s is refused by name', async (code, bytes) => {
    expect(await compileFile(bytes)).toMatchObject({ refusal: { code } });
  });
});
