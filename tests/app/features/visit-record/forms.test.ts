import { describe, expect, it } from 'vitest';
import type { RecordValues } from '#app/features/visit-record/record-form.ts';
import { aSignature, answersOf, aVisitRecord, sourcesOf, visited } from '#tests/domain/visit-record/scene.ts';
import {
  amendmentBody,
  amendmentHash,
  amendProblems,
  chosen,
  statementsNow,
} from '#app/features/visit-record/amend-form.ts';
import { deliveryProblems, emptyDelivery } from '#app/features/visit-record/delivery-form.ts';
import {
  endedBy,
  freeze,
  hasOfficers,
  hasParty,
  recordBody,
  refused,
  visitToRecord,
} from '#app/features/visit-record/record-form.ts';
import { orderProblems, startOrder } from '#app/features/visit-record/order-form.ts';
import { parsePlace, hrefOf, above } from '#app/state/places.ts';
import { sizeOf, strokesOf } from '#app/features/documents/pad-strokes.ts';
import { spoken } from '#app/features/documents/speech.svelte.ts';
import { standingOf } from '#domain/visit-record/visit-items.ts';
import { USUAL_OPINION } from '#domain/visit-record/answers.ts';
import { wang } from '#tests/domain/case/case-builder.ts';

function signedBy(scene: ReturnType<typeof visited>): RecordValues {
  const answers = answersOf(scene);
  const frozen = freeze(sourcesOf(scene), answers);
  const signatures = ['王芳', '刘䶮'].map((name) => aSignature('officer', name, frozen.textHash));
  return { answers, frozen, signatures, refusal: null };
}

describe('the record’s form', () => {
  it('[REC-12] who refuses did not call it true: the text is made anew and signed again', () => {
    const scene = visited();
    const values = signedBy(scene);
    expect([hasOfficers(values), hasParty(values)]).toEqual([true, false]);
    const refusal = { how: 'refused', reason: '不愿签', witness: '赵一' } as const;
    const after = refused(sourcesOf(scene), values, refusal);
    expect(JSON.stringify(after.frozen?.document)).not.toContain(USUAL_OPINION);
    expect(after.signatures).toEqual([]);
    const own = { ...values, answers: { ...values.answers, opinion: '我们一直关着窗。' } };
    const frozen = freeze(sourcesOf(scene), own.answers);
    const signatures = values.signatures.map((one) => ({ ...one, textHash: frozen.textHash }));
    expect(refused(sourcesOf(scene), { ...own, frozen, signatures }, refusal).signatures).toHaveLength(2);
    expect(recordBody(scene.visit, { ...after, signatures }, []).refusal).toEqual(refusal);
  });

  it('[REC-1] no end given is now, and never before the start', () => {
    const answers = { ...answersOf(visited()), endedAt: null };
    expect(endedBy(answers, 9e12).endedAt).toBe(9e12);
    expect(endedBy(answers, 0).endedAt).toBe(answers.startedAt);
  });

  it('[REC-2] is of the last visit one was on that has none yet', () => {
    const scene = visited();
    expect(visitToRecord(scene.story.state, wang.id)?.start.record.id).toBe(scene.visit);
    expect(visitToRecord(scene.story.state, 'u-liu')?.start.record.id).toBe(scene.visit);
    expect(visitToRecord(scene.story.state, 'u-nobody')).toBeNull();
  });

  it('[REC-14] an amendment’s signature holds for its words alone', () => {
    const scene = visited();
    const { id } = scene.story.add(wang, 'visit-record', aVisitRecord(scene));
    const [standing] = standingOf(scene.story.state, 'visit-record');
    if (!standing) throw new Error('no record');
    const statements = statementsNow(scene.story.state, standing);
    const values = { ...chosen(statements, '4'), after: '风机：顶板未装。', reason: '当事人指出' };
    expect(Object.keys(amendProblems(id, values))).toEqual(['signatures']);
    const signed = { ...values, signatures: [aSignature('officer', '王芳', amendmentHash(id, values))] };
    expect(amendProblems(id, signed)).toEqual({});
    expect(Object.keys(amendProblems(id, { ...signed, after: '风机：已拆除。' }))).toEqual(['signatures']);
    scene.story.add(wang, 'record-amendment', amendmentBody(id, signed));
    expect(chosen(statementsNow(scene.story.state, standing), '4').before).toBe('风机：顶板未装。');
  });
});

describe('order and delivery', () => {
  it('[REC-40] starts from the signed record: party, facts, evidence, demands', () => {
    const scene = visited();
    scene.story.add(wang, 'finding', {
      subject: '灶',
      result: 'violates',
      description: '轰鸣',
      demand: '更换静音灶',
      visit: scene.visit,
    });
    scene.story.add(wang, 'visit-record', aVisitRecord(scene));
    const { answers, ...rest } = startOrder(scene.story.state, Date.parse('2026-11-27T15:00:00Z'));
    expect(answers).toMatchObject({ issuedOn: '2026-11-27', party: { name: '川味小馆', legalRepresentative: '张𫖯' } });
    expect(answers.measures).toEqual([{ what: '更换静音灶', how: '', by: '2026-12-12' }]);
    expect(answers.facts).toContain('风机：未安装隔声设施。');
    expect(answers.evidence).toBe('现场检查（勘察）笔录1份\n噪声监测记录1份\n现场照片证据2张');
    expect(Object.keys(orderProblems({ answers, ...rest }))).toEqual(['serial', 'basis']);
  });

  it('[REC-43] asks for what the way of delivery needs', () => {
    const values = { ...emptyDelivery(1), receiver: '李㛃' };
    expect(Object.keys(deliveryProblems(values))).toEqual(['signatures']);
    expect(Object.keys(deliveryProblems({ ...values, way: 'electronic' }))).toEqual(['address', 'consent']);
    expect(Object.keys(deliveryProblems({ ...values, way: 'left' }))).toEqual(['note']);
  });
});

describe('glass and voice', () => {
  it('[REC-10] strokes of an upright phone are turned the way they were written', () => {
    const points = [
      { x: 300, y: 100, time: 1000, pressure: 0.5 },
      { x: 299.6, y: 400.2, time: 1040.4, pressure: 0.5 },
    ];
    const upright = sizeOf(390, 700);
    expect(upright).toEqual({ widthPx: 700, heightPx: 390, isTurned: true });
    const groups = [{ points }] as unknown as Parameters<typeof strokesOf>[0];
    expect(strokesOf(groups, upright)).toEqual([
      [
        [100, 90, 0],
        [400, 90, 40],
      ],
    ]);
    expect(strokesOf(groups, sizeOf(1400, 600))).toEqual([
      [
        [300, 100, 0],
        [300, 400, 40],
      ],
    ]);
  });

  it('hashes are not read aloud', () => {
    expect(spoken('照片1（08时00分，原始文件 SHA-256 前16位 aaaa 0b1c aaaa aaaa）：风机')).toBe(
      '照片1（08时00分）：风机',
    );
  });

  it('a paper and what is done with it have addresses', () => {
    for (const place of [
      { name: 'paper', caseId: 'c-1', record: 'ab', act: undefined },
      { name: 'paper', caseId: 'c-1', record: 'ab', act: 'amend' },
    ] as const)
      expect(parsePlace(hrefOf(place))).toEqual(place);
    expect(above({ name: 'paper', caseId: 'c-1', record: 'ab', act: 'amend' })).toEqual({
      name: 'paper',
      caseId: 'c-1',
      record: 'ab',
    });
    expect(above({ name: 'paper', caseId: 'c-1', record: 'ab' })).toEqual({ name: 'case', caseId: 'c-1' });
  });
});
