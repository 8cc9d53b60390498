import type { RefusalReason, ReviewReason } from '#domain/log/verdict.ts';
import { messages, type Message } from '#app/text/messages.ts';

/** Half sentences: they stand after the name of what was refused. */
export const refusalReasonWords: Readonly<Record<RefusalReason, Message>> = messages({
  'case-unknown': { zh: '服务器上没有这个案件', en: 'the server has no such case' },
  'case-closed': { zh: '案件已经办结', en: 'the case is closed' },
  'not-allowed': { zh: '您的职务不能做这一步', en: 'your role may not do this' },
  'not-assigned': { zh: '案件还没有派出', en: 'the case has not been dispatched' },
  'not-assignee': { zh: '案件不在这个单位手里', en: 'the case is not held by this unit' },
  'already-accepted': { zh: '已经有人接单', en: 'it was accepted already' },
  'changed-meanwhile': { zh: '在此之前，别人已经派过', en: 'somebody else had dispatched it before' },
  'no-such-record': { zh: '要改的记录不存在', en: 'the record to correct does not exist' },
  'record-erased': { zh: '这条记录的内容已依法删除', en: 'the record’s content was erased by law' },
  'record-signed': {
    zh: '签过名的文书不能更正，只能更改并重新签名',
    en: 'what was signed is amended and signed again, not corrected',
  },
  'order-duplicate': { zh: '这个工单编号已经有了', en: 'this order number exists already' },
});

export const reviewReasonWords: Readonly<Record<ReviewReason, Message>> = messages({
  'outside-scope': { zh: '记录人的单位当时不承办此案', en: 'the author’s unit did not hold the case' },
  'forked-device': {
    zh: '设备编号重复，可能复制过浏览器资料',
    en: 'the device’s numbering forked; its profile may have been copied',
  },
  'device-revoked': { zh: '写在已停用的设备上', en: 'written on a revoked device' },
  'not-author': { zh: '更正的是别人的记录', en: 'corrects somebody else’s record' },
  'unknown-kind': {
    zh: '由更新版本的应用写下，这里还看不懂',
    en: 'written by a newer version, not understood here yet',
  },
});
