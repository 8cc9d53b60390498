import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#domain/kernel/json.ts';
import type { OrderAnswers } from '#domain/visit-record/rectification.ts';
import { aSignature } from './scene.ts';
import { bodyMisfit } from '#protocol/body-schemas.ts';
import { composeOrder, withProvision } from '#domain/visit-record/rectification.ts';
import { hashOfDocument, textOf } from '#domain/visit-record/document.ts';
import { piecesOf } from '#domain/visit-record/altered-words.ts';
import { provisionsOn, SHIPPED_PROVISIONS } from '#domain/visit-record/provisions.ts';

const BUREAU = {
  name: '云溪区生态环境局',
  documentWord: '青环',
  address: '',
  phone: '',
  appealTo: '云溪区人民政府申请行政复议',
};
const ANSWERS: OrderAnswers = {
  serial: ' 12 ',
  issuedOn: '2026-11-28',
  party: { name: '川味小馆', creditCode: '91110000MA00000000', address: '槐安街 18 号', legalRepresentative: '张𫖯' },
  facts: '外墙离心风机无隔声。',
  evidence: '现场检查（勘察）笔录1份',
  violated: '甲法第一条',
  basis: '甲法第二条',
  measures: [{ what: '加装隔声罩', how: '', by: '2026-12-12' }],
  consequence: '处五千元以上五万元以下的罚款。',
};
const misfit = (kind: string, body: object) => bodyMisfit(kind, 1, JSON.parse(JSON.stringify(body)) as JsonObject);

describe('the rectification order', () => {
  it('[REC-40] has number, party, facts, evidence, provisions, measures, consequence, re-inspection and appeal', () => {
    const text = textOf(composeOrder(BUREAU, ANSWERS));
    for (const words of [
      '青环责改字〔2026〕12号',
      '川味小馆',
      '外墙离心风机无隔声。',
      '现场检查（勘察）笔录1份。',
      '违反了甲法第一条的规定。依据甲法第二条的规定，现责令改正。',
      '加装隔声罩，于2026年12月12日前完成。',
      '处五千元以上五万元以下的罚款。',
      '复查',
      '六十日内向云溪区人民政府申请行政复议',
      '六个月内依法提起行政诉讼',
    ])
      expect(text).toContain(words);
  });

  it('[REC-41] its law is chosen by the day: the Code from 2026-08-15 on, the laws before it until the day before', () => {
    const of = (day: string) => provisionsOn(day, SHIPPED_PROVISIONS).find(({ matter }) => matter === '餐饮噪声');
    expect(of('2026-08-14')?.basis).toContain('噪声污染防治法');
    expect(of('2026-08-15')?.basis).toContain('生态环境法典');
    expect(of('2022-06-04')).toBeUndefined();
    for (const day of ['2026-08-14', '2026-08-15']) {
      const matters = provisionsOn(day, SHIPPED_PROVISIONS).map(({ matter }) => matter);
      expect(new Set(matters).size).toBe(matters.length);
    }
    const [code] = provisionsOn('2026-11-28', SHIPPED_PROVISIONS);
    if (!code) throw new Error('no provision');
    expect(withProvision(ANSWERS, code)).toMatchObject({ basis: code.basis, violated: code.violated, serial: ' 12 ' });
  });

  it('[REC-42] is frozen like the record, and needs a measure with its day', () => {
    const document = composeOrder(BUREAU, ANSWERS);
    const textHash = hashOfDocument(document);
    const body = {
      number: document.number,
      partyName: '川味小馆',
      issuedOn: ANSWERS.issuedOn,
      measures: ANSWERS.measures,
      document,
      textHash,
      signatures: [aSignature('officer', '王芳', textHash)],
    };
    expect(misfit('rectification-order', body)).toBeNull();
    expect(misfit('rectification-order', { ...body, measures: [] })).not.toBeNull();
    expect(misfit('rectification-order', { ...body, textHash: 'a'.repeat(64) })).toMatch(/differ/);
  });

  it('[REC-43] electronic delivery takes signed consent and an address; handing over takes a signature', () => {
    const textHash = 'b'.repeat(64);
    const receiver = aSignature('receiver', '李㛃', textHash);
    const base = { target: 'c'.repeat(64), textHash, receiver: '李㛃', relation: '店长', deliveredAt: 1 };
    expect(misfit('delivery-receipt', { ...base, way: 'direct', signatures: [receiver] })).toBeNull();
    expect(misfit('delivery-receipt', { ...base, way: 'direct', signatures: [] })).toMatch(/nobody signed/);
    expect(misfit('delivery-receipt', { ...base, way: 'left', signatures: [] })).toBeNull();
    const electronic = { ...base, way: 'electronic', signatures: [], address: 'a@example.cn' };
    expect(misfit('delivery-receipt', electronic)).toMatch(/consent/);
    expect(misfit('delivery-receipt', { ...electronic, consent: receiver })).toBeNull();
    expect(misfit('delivery-receipt', { ...electronic, consent: receiver, address: undefined })).toMatch(/consent/);
  });
});

describe('altered words', () => {
  it('[REC-14] are found by whole characters, rare ones uncut', () => {
    expect(piecesOf('店长李㛃在场。', '店长李𫖯在场。')).toEqual([
      { kind: 'kept', text: '店长李' },
      { kind: 'struck', text: '㛃' },
      { kind: 'added', text: '𫖯' },
      { kind: 'kept', text: '在场。' },
    ]);
    expect(piecesOf('甲', '甲')).toEqual([{ kind: 'kept', text: '甲' }]);
    expect(
      piecesOf('aa', 'aaa')
        .map(({ text }) => text)
        .join(''),
    ).toBe('aaa');
  });
});
