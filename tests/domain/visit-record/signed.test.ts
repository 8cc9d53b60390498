import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#domain/kernel/json.ts';
import { aSignature, aVisitRecord, liu, visited } from './scene.ts';
import { amendmentsOf, recordOfVisit } from '#domain/visit-record/read-record.ts';
import { bodyMisfit } from '#protocol/body-schemas.ts';
import { hashOfAmendment } from '#domain/visit-record/amendment.ts';
import { isDrawn, pathOf, svgOf } from '#domain/visit-record/signature.ts';
import { decide } from '#domain/case/decide.ts';
import { statementsOf } from '#domain/visit-record/document.ts';
import { SYSTEM_PERSON } from '#domain/people/person.ts';
import { wang, zhao, zhou } from '#tests/domain/case/case-builder.ts';

const misfit = (kind: string, body: object) => bodyMisfit(kind, 1, JSON.parse(JSON.stringify(body)) as JsonObject);

function amendmentOf(record: string, after: string) {
  const altered = { record, statement: 3, before: '风机：未安装隔声设施。', after, reason: '当事人指出' };
  const textHash = hashOfAmendment(altered);
  return { ...altered, textHash, signatures: [aSignature('officer', wang.name, textHash)] };
}

describe('signed documents', () => {
  it('[REC-10] a signature is its strokes; the picture is made of them, a slip of the hand is none', () => {
    const { strokes } = aSignature('party', '李㛃', '');
    expect(pathOf(strokes)).toBe('M20 80L60 20L120 90M140 30L260 110');
    expect(svgOf([[[7, 9, 0]]])).toContain('viewBox="1 3 12 12" width="12" height="12"><path d="M7 9L7 9"');
    expect([isDrawn(strokes), isDrawn([[[7, 9, 0]]]), isDrawn([])]).toEqual([true, false, false]);
  });

  it('[REC-11] a text that is not the one signed is refused, down to a character and a signature', () => {
    const body = aVisitRecord(visited());
    expect(misfit('visit-record', body)).toBeNull();
    const altered = JSON.parse(JSON.stringify(body).replace('未安装隔声设施', '已安装隔声设施')) as object;
    expect(misfit('visit-record', altered)).toMatch(/text and signatures differ/);
    const other = { ...body, signatures: body.signatures.map((one) => ({ ...one, textHash: 'a'.repeat(64) })) };
    expect(misfit('visit-record', other)).toMatch(/text and signatures differ/);
  });

  it('[REC-12] takes two officers, and the party or the reason why not', () => {
    const body = aVisitRecord(visited());
    const [first, second, party] = body.signatures;
    expect(misfit('visit-record', { ...body, signatures: [first, party] })).toMatch(/two officers/);
    expect(misfit('visit-record', { ...body, signatures: [first, second] })).toMatch(/no signature of the party/);
    const refusal = { how: 'refused', reason: '称店主不在，不愿签字', witness: '赵一' };
    expect(misfit('visit-record', { ...body, signatures: [first, second], refusal })).toBeNull();
    expect(
      misfit('visit-record', { ...body, signatures: [first, second], refusal: { ...refusal, reason: ' ' } }),
    ).not.toBeNull();
  });

  it('[REC-13] is not corrected by anybody, its author included; older verdicts replay as they were', () => {
    const scene = visited();
    const record = scene.story.add(wang, 'visit-record', aVisitRecord(scene));
    const correction = { target: record.id, reason: '改一个字' };
    for (const person of [wang, liu, zhao])
      expect(scene.story.add(person, 'correction', correction).verdict).toEqual({
        outcome: 'refused',
        reason: 'record-signed',
      });
    const intent = { case: 'c-1', device: 'd', kind: 'visit-record', kindV: 1, base: 0, body: {} };
    expect(decide(scene.story.state, intent, wang, 2)).toEqual({ outcome: 'review', reason: 'unknown-kind' });
    expect(recordOfVisit(scene.story.state, scene.visit)?.record.id).toBe(record.id);
  });

  it('[REC-14] is altered by amendments that keep the old words, each signed over exactly what it alters', () => {
    const scene = visited();
    const record = scene.story.add(wang, 'visit-record', aVisitRecord(scene));
    const first = amendmentOf(record.id, '风机：隔声设施未装顶板。');
    expect(misfit('record-amendment', first)).toBeNull();
    expect(misfit('record-amendment', { ...first, after: '风机：一切正常。' })).toMatch(/differ/);
    expect(misfit('record-amendment', { ...first, signatures: [] })).not.toBeNull();
    scene.story.add(wang, 'record-amendment', first);
    expect(amendmentsOf(scene.story.state, record.id).map(({ body }) => body.after)).toEqual([
      '风机：隔声设施未装顶板。',
    ]);
    const kept = recordOfVisit(scene.story.state, scene.visit)?.body.document;
    expect(kept && statementsOf(kept).some(({ text }) => text === '风机：未安装隔声设施。')).toBe(true);
  });

  it('[REC-15] erased, it takes its amendments along', () => {
    const scene = visited();
    const record = scene.story.add(wang, 'visit-record', aVisitRecord(scene));
    const amendment = scene.story.add(wang, 'record-amendment', amendmentOf(record.id, '改'));
    scene.story.add(SYSTEM_PERSON, 'erase', {
      target: record.id,
      reason: '住址',
      askedBy: zhao.id,
      confirmedBy: zhou.id,
    });
    const bodies = new Map(scene.story.state.records.map(({ id, body }) => [id, body]));
    expect([bodies.get(record.id), bodies.get(amendment.id)]).toEqual([null, null]);
  });
});
