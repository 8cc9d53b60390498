import { readFileSync } from 'node:fs';
import type { Manuscript } from '#server/documents/typesetter.ts';
import type { PaperSources } from '#server/documents/paper-sources.ts';
import type { RectificationOrderBody } from '#domain/visit-record/bodies.ts';
import type { VisitScene } from '#tests/domain/visit-record/scene.ts';
import {
  aPhoto,
  aReading,
  aSignature,
  aVisitRecord,
  liu,
  OFFICERS,
  visited,
} from '#tests/domain/visit-record/scene.ts';
import { composeOrder } from '#domain/visit-record/rectification.ts';
import { deliveryPaper } from '#server/documents/delivery-paper.ts';
import { hashOfAmendment } from '#domain/visit-record/amendment.ts';
import { hashOfDocument, statementsOf } from '#domain/visit-record/document.ts';
import { itemsOf, standingOf, visitOf } from '#domain/visit-record/visit-items.ts';
import { monitoringPaper } from '#server/documents/monitoring-paper.ts';
import { orderPaper, visitRecordPaper } from '#server/documents/signed-papers.ts';
import { photoPaper } from '#server/documents/photo-paper.ts';
import { wang } from '#tests/domain/case/case-builder.ts';

/** What a template must print as it stands: the marks of Typst, of HTML and of comments, and rare characters of names. */
export const HOSTILE = '#let x = 1; $a^2$ *b* _c_ \\ <d> @e // f /* [g] `h` "i" 㛃䶮𫖯𠮷';

const BUREAU = {
  name: '云溪区生态环境局',
  documentWord: '青环',
  address: '',
  phone: '',
  appealTo: '云溪区人民政府申请行政复议',
};

function sourcesOf({ story }: VisitScene): PaperSources {
  const names = new Map([wang, liu].map(({ id, name }) => [id, name]));
  return { state: story.state, bureau: BUREAU, officers: OFFICERS, nameOf: (id) => names.get(id) ?? id };
}

/** A refused record with an amendment; a reading with bands; a photo. */
export function scene(): VisitScene {
  const made = visited();
  const { story, visit } = made;
  story.add(wang, 'finding', { subject: '门头', result: 'unclear', description: HOSTILE, visit });
  const bands = { '31.5': 612, '63': 580, '125': 521, '250': 443, '500': 380 };
  story.add(wang, 'noise-reading', { ...aReading, point: '2# 室内', bands, lmaxTenths: 612, visit });
  const heading = { degrees: 135, at: 1 };
  story.add(wang, 'photo', { ...aPhoto('外墙离心风机，无减振、无隔声'), tag: 'source', heading, visit });
  return made;
}

export function recordPaper(made: VisitScene): Manuscript {
  const { story } = made;
  const signed = aVisitRecord(made);
  const signatures = [...signed.signatures.slice(0, 2), aSignature('witness', '赵一', signed.textHash)];
  const refusal = { how: 'refused', reason: '称店主外出，不愿签名', witness: '赵一' } as const;
  const { id } = story.add(wang, 'visit-record', { ...signed, signatures, refusal });
  const finding = statementsOf(signed.document).find(({ text }) => text.startsWith('风机'));
  const altered = {
    record: id,
    statement: finding?.no ?? 1,
    before: finding?.text ?? '',
    after: '风机：隔声罩已装，顶板未装。',
    reason: '当事人指出侧板已装',
  };
  const textHash = hashOfAmendment(altered);
  const words = { ...altered, textHash, signatures: [aSignature('officer', wang.name, textHash)] };
  story.add(wang, 'record-amendment', words);
  const [standing] = standingOf(story.state, 'visit-record');
  if (!standing) throw new Error('no record');
  return visitRecordPaper(story.state, standing);
}

export function rectificationPapers(made: VisitScene): readonly [Manuscript, Manuscript] {
  const { story } = made;
  const body = anOrderOf();
  const { id } = story.add(wang, 'rectification-order', body);
  const received = [aSignature('receiver', '李㛃', body.textHash), aSignature('officer', wang.name, body.textHash)];
  story.add(wang, 'delivery-receipt', {
    target: id,
    textHash: body.textHash,
    way: 'direct',
    receiver: '李㛃',
    relation: '店长',
    deliveredAt: 1_764_252_000_000,
    signatures: received,
  });
  const [order] = standingOf(story.state, 'rectification-order');
  const [receipt] = standingOf(story.state, 'delivery-receipt');
  if (!order || !receipt) throw new Error('no order');
  return [orderPaper(story.state, order), deliveryPaper(story.state, receipt)];
}

function anOrderOf(): RectificationOrderBody {
  const measures = [
    { what: '排风机加装隔声罩和减振垫', how: '委托有资质单位设计安装', by: '2026-12-12' },
    { what: '更换静音灶', how: '', by: '2026-12-26' },
  ];
  const document = composeOrder(BUREAU, {
    serial: '12',
    issuedOn: '2026-11-28',
    party: { name: '川味小馆', creditCode: '91110000MA00000000', address: '槐安街 18 号', legalRepresentative: '张𫖯' },
    facts: '2026年11月27日22时10分检查时，外墙离心风机无减振、无隔声。\n1#测点夜间噪声修正值57 dB(A)。',
    evidence: '现场检查（勘察）笔录1份\n噪声监测记录1份\n现场照片3张',
    violated: '《中华人民共和国生态环境法典》第五百九十条',
    basis: '《中华人民共和国生态环境法典》第一千一百八十九条',
    measures,
    consequence: '逾期不改正的，处五万元以上二十万元以下的罚款。',
  });
  const textHash = hashOfDocument(document);
  const signatures = [aSignature('officer', wang.name, textHash), aSignature('officer', liu.name, textHash)];
  const { number } = document;
  return { number, partyName: '川味小馆', issuedOn: '2026-11-28', measures, document, textHash, signatures };
}

export function readingsPaper(made: VisitScene): Manuscript {
  const visit = visitOf(made.story.state, made.visit);
  if (!visit) throw new Error('no visit');
  return monitoringPaper(sourcesOf(made), visit, itemsOf(made.story.state, visit, 'noise-reading'));
}

export function photosPaper(made: VisitScene): Manuscript {
  const photos = standingOf(made.story.state, 'photo');
  const path = 'photos/blower.jpg';
  const original = photos.at(-1)?.body.original ?? '';
  const images = new Map([[path, new Uint8Array(readFileSync('src/server/demo/photos/blower.jpg'))]]);
  return { ...photoPaper(sourcesOf(made), photos, new Map([[original, { path, isThumb: true }]])), images };
}
