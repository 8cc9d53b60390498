import { messages } from '#app/text/messages.ts';

/** Reading aloud and signing on glass. */
export const signingText = messages({
  read: { zh: '朗读', en: 'Read aloud' },
  stop: { zh: '停止朗读', en: 'Stop' },
  noVoice: {
    zh: '这台手机没有本地中文语音，请用大字给对方看。',
    en: 'No Chinese voice on this phone: show it in big letters.',
  },
  big: { zh: '大字', en: 'Big letters' },
  signatures: { zh: '签名', en: 'Signatures' },
  sign: { zh: '签名', en: 'Sign' },
  again: { zh: '重签', en: 'Sign again' },
  unsigned: { zh: '未签名', en: 'not signed' },
  signedAt: { zh: (p: { time: string }) => `${p.time} 已签`, en: (p) => `signed ${p.time}` },
  signerName: { zh: '签名人姓名', en: 'Name of who signs' },
  addWitness: { zh: '加见证人签名', en: 'Add a witness' },
  refuse: { zh: '拒签或不在场', en: 'Refused or absent' },
  refuseTitle: { zh: '当事人没有签名', en: 'The party has not signed' },
  how: { zh: '情况', en: 'What happened' },
  reason: { zh: '原因', en: 'Reason' },
  witness: { zh: '见证人姓名（没有可不填）', en: 'Witness, if there is one' },
  keep: { zh: '写入笔录', en: 'Put it in the record' },
  refuseMore: {
    zh: '写入后笔录文字随之改变；此前签过名的要重新签名，所以先办这一步。',
    en: 'The text of the record changes with it, and who had signed signs again: so this comes first.',
  },
  withdraw: { zh: '改为签名', en: 'They sign after all' },
  padTitle: { zh: (p: { name: string }) => `${p.name} 签名`, en: (p) => `${p.name} signs` },
  padHint: { zh: '请在此书写姓名', en: 'Write your name here' },
  padArea: { zh: '签名区', en: 'Signature area' },
  clear: { zh: '重写', en: 'Clear' },
  undo: { zh: '撤一笔', en: 'Undo' },
  accept: { zh: '签好了', en: 'Done' },
  cancel: { zh: '取消', en: 'Cancel' },
  tooShort: { zh: '还没有写', en: 'Nothing is written yet' },
  needName: { zh: '请先写姓名', en: 'The name comes first' },
});
