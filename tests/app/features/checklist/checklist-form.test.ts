import { describe, expect, it } from 'vitest';
import type { CaseRecord, CaseState } from '#domain/case/case-state.ts';
import {
  bodyOfValues,
  checklistProblems,
  emptyChecklist,
  fillingOfValues,
  isRecheck,
  photosOfShooting,
  valuesOfBody,
} from '#app/features/checklist/checklist-form.ts';
import { ACCEPTED } from '#domain/log/verdict.ts';
import { checklistText } from '#app/text/checklist.ts';
import { setLocale } from '#app/text/locale.svelte.ts';
import { linesOf } from '#app/features/case/record-lines.ts';
import { formOf } from '#tests/domain/checklist/sheets.ts';

const NOW_MS = Date.parse('2026-11-27T00:30:00+08:00');
const ME = 'u-me';

const form = formOf([
  [
    'type',
    'name',
    'label',
    'required',
    'required_message',
    'constraint',
    'constraint_message',
    'constraint_message::en',
  ],
  ['select_one ok', 'hood', '风机隔声', 'yes', null, null, null, null],
  ['date', 'on', '清洗日期', 'yes', '写上日期', '. <= today()', '不能晚于今天', 'Not in the future'],
]);

function record(kind: string, body: object | null, part: Partial<CaseRecord> = {}): CaseRecord {
  const id = `${kind}-${String(part.claimedAt ?? 0)}`;
  const rest = {
    seq: 1,
    kindV: 1,
    device: 'd',
    base: 0,
    clockOffsetMs: 0,
    receivedAt: 1,
    verdict: ACCEPTED,
    blobs: [],
  };
  return { ...rest, id, kind, actor: ME, claimedAt: 0, body: body as CaseRecord['body'], ...part };
}

const stateOf = (...records: readonly CaseRecord[]) => ({ id: 'c', records }) as unknown as CaseState;

describe('what keeps a form from being saved', () => {
  const problemsOf = (answers: Record<string, string>, details = {}) => {
    const values = { ...emptyChecklist(form), answers, details };
    return checklistProblems(values, fillingOfValues(values, NOW_MS));
  };

  it('[CHECK-9] the author’s words, in both languages where there are two; today is the day in Shanghai', () => {
    expect(problemsOf({})).toEqual({ hood: checklistText.needAnswer, on: { zh: '写上日期', en: '写上日期' } });
    expect(problemsOf({ hood: 'conforms', on: '2026-11-28' })).toEqual({
      on: { zh: '不能晚于今天', en: 'Not in the future' },
    });
    expect(problemsOf({ hood: 'conforms', on: '2026-11-27' })).toEqual({});
  });

  it('[CHECK-18] a violated item says what was found', () => {
    const violated = { hood: 'violates', on: '2026-11-27' };
    expect(problemsOf(violated)).toEqual({ 'hood.description': checklistText.needFound });
    expect(problemsOf(violated, { hood: { description: ' ', demand: '改', photos: [] } })).toEqual({
      'hood.description': checklistText.needFound,
    });
    expect(problemsOf(violated, { hood: { description: '裸露', demand: '', photos: [] } })).toEqual({});
  });
});

describe('a filled form', () => {
  it('[CHECK-11] opens for correction as it was filled, and says itself in the timeline, violations first', () => {
    const values = {
      ...emptyChecklist(form),
      answers: { hood: 'violates', on: '2026-11-20' },
      details: { hood: { description: '两台风机裸露。', demand: '加装隔声罩。', photos: ['photo-1'] } },
    };
    const body = bodyOfValues(values, fillingOfValues(values, NOW_MS));
    expect(valuesOfBody(JSON.parse(JSON.stringify(body)) as typeof body, form)).toEqual(values);
    setLocale('zh');
    expect(linesOf('checklist', body, NOW_MS)).toEqual({
      lead: '试表：1 项，1 项不符合',
      lines: ['不符合 1：两台风机裸露。', '当场要求 1：加装隔声罩。', '清洗日期：2026-11-20'],
    });
  });
});

describe('photos of an item', () => {
  const photos = [10_000, 20_000, 30_000, 60_000].map((claimedAt) => record('photo', { original: 'h' }, { claimedAt }));
  const others = record('photo', { original: 'h' }, { claimedAt: 25_000, actor: 'u-other', id: 'other' });

  it('[CHECK-18] are the own ones between going to the camera and coming back, and the moment a photo takes to be written', () => {
    const state = stateOf(...photos, others);
    const of = (from: number, until: number | null) => photosOfShooting(state, ME, { item: 'hood', from, until });
    expect(of(15_000, 25_000)).toEqual(['photo-20000', 'photo-30000']);
    expect(of(15_000, 19_000)).toEqual(['photo-20000']);
    expect(of(70_000, 80_000)).toEqual([]);
    expect(of(45_000, 49_000)).toEqual([]);
  });
});

describe('a recheck', () => {
  const ended = record('visit-end', { visit: 'v-1' });
  const bad = record('finding', { result: 'violates', visit: 'v-1' });

  it('[CHECK-13] is one when an earlier visit found something, and not within the visit that found it', () => {
    expect(isRecheck(stateOf(bad), 'v-1')).toBe(false);
    expect(isRecheck(stateOf(ended, bad), 'v-1')).toBe(false);
    expect(isRecheck(stateOf(ended, bad), 'v-2')).toBe(true);
    expect(isRecheck(stateOf(ended, record('finding', { result: 'conforms', visit: 'v-1' })), 'v-2')).toBe(false);
    const list = record('checklist', { counts: { conforms: 0, violates: 1, na: 0 }, visit: 'v-1' });
    expect(isRecheck(stateOf(ended, list), undefined)).toBe(true);
  });
});
