import type { DeliveryWay, SignatureRefusal } from '#domain/visit-record/bodies.ts';
import type { SignerRole } from '#domain/visit-record/signature.ts';
import { messages, type Message } from '#app/text/messages.ts';

/** Words about signed documents that lists and screens share. */
export const signedText = messages({
  notCorrected: { zh: '签过名的文书不能更正', en: 'What people have signed is not corrected' },
  notCorrectedMore: {
    zh: '打开这份笔录，用「更改」划去原句、写上新句和理由，再请在场人员签名。原来的字一直看得见。',
    en: 'Open the record and amend the statement: the old words are struck through and stay legible, the new ones are signed.',
  },
  recordTile: { zh: '笔录', en: 'Record' },
  rectify: { zh: '责令改正', en: 'Order to rectify' },
  rectifyMore: { zh: '写明改什么、怎么改、何时改好', en: 'What, how and by when' },
  openPaper: { zh: '打开文书', en: 'Open the document' },
  handOf: { zh: (p: { name: string }) => `${p.name}的签名`, en: (p) => `Signature of ${p.name}` },
  signedBy: { zh: (p: { names: string }) => `已签名：${p.names}`, en: (p) => `Signed: ${p.names}` },
  amendedStatement: { zh: (p: { no: number }) => `更改第 ${p.no} 条`, en: (p) => `Statement ${p.no} amended` },
  measureBy: {
    zh: (p: { what: string; by: string }) => `${p.what}（${p.by} 前）`,
    en: (p) => `${p.what} (by ${p.by})`,
  },
});

export const deliveryWayWords: Readonly<Record<DeliveryWay, Message>> = messages({
  direct: { zh: '直接送达', en: 'Handed over' },
  left: { zh: '留置送达', en: 'Left on the premises' },
  mail: { zh: '邮寄送达', en: 'By post' },
  electronic: { zh: '电子送达', en: 'Electronically' },
});

export const refusalWords: Readonly<Record<SignatureRefusal['how'], Message>> = messages({
  refused: { zh: '当事人拒绝签名', en: 'The party refused to sign' },
  absent: { zh: '当事人不在场', en: 'The party was not present' },
});

export const signerRoleWords: Readonly<Record<SignerRole, Message>> = messages({
  officer: { zh: '检查人员', en: 'Officer' },
  party: { zh: '当事人（现场负责人）', en: 'Party on site' },
  witness: { zh: '见证人', en: 'Witness' },
  recorder: { zh: '记录人', en: 'Recorder' },
  receiver: { zh: '受送达人', en: 'Receiver' },
});
