import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answers, AnswerValue, Checklist } from '#domain/checklist/checklist.ts';
import { allConform, defaultsOf, fillingOf } from '#domain/checklist/answers.ts';
import { changesBetween, isSameForm } from '#domain/checklist/checklist-changes.ts';
import { checklistBody, hashOfChecklist } from '#domain/checklist/checklist-body.ts';
import { checklistDemands, checklistLines } from '#domain/checklist/checklist-lines.ts';
import { inOrderOfLikelihood } from '#domain/checklist/suggest-checklist.ts';
import { isCheck, questionsOf } from '#domain/checklist/checklist.ts';
import { SHIPPED_CHECKLISTS } from '#domain/checklist/shipped-checklists.ts';
import { formOf } from './sheets.ts';

const TODAY = '2026-11-27';

function shipped(id: string): Checklist {
  const form = SHIPPED_CHECKLISTS.checklists.find((one) => one.id === id);
  if (!form) throw new Error(id);
  return form;
}

const trial = formOf([
  ['type', 'name', 'label', 'required', 'relevant', 'constraint', 'constraint_message', 'calculation', 'default'],
  ['select_one ok', 'hood', '风机隔声', 'yes', null, null, null, null, null],
  ['begin_group', 'more', '更多', null, "${hood} = 'violates'", null, null, null, null],
  ['integer', 'count', '台数', 'yes', null, '. >= 1', '至少一台', null, null],
  ['calculate', 'twice', '两倍', null, null, null, null, '${count} * 2', null],
  ['end_group', null, null, null, null, null, null, null, null],
  ['text', 'why', '原因', '${count} > 3', null, null, null, null, null],
  ['select_one kind', 'kind', '类别', null, null, null, null, null, 'shop'],
]);

describe('relevance, required and constraint', () => {
  it('[CHECK-8] what is not asked is neither required nor known to any expression', () => {
    const closed = fillingOf(trial, { hood: 'conforms', count: 5 }, TODAY);
    expect([...closed.asked]).toEqual(['hood', 'why', 'kind']);
    expect(Object.fromEntries(closed.values)).toEqual({ hood: 'conforms' });
    expect([...closed.problems.keys()]).toEqual([]);

    const open = fillingOf(trial, { hood: 'violates', count: 5 }, TODAY);
    expect(Object.fromEntries(open.values)).toEqual({ hood: 'violates', count: 5, twice: 10 });
    expect(Object.fromEntries(open.problems)).toEqual({ why: { what: 'required', words: undefined } });
  });

  it('[CHECK-9] required, constraint with the author’s words, and a value that cannot be one', () => {
    const problems = (answers: Answers) => Object.fromEntries(fillingOf(trial, answers, TODAY).problems);
    expect(problems({})).toEqual({ hood: { what: 'required', words: undefined } });
    expect(problems({ hood: 'violates' })).toMatchObject({ count: { what: 'required' } });
    expect(problems({ hood: 'violates', count: 0 })).toEqual({
      count: { what: 'constraint', words: { zh: '至少一台' } },
    });
    expect(problems({ hood: 'violates', count: 1.5 })).toEqual({ count: { what: 'shape' } });
    expect(problems({ hood: 'violates', count: 1, kind: 'ship' })).toEqual({ kind: { what: 'shape' } });
    expect(defaultsOf(trial)).toEqual({ kind: 'shop' });
  });

  it('[CHECK-8] nothing that is not asked is ever among the values or the problems', () => {
    const value: fc.Arbitrary<AnswerValue> = fc.constantFrom<AnswerValue>('conforms', 'violates', 'na', '', 0, 7, [
      'other',
    ]);
    const forms = fc.constantFrom(trial, ...SHIPPED_CHECKLISTS.checklists);
    fc.assert(
      fc.property(forms, fc.infiniteStream(value), (form, stream) => {
        const names = questionsOf(form).map(({ question }) => question.name);
        const answers = Object.fromEntries(names.map((name) => [name, stream.next().value as AnswerValue]));
        const { asked, values, problems } = fillingOf(form, answers, TODAY);
        for (const name of [...values.keys(), ...problems.keys()]) expect(asked).toContain(name);
      }),
    );
  });
});

describe('all conform, then change exceptions', () => {
  it('[CHECK-10] answers the check items that are asked and open, leaves exceptions and other questions, and can be taken back whole', () => {
    const form = shipped('catering-noise');
    const before = { fan_hood: 'violates' };
    const after = allConform(form, before, TODAY);
    const checks = questionsOf(form).filter(({ question }) => isCheck(form, question));
    expect(Object.keys(after).length).toBe(checks.length);
    expect(after['fan_hood']).toBe('violates');
    expect(before).toEqual({ fan_hood: 'violates' });
    expect([...fillingOf(form, after, TODAY).problems.keys()]).toEqual([]);
  });

  it('[CHECK-10] items that only become relevant by it stay open, for nobody has looked at them', () => {
    const form = shipped('catering-fume');
    const once = allConform(form, {}, TODAY);
    expect(once['installed']).toBe('conforms');
    expect(once['running']).toBeUndefined();
    expect([...fillingOf(form, once, TODAY).problems.keys()]).toContain('running');
  });
});

describe('the record', () => {
  const form = shipped('catering-noise');
  const answers = { ...allConform(form, { fan_hood: 'violates', loudspeaker: 'na' }, TODAY), nearest_home: 'near' };
  const details = {
    fan_hood: { description: '两台风机裸露。', demand: '加装隔声罩', photos: ['a'.repeat(64)] },
    blower: { description: '没有选不符合', demand: '', photos: [] },
  };
  const body = checklistBody(form, fillingOf(form, answers, TODAY), details);

  it('[CHECK-11] names its form by version and hash, and can be read without it', () => {
    expect(body).toMatchObject({
      form: 'catering-noise',
      formVersion: form.version,
      formHash: hashOfChecklist(form),
      title: { zh: '餐饮噪声检查表' },
      counts: { conforms: 10, violates: 1, na: 1 },
    });
    expect(body.answers.find(({ name }) => name === 'fan_hood')).toEqual({
      name: 'fan_hood',
      label: { zh: '风机已做隔声、消声', en: 'Fans enclosed and silenced' },
      value: 'violates',
      shown: { zh: '不符合', en: 'Violates' },
      result: 'violates',
      clause: '生态环境法典第五百九十一条',
      description: '两台风机裸露。',
      demand: '加装隔声罩',
      photos: ['a'.repeat(64)],
    });
    expect(body.answers.find(({ name }) => name === 'blower')?.description).toBeUndefined();
    expect(body.answers.find(({ name }) => name === 'nearest_home')?.shown.zh).toBe('10 米以内');
  });

  it('[CHECK-12] becomes sentences of the visit record: violations first, no clause, every answer once', () => {
    const lines = checklistLines(body);
    expect(lines[0]).toBe('按《餐饮噪声检查表》检查 12 项：符合 10 项，不符合 1 项，不适用 1 项。');
    expect(lines[1]).toBe('不符合 1：两台风机裸露。');
    expect(lines.at(-1)).toBe('最近居民住宅距离：10 米以内。');
    expect(lines.join('')).not.toContain('法典');
    expect(checklistDemands(body)).toEqual(['加装隔声罩。']);
  });
});

describe('which form', () => {
  const first = (category: string, matter: string, isRecheck = false) =>
    inOrderOfLikelihood(SHIPPED_CHECKLISTS.checklists, { category, matter, isRecheck })[0]?.id;

  it.each([
    ['噪声', '楼下饭店排风机夜间一直响', 'catering-noise'],
    ['大气', '烧烤店油烟太大，没有烟道', 'catering-fume'],
    ['大气', '夜里有股化工恶臭', 'odour'],
    ['扬尘', '工地渣土没有盖', 'construction-dust'],
    ['大气', '汽修店露天喷漆', 'car-painting'],
  ])('[CHECK-13] %s, %s → %s', (category, matter, id) => {
    expect(first(category, matter)).toBe(id);
  });

  it('[CHECK-13] a recheck goes before everything, and never comes first otherwise', () => {
    expect(first('噪声', '楼下饭店', true)).toBe('recheck');
    expect(first('噪声', '整改以后复查')).not.toBe('recheck');
  });
});

describe('a new version', () => {
  it('[CHECK-14] says what it changes, item by item', () => {
    const before = trial;
    const [hood, ...rest] = before.items;
    if (!hood) throw new Error('no item');
    const after: Checklist = {
      ...before,
      version: '2',
      items: [
        ...rest.filter(({ name }) => name !== 'why'),
        { ...hood, label: { zh: '风机隔声罩' } },
        { type: 'note', name: 'end', label: { zh: '完' } },
      ],
    };
    expect(changesBetween(before, after)).toEqual({
      added: ['end'],
      removed: ['why'],
      changed: ['hood'],
      isHeadChanged: false,
      isReordered: true,
    });
    expect(isSameForm(before, { ...before, version: '9' })).toBe(true);
    expect(isSameForm(before, after)).toBe(false);
  });
});
