import type { CaseState } from '#domain/case/case-state.ts';
import type { DeliveryWay } from '#domain/visit-record/bodies.ts';
import type { Manuscript } from './typesetter.ts';
import type { Standing } from '#domain/visit-record/visit-items.ts';
import { chineseDateTime, dayOf } from '#domain/visit-record/chinese-time.ts';
import { printedFacts, printedSignature, qrOf } from './paper.ts';
import { standingOf } from '#domain/visit-record/visit-items.ts';

const WAY_WORDS: Readonly<Record<DeliveryWay, string>> = {
  direct: '直接送达',
  left: '留置送达',
  mail: '邮寄送达',
  electronic: '电子送达（已签名同意）',
};

/** 送达回证. */
export function deliveryPaper(state: CaseState, { record, body }: Standing<'delivery-receipt'>): Manuscript {
  const delivered = standingOf(state, 'rectification-order').find((order) => order.record.id === body.target);
  const document = delivered?.body.document;
  const data = {
    title: '送达回证',
    number: document?.number ?? '',
    bureau: document?.bureau ?? '',
    foot: `送达回证\u3000记录号 ${record.id.slice(0, 12)}`,
    dated: dayOf(body.deliveredAt),
    facts: printedFacts([
      ['送达文书', document ? `${document.title}（${document.number}）` : `记录 ${body.target.slice(0, 12)}`],
      ['送达方式', WAY_WORDS[body.way]],
      ['受送达人', body.receiver],
      ['与当事人关系', body.relation],
      ['送达时间', chineseDateTime(body.deliveredAt)],
      ['电子送达地址', body.address ?? ''],
      ['备注', body.note ?? ''],
    ]),
    signatures: [
      ...(body.consent ? [printedSignature(body.consent, '同意电子送达')] : []),
      ...body.signatures.map((one) => printedSignature(one, one.role === 'officer' ? '送达人' : undefined)),
    ],
    blanks: [],
    hash: body.textHash,
    hashLabel: '所送达文书文本的 SHA-256（二维码内含记录号与本值）：',
    hashMore: '',
    qr: qrOf(record.id, body.textHash),
  };
  return { template: 'delivery', data };
}
