import { describe, expect, it } from 'vitest';
import type { BodyByKind, Kind } from '#domain/case/bodies.ts';
import type { CaseRecord } from '#domain/case/case-state.ts';
import type { JsonObject } from '#domain/kernel/json.ts';
import { KIND_VERSIONS } from '#domain/case/bodies.ts';
import { emptyCase } from '#domain/case/evolve.ts';
import { shippedVersion } from '#domain/reference/shipped.ts';
import { bodyMisfit } from '#protocol/body-schemas.ts';
import { addSentence } from '#app/features/record/add-sentence.ts';
import { contactBody, contactProblems, emptyContact } from '#app/features/record/contact-form.ts';
import {
  correctionBody,
  correctionProblems,
  correctionValues,
  replaceableKind,
} from '#app/features/correction/correction-form.ts';
import { transcriptWords } from '#app/features/evidence/media-words.ts';
import { emptyFinding, findingBody, findingProblems } from '#app/features/record/finding-form.ts';
import { emptyJoint, jointBody, jointProblems } from '#app/features/record/joint-form.ts';

/** Only a reading is judged by them. */
const context = { register: { instruments: [] }, rules: shippedVersion('noise-rules'), nowMs: 0 };
const night = Date.parse('2026-07-01T22:30:00+08:00');

function misfit(kind: Kind, body: object): string | null {
  return bodyMisfit(kind, KIND_VERSIONS[kind], JSON.parse(JSON.stringify(body)) as JsonObject);
}

describe('finding', () => {
  it('is saved once subject and result are there, with words unless all was in order', () => {
    const values = emptyFinding();
    expect(Object.keys(findingProblems(values)).sort()).toEqual(['description', 'result', 'subject']);
    Object.assign(values, { subject: '风机', result: 'conforms' });
    expect(findingProblems(values)).toEqual({});
    values.result = 'violates';
    expect(Object.keys(findingProblems(values))).toEqual(['description']);
    values.description = '未安装隔声设施。';
    expect(findingProblems(values)).toEqual({});
    expect(misfit('finding', findingBody(values))).toBeNull();
  });

  it('leaves out an empty demand', () => {
    expect(findingBody({ subject: 'x', result: 'unclear', description: 'y', demand: '  ' }).demand).toBeUndefined();
  });
});

describe('joint action', () => {
  it('begins with the own unit and its person, and needs a kind and what was done', () => {
    const values = emptyJoint(night, { unit: 'team-1', name: '王芳' });
    expect(Object.keys(jointProblems(values)).sort()).toEqual(['done', 'title']);
    Object.assign(values, { title: '夜查', done: '现场开会' });
    values.units = ['team-1', 'town-1'];
    expect(jointBody(values).participants).toEqual([
      { unit: 'team-1', people: '王芳' },
      { unit: 'town-1', people: '' },
    ]);
    expect(misfit('joint-action', jointBody(values))).toBeNull();
    values.units = [];
    expect(Object.keys(jointProblems(values))).toEqual(['units']);
  });
});

describe('contact', () => {
  it('wants to know what was said only from who was reached', () => {
    const values = { ...emptyContact(), way: 'phone' as const, reached: 'no' as const };
    expect(contactProblems(values)).toEqual({});
    expect(misfit('contact', contactBody(values))).toBeNull();
    expect(Object.keys(contactProblems({ ...values, reached: 'yes' }))).toEqual(['summary']);
  });
});

describe('correction', () => {
  const id = 'a'.repeat(64);
  const recordOf = <K extends Kind>(kind: K, body: BodyByKind[K] & object): CaseRecord => ({
    id,
    seq: 2,
    kind,
    kindV: 1,
    actor: 'u-1',
    device: 'd-1',
    base: 1,
    claimedAt: 0,
    clockOffsetMs: null,
    receivedAt: 0,
    verdict: { outcome: 'accepted' },
    blobs: [],
    body: JSON.parse(JSON.stringify(body)) as JsonObject,
  });
  const placed = { visit: 'v-1', fix: { lat: 39.7, lon: 116.1, accuracyM: 9, at: 1, source: 'gps' as const } };

  it('changes what the form shows and keeps what it does not', () => {
    const record = recordOf('finding', {
      ...placed,
      subject: '风机',
      result: 'violates',
      description: '响',
      demand: '停',
    });
    const values = correctionValues(record, emptyCase('c-1'));
    expect(values.finding).toMatchObject({ subject: '风机', demand: '停' });
    expect(Object.keys(correctionProblems(values, replaceableKind(record)))).toEqual(['reason']);
    values.reason = '写错对象';
    values.finding.subject = '燃气灶';
    values.finding.demand = '';
    const body = JSON.parse(JSON.stringify(correctionBody(values, record, context))) as JsonObject;
    expect(body).toEqual({
      target: id,
      reason: '写错对象',
      body: { ...placed, subject: '燃气灶', result: 'violates', description: '响' },
    });
    expect(misfit('correction', body)).toBeNull();
  });

  it('starts from the correction before it', () => {
    const record = recordOf('contact', { way: 'phone', reached: false, summary: '' });
    const first = {
      ...recordOf('correction', { target: id, reason: 'x', body: { way: 'visit', reached: true, summary: '谈过' } }),
      id: 'b'.repeat(64),
      seq: 3,
    };
    const state = { ...emptyCase('c-1'), records: [record, first] };
    expect(correctionValues(record, state).contact).toEqual({ way: 'visit', reached: 'yes', summary: '谈过' });
  });

  it('[PHOTO-5] a photo’s words are put right and its bytes, place and time stay', () => {
    const record = recordOf('photo', {
      ...placed,
      original: 'c'.repeat(64),
      mediaType: 'image/jpeg',
      bytes: 9,
      widthPx: 4,
      heightPx: 3,
      way: 'camera',
      takenAt: 7,
      tag: 'overview',
      caption: '全景',
    });
    const values = correctionValues(record, emptyCase('c-1'));
    expect(values.photo).toEqual({ caption: '全景', tag: 'overview' });
    values.reason = '补充证明内容';
    values.photo = { caption: ' 排风口正对居民窗 ', tag: '' };
    const { body } = JSON.parse(JSON.stringify(correctionBody(values, record, context))) as { body: JsonObject };
    expect(body).toEqual({
      ...record.body,
      caption: '排风口正对居民窗',
      tag: undefined,
    });
    expect(misfit('photo', body)).toBeNull();
  });

  it('[PHOTO-32] a transcript comes later, as a correction of the recording', () => {
    const record = recordOf('audio-note', {
      ...placed,
      original: 'c'.repeat(64),
      mediaType: 'audio/webm',
      bytes: 9,
      startedAt: 7,
      durationMs: 61_000,
    });
    expect(transcriptWords(record.body as never)).toMatch(/还没有文字记录|no transcript/);
    const values = correctionValues(record, emptyCase('c-1'));
    values.reason = '补文字记录';
    values.audio.transcript = '风机晚上十点以后还开。';
    const { body } = JSON.parse(JSON.stringify(correctionBody(values, record, context))) as { body: JsonObject };
    expect(body).toMatchObject({ original: 'c'.repeat(64), durationMs: 61_000, transcript: '风机晚上十点以后还开。' });
    expect(misfit('audio-note', body)).toBeNull();
    expect(transcriptWords(body as never)).toMatch(/风机晚上十点以后还开。$/);
  });

  it('can only withdraw a record without a form', () => {
    const record = recordOf('visit-start', { companions: [] });
    const values = correctionValues(record, emptyCase('c-1'));
    expect(values.mode).toBe('withdraw');
    values.reason = '误点';
    expect(correctionProblems(values, replaceableKind(record))).toEqual({});
    expect(correctionBody(values, record, context)).toEqual({ target: id, reason: '误点', body: undefined });
  });
});

describe('phrases', () => {
  it.each([
    ['', '风机正常运行', '，', '风机正常运行'],
    ['营业高峰', '风机正常运行', '，', '营业高峰，风机正常运行'],
    ['设备正在运行。', '未见清洗记录。', '', '设备正在运行。未见清洗记录。'],
    ['It ran.', 'No record.', '', 'It ran. No record.'],
    ['营业高峰', '营业高峰', '，', '营业高峰'],
  ])('%j and %j', (text, phrase, joint, expected) => {
    expect(addSentence(text, phrase, joint)).toBe(expected);
  });
});
