import type { BodyByKind } from '#domain/case/bodies.ts';
import type { Person } from '#domain/people/person.ts';
import type { RecordAnswers } from '#domain/visit-record/answers.ts';
import type { RecordDocument } from '#domain/visit-record/document.ts';
import type { RecordSources } from '#domain/visit-record/compose.ts';
import type { Signature, SignerRole } from '#domain/visit-record/signature.ts';
import type { VisitRecordBody } from '#domain/visit-record/bodies.ts';
import { CaseStory, wang } from '#tests/domain/case/case-builder.ts';
import { composeRecord } from '#domain/visit-record/compose.ts';
import { hashOfDocument } from '#domain/visit-record/document.ts';
import { prefilled } from '#domain/visit-record/prefill.ts';
import { visitOf } from '#domain/visit-record/visit-items.ts';

export const liu: Person = { id: 'u-liu', name: '刘䶮', role: 'inspector', unit: 'team-1' };

export const OFFICERS = {
  officers: [
    { person: wang.id, certificateNo: '京环执法-0117', validTo: '2030-12-31' },
    { person: liu.id, certificateNo: '京环执法-0118' },
  ],
};

export const aReading: BodyByKind['noise-reading'] = {
  point: '1# 边界外1米',
  startedAt: Date.parse('2026-11-27T14:10:00Z'),
  durationS: 60,
  period: 'night',
  laeqTenths: 584,
  backgroundTenths: 486,
  meterNo: 'SLM-0117',
  calibratorNo: 'CAL-0042',
  calibrationBeforeTenths: 938,
  calibrationAfterTenths: 937,
  weather: 'clear',
  windTenthsMS: 14,
  sourceState: '风机与两台炉灶均开启',
};

export interface VisitScene {
  readonly story: CaseStory;
  readonly visit: string;
}

/** A visit of two with a finding, a reading and two photos, still going on. */
export function visited(companions: readonly string[] = [liu.id]): VisitScene {
  const story = CaseStory.taken();
  const visit = story.add(wang, 'visit-start', { companions }).id;
  story.add(wang, 'finding', { subject: '风机', result: 'violates', description: '未安装隔声设施', visit });
  story.add(wang, 'noise-reading', { ...aReading, visit });
  for (const caption of ['外墙风机', '3 号楼窗户']) story.add(wang, 'photo', { ...aPhoto(caption), visit });
  return { story, visit };
}

export function aPhoto(caption: string): BodyByKind['photo'] {
  const original = caption.length.toString(16).padStart(64, 'a');
  return { original, mediaType: 'image/jpeg', bytes: 1000, widthPx: 4000, heightPx: 3000, way: 'camera', caption };
}

export function sourcesOf({ story, visit }: VisitScene): RecordSources {
  const found = visitOf(story.state, visit);
  if (!found) throw new Error('no such visit');
  return { state: story.state, visit: found, bureau: '云溪区生态环境局' };
}

/** As the inspector leaves them: everything said that has to be said on the spot. */
export function answersOf(scene: VisitScene): RecordAnswers {
  const { state, visit } = sourcesOf(scene);
  const nameOf = (id: string) => (id === wang.id ? wang.name : liu.name);
  return {
    ...prefilled({ state, visit, officers: OFFICERS, nameOf, recorder: wang.name }),
    endedAt: visit.start.record.claimedAt + 40 * 60_000,
    party: { name: '川味小馆', creditCode: '91110000MA00000000', address: '槐安街 18 号', legalRepresentative: '张𫖯' },
    onSite: { name: '李㛃', job: '店长', phone: '13800000000', relation: '员工' },
    isCertificateShown: true,
    isToldOfRights: true,
  };
}

export function documentOf(scene: VisitScene): RecordDocument {
  return composeRecord(sourcesOf(scene), answersOf(scene));
}

export function aSignature(role: SignerRole, name: string, textHash: string): Signature {
  const strokes = [
    [
      [20, 80, 0],
      [60, 20, 40],
      [120, 90, 90],
    ],
    [
      [140, 30, 300],
      [260, 110, 420],
    ],
  ] as const;
  return { role, name, strokes, widthPx: 640, heightPx: 240, signedAt: 1_764_252_000_000, textHash };
}

/** Signed by two officers and the party. */
export function aVisitRecord(scene: VisitScene): VisitRecordBody {
  const document = documentOf(scene);
  const textHash = hashOfDocument(document);
  const signatures = [
    aSignature('officer', wang.name, textHash),
    aSignature('officer', liu.name, textHash),
    aSignature('party', '李㛃', textHash),
  ];
  return { visit: scene.visit, document, textHash, signatures };
}
