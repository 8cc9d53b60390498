import { describe, expect, it } from 'vitest';
import { aReading, answersOf, aVisitRecord, documentOf, liu, OFFICERS, sourcesOf, visited } from './scene.ts';
import { composeRecord } from '#domain/visit-record/compose.ts';
import { hashOfDocument, statementsOf, textOf } from '#domain/visit-record/document.ts';
import { prefilled } from '#domain/visit-record/prefill.ts';
import { chen, wang } from '#tests/domain/case/case-builder.ts';

describe('the visit record writes itself', () => {
  it('[REC-1] with everything the rules ask for', () => {
    const text = textOf(documentOf(visited()));
    for (const needed of [
      '现场检查（勘察）笔录',
      '工单编号：JB-0001',
      '被检查单位（人）：川味小馆',
      '统一社会信用代码：91110000MA00000000',
      '法定代表人（负责人）：张𫖯',
      '现场负责人：李㛃',
      '王芳（执法证号 京环执法-0117）、刘䶮（执法证号 京环执法-0118）',
      '首先向李㛃出示了行政执法证件',
      '有权申请回避',
      '不申请回避',
      '在云溪区柳林街道 8 号进行现场检查',
      '风机：未安装隔声设施。',
      '等效连续A声级58.4 dB(A)',
      '背景噪声48.6 dB(A)',
      '现场拍摄照片2张',
      '外墙风机',
      '以上笔录属实',
    ])
      expect(text).toContain(needed);
    expect(text).toContain('检查时间：1970年1月1日08时00分 至 1970年1月1日08时40分');
  });

  it('[REC-2] from what stands: corrected as corrected, withdrawn and refused not at all, companions’ own included', () => {
    const scene = visited();
    const { story, visit } = scene;
    const wrong = story.add(wang, 'noise-reading', { ...aReading, point: '2# 窗外', visit });
    const body = { ...aReading, point: '2# 窗外', laeqTenths: 499, visit };
    story.add(wang, 'correction', { target: wrong.id, reason: '抄错', body });
    const gone = story.add(wang, 'finding', { subject: '撤回的', result: 'violates', description: '看错了', visit });
    story.add(wang, 'correction', { target: gone.id, reason: '看错' });
    story.add(liu, 'finding', { subject: '烟道', result: 'conforms', description: '', visit: undefined });
    story.add(chen, 'finding', { subject: '别队的', result: 'conforms', description: '' });
    const text = textOf(documentOf(scene));
    expect(text).toContain('在2# 窗外用声级计（编号 SLM-0117）测量60秒，等效连续A声级49.9 dB(A)');
    expect(text).toContain('烟道：符合要求。');
    expect(text).not.toContain('看错了');
    expect(text).not.toContain('别队的');
  });

  it('[REC-3] quotes the noise rules and concludes nothing by itself', () => {
    const scene = visited();
    const sentence = '按 GB 22337-2008，1# 测点结果为57 dB(A)，限值50 dB(A)。';
    const judgement = { outcome: 'exceeds', rules: 'a'.repeat(64), clause: 'GB 22337-2008 4.1.1', sentence } as const;
    scene.story.add(wang, 'noise-reading', { ...aReading, point: '3#', judgement, visit: scene.visit });
    const text = textOf(documentOf(scene));
    expect(text).toContain(sentence);
    expect(text).not.toMatch(/违法|处罚|超标/u);
  });

  it('[REC-4] numbers its statements through and names what each rests on', () => {
    const scene = visited();
    const statements = statementsOf(documentOf(scene));
    expect(statements.map(({ no }) => no)).toEqual(statements.map((_, at) => at + 1));
    const finding = scene.story.state.records.find(({ kind }) => kind === 'finding');
    expect(statements.find(({ text }) => text.startsWith('风机'))?.from).toEqual([finding?.id]);
    const photos = scene.story.state.records.filter(({ kind }) => kind === 'photo').map(({ id }) => id);
    expect(statements.find(({ text }) => text.includes('现场拍摄照片'))?.from).toEqual(photos);
  });

  it('[REC-5] fills in what the case knows, and never that the certificates were shown', () => {
    const scene = visited();
    const { state, visit } = sourcesOf(scene);
    const nameOf = () => '某人';
    const first = prefilled({ state, visit, officers: OFFICERS, nameOf, recorder: '王芳' });
    expect(first).toMatchObject({
      place: '云溪区柳林街道 8 号',
      weather: '晴',
      startedAt: visit.start.record.claimedAt,
    });
    expect(first.officers.map(({ certificateNo }) => certificateNo)).toEqual(['京环执法-0117', '京环执法-0118']);
    expect([first.isCertificateShown, first.isToldOfRights, first.party.name]).toEqual([false, false, '']);
    scene.story.add(wang, 'visit-record', aVisitRecord(scene));
    const again = scene.story.add(wang, 'visit-start', { companions: [liu.id] });
    const second = sourcesOf({ story: scene.story, visit: again.id });
    const filled = prefilled({ ...second, officers: OFFICERS, nameOf, recorder: '' });
    expect(filled.party).toEqual(answersOf(scene).party);
    expect(filled.onSite.name).toBe('李㛃');
    expect(filled.isCertificateShown).toBe(false);
  });

  it('[REC-2] gives the same text for the same case, and another hash for one other character', () => {
    const scene = visited();
    const [once, twice] = [documentOf(scene), documentOf(scene)];
    expect(hashOfDocument(once)).toBe(hashOfDocument(twice));
    const other = composeRecord(sourcesOf(scene), { ...answersOf(scene), opinion: '以上笔录属实。' });
    expect(hashOfDocument(other)).not.toBe(hashOfDocument(once));
  });
});
