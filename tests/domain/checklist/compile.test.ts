import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SheetCell } from '#domain/checklist/workbook.ts';
import { compileChecklist } from '#domain/checklist/compile-checklist.ts';
import { PROBLEM_CODES } from '#domain/checklist/problem.ts';
import { isCheck, questionsOf } from '#domain/checklist/checklist.ts';
import { SHIPPED_CHECKLISTS } from '#domain/checklist/shipped-checklists.ts';
import { SOURCES } from '#domain/checklist/sources/all-sources.ts';
import { workbookOf } from '#domain/checklist/checklist-workbook.ts';
import { bookOf, formOf, problemsOf } from './sheets.ts';

const HEAD = ['type', 'name', 'label'];
const survey = (...rows: readonly (readonly SheetCell[])[]) => bookOf([HEAD, ...rows]);

describe('what compiles', () => {
  it('[CHECK-1] types, groups, both languages and expressions come out as written', () => {
    const form = formOf([
      ['type', 'name', 'label::中文 (zh)', 'label::English (en)', 'required', 'relevant', 'ee::clause'],
      ['select one ok', 'hood', '风机隔声', 'Fan hood', true, null, '第五百九十一条'],
      ['begin group', 'more', '更多', 'More', null, "${hood} = 'violates'", null],
      ['integer', 'count', '台数', null, "${hood} = 'violates'", null, null],
      ['end group', null, null, null, null, null, null],
    ]);
    expect(form).toEqual({
      format: 1,
      id: 'trial',
      version: '1',
      title: { zh: '试表' },
      categories: [],
      lists: {
        ok: [
          { name: 'conforms', label: { zh: '符合' } },
          { name: 'violates', label: { zh: '不符合' } },
          { name: 'na', label: { zh: '不适用' } },
        ],
        kind: [
          { name: 'shop', label: { zh: '店铺' } },
          { name: 'plant', label: { zh: '工厂' } },
        ],
      },
      items: [
        {
          type: 'select_one',
          name: 'hood',
          label: { zh: '风机隔声', en: 'Fan hood' },
          list: 'ok',
          required: { does: 'true', of: [] },
          clause: '第五百九十一条',
        },
        {
          type: 'group',
          name: 'more',
          label: { zh: '更多', en: 'More' },
          relevant: { does: '=', of: [{ ref: 'hood' }, { text: 'violates' }] },
          items: [
            {
              type: 'integer',
              name: 'count',
              label: { zh: '台数' },
              required: { does: '=', of: [{ ref: 'hood' }, { text: 'violates' }] },
            },
          ],
        },
      ],
    });
  });

  it('[CHECK-1] written back to Excel it compiles to itself', () => {
    const all = formOf([
      [
        ...HEAD,
        'hint',
        'required',
        'required_message',
        'constraint',
        'constraint_message',
        'default',
        'appearance',
        'relevant',
        'calculation',
      ],
      [
        'text',
        'who',
        '负责人',
        '姓名',
        'yes',
        '要有人',
        'string-length(.) > 1',
        '太短',
        '张三',
        'multiline',
        null,
        null,
      ],
      ['select_multiple kind', 'what', '类别', null, "${who} != ''", null, null, null, 'shop plant', null, null, null],
      [
        'select_one kind',
        'one',
        '主要',
        null,
        null,
        null,
        null,
        null,
        null,
        'minimal',
        "selected(${what}, 'shop') or false()",
        null,
      ],
      ['decimal', 'level', '数值', null, null, null, '. > 0 and . <= 1.5 * 10', null, 3.5, null, null, null],
      ['calculate', 'sum', null, null, null, null, null, null, null, null, null, '-(${level} - 1) * 2'],
      ['acknowledge', 'seen', '已告知', null, 'yes', null, null, null, null, null, null, null],
      ['date', 'on', '日期', null, null, null, null, null, '2026-11-27', null, null, null],
      ['note', 'end', '完', null, null, null, null, null, null, null, null, null],
    ]);
    expect(compileChecklist(workbookOf(all))).toEqual({ ok: true, checklist: all });
  });

  it('[CHECK-7] the shipped forms are what their sources compile to, in both languages, and survive Excel', () => {
    const compiled = SOURCES.map((source) => compileChecklist(source));
    expect(compiled).toEqual(SHIPPED_CHECKLISTS.checklists.map((checklist) => ({ ok: true, checklist })));
    expect(SHIPPED_CHECKLISTS.checklists.map(({ title }) => title.zh)).toEqual([
      '餐饮噪声检查表',
      '餐饮油烟检查表',
      '异味检查表',
      '施工扬尘检查表',
      '汽修喷漆检查表',
      '复查表',
    ]);
    for (const form of SHIPPED_CHECKLISTS.checklists) {
      expect(compileChecklist(workbookOf(form))).toEqual({ ok: true, checklist: form });
      const words = questionsOf(form).map(({ question }) => question.label);
      expect(words.every((label) => label?.en !== undefined && label.en !== '')).toBe(true);
      const checks = questionsOf(form).filter(({ question }) => isCheck(form, question));
      expect(checks.every(({ question }) => question.phrase !== undefined)).toBe(true);
      expect(checks.length).toBeGreaterThanOrEqual(6);
    }
  });
});

describe('what does not', () => {
  it.each([
    [survey(['txet', 'a', '甲']), ['survey A2 type-unknown → text']],
    [survey(['geopoint', 'a', '甲']), ['survey A2 type-unsupported']],
    [survey(['begin repeat', 'a', '甲']), ['survey A2 type-unsupported']],
    [survey(['select_one ok or_other', 'a', '甲']), ['survey A2 type-unsupported']],
    [survey([null, 'a', '甲']), ['survey A2 type-missing']],
    [survey(['text', null, '甲']), ['survey B2 name-missing']],
    [survey(['text', '1a', '甲']), ['survey B2 name-invalid']],
    [survey(['text', 'constructor', '甲']), ['survey B2 name-invalid']],
    [survey(['text', 'a', '甲'], ['note', 'a', '乙']), ['survey B3 name-duplicate']],
    [survey(['text', 'a', null]), ['survey C2 label-missing']],
    [survey(['select_one', 'a', '甲']), ['survey A2 list-missing']],
    [survey(['select_one kinds', 'a', '甲']), ['survey A2 list-unknown → kind']],
    [survey(['begin_group', 'g', '组'], ['text', 'a', '甲']), ['survey A2 group-unclosed']],
    [survey(['text', 'a', '甲'], ['end_group', null, null]), ['survey A3 group-unopened']],
    [survey(['begin_group', 'g', '组'], ['end_group', null, null], ['text', 'a', '甲']), ['survey A2 group-empty']],
    [survey(), ['survey  no-questions']],
    [
      bookOf([
        [...HEAD, 'requird'],
        ['text', 'a', '甲', 'yes'],
      ]),
      ['survey D1 column-unknown → required'],
    ],
    [
      bookOf([
        [...HEAD, 'choice_filter'],
        ['text', 'a', '甲', 'x'],
      ]),
      ['survey D1 column-unsupported'],
    ],
    [
      bookOf([
        [...HEAD, 'label::French (fr)'],
        ['text', 'a', '甲', 'x'],
      ]),
      ['survey D1 language-unknown'],
    ],
    [
      bookOf([
        [...HEAD, 'label'],
        ['text', 'a', '甲', 'x'],
      ]),
      ['survey D1 column-duplicate'],
    ],
    [
      bookOf([
        ['type', 'name'],
        ['note', 'a'],
      ]),
      ['survey  column-missing', 'survey 2 label-missing'],
    ],
    [
      bookOf([
        [...HEAD, 'calculation'],
        ['text', 'a', '甲', '1'],
      ]),
      ['survey D2 cell-not-for-type'],
    ],
    [
      bookOf([
        [...HEAD, 'ee::phrase'],
        ['select_one kind', 'a', '甲', '坏了'],
      ]),
      ['survey D2 cell-not-for-type'],
    ],
    [
      bookOf([
        [...HEAD, 'constraint_message'],
        ['text', 'a', '甲', '坏了'],
      ]),
      ['survey D2 needs-column'],
    ],
    [
      bookOf([
        [...HEAD, 'appearance'],
        ['text', 'a', '甲', 'signature'],
      ]),
      ['survey D2 value-not-allowed'],
    ],
    [
      bookOf([
        [...HEAD, 'default'],
        ['integer', 'a', '甲', '两'],
      ]),
      ['survey D2 default-invalid'],
    ],
    [
      bookOf([
        [...HEAD, 'default'],
        ['select_one kind', 'a', '甲', 'shops'],
      ]),
      ['survey D2 default-invalid'],
    ],
  ])('[CHECK-2] [CHECK-3] %#: named by sheet, row and column', (book, expected) => {
    expect(problemsOf(compileChecklist(book))).toEqual(expected);
  });

  it.each([
    ["${b} = 'x'", ['survey D2 ref-unknown']],
    ["${fan_hod} = 'x'", ['survey D2 ref-unknown → fan_hood']],
    ["${hint} = 'x'", ['survey D2 ref-no-answer']],
    ["${k} = 'shopp'", ['survey D2 choice-unknown → shop']],
    ["not(selected(${k}, 'plants'))", ['survey D2 choice-unknown → plant']],
    ['. > 1', ['survey D2 self-outside-constraint']],
    ["${a} = 'x'", ['survey D2 cycle']],
    ['${k} = ‘shop’', ["survey D2 expression-character → '"]],
  ])('[CHECK-4] relevant %s', (relevant, expected) => {
    const book = bookOf([
      [...HEAD, 'relevant'],
      ['text', 'a', '甲', relevant],
      ['select_one kind', 'k', '类别', null],
      ['note', 'hint', '说明', null],
      ['text', 'fan_hood', '风机', null],
    ]);
    expect(problemsOf(compileChecklist(book))).toEqual(expected);
  });

  it('[CHECK-4] a circle through a group and a calculation is found once, and names its way', () => {
    const compiled = compileChecklist(
      bookOf([
        [...HEAD, 'relevant', 'calculation'],
        ['begin_group', 'g', '组', '${sum} > 1', null],
        ['integer', 'a', '甲', null, null],
        ['end_group', null, null, null, null],
        ['calculate', 'sum', null, null, '${a} + 1'],
      ]),
    );
    expect(problemsOf(compiled)).toEqual(['survey D3 cycle']);
    expect(compiled.ok ? null : compiled.problems[0]?.params).toEqual({ names: 'a → sum → a' });
  });

  it('[CHECK-2] sheets and settings', () => {
    const [surveySheet, choices, settings] = survey(['text', 'a', '甲']);
    if (!surveySheet || !choices || !settings) throw new Error('three sheets');
    expect(problemsOf(compileChecklist([surveySheet]))).toEqual(['settings  sheet-missing']);
    expect(problemsOf(compileChecklist([surveySheet, settings]))).toEqual([]);
    expect(problemsOf(compileChecklist([surveySheet, settings, { ...choices, name: 'choises' }]))).toEqual([
      'choises  sheet-unknown → choices',
    ]);
    expect(problemsOf(compileChecklist([surveySheet, settings, { ...choices, name: '填表说明' }]))).toEqual([]);
    const broken = bookOf([HEAD, ['text', 'a', '甲']], undefined, [
      ['form_title', 'form_id', 'version', 'default_language'],
      [null, '1 x', '1', 'French (fr)'],
    ]);
    expect(problemsOf(compileChecklist(broken))).toEqual([
      'settings A2 setting-missing',
      'settings B2 setting-invalid',
      'settings D2 setting-invalid',
    ]);
  });

  it('[CHECK-2] a check list has no fourth answer, and a list no choice twice', () => {
    const choices = [
      ['list_name', 'name', 'label'],
      ['ok', 'conforms', '符合'],
      ['ok', 'violates', '不符合'],
      ['ok', 'maybe', '说不准'],
      ['kind', 'shop', '店铺'],
      ['kind', 'shop', '店铺二'],
      [null, 'x', '无表'],
    ];
    expect(problemsOf(compileChecklist(bookOf([HEAD, ['text', 'a', '甲']], choices)))).toEqual([
      'choices B2 check-list-choices',
      'choices B6 name-duplicate',
      'choices A7 list-name-missing',
    ]);
  });

  it('[CHECK-2] a cell that Excel shows as an error is named with what it shows', () => {
    const [surveySheet, ...others] = survey(['text', 'a', '甲']);
    if (!surveySheet) throw new Error('no survey');
    const rows = [...surveySheet.rows, { row: 5, cells: [], faults: [{ column: 2, value: '#REF!' }] }];
    const compiled = compileChecklist([{ ...surveySheet, rows }, ...others]);
    expect(problemsOf(compiled)).toContain('survey C5 cell-error');
  });

  it('[CHECK-2] no cells whatever make the compiler throw, and every problem is one the page has words for', () => {
    const cell = fc.oneof(
      fc.constantFrom(
        'type',
        'name',
        'label',
        'relevant',
        'text',
        'note',
        'select_one ok',
        'begin_group',
        'end_group',
        'a',
        '${a}',
        null,
        1,
        true,
      ),
      fc.string({ maxLength: 6 }),
    );
    const cells = fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 });
    fc.assert(
      fc.property(cells, cells, cells, (one, two, three) => {
        const compiled = compileChecklist(bookOf([HEAD, ...one], two, three));
        if (compiled.ok) expect(compileChecklist(workbookOf(compiled.checklist))).toEqual(compiled);
        else for (const { code } of compiled.problems) expect(PROBLEM_CODES).toContain(code);
      }),
      { numRuns: 300 },
    );
  });
});
