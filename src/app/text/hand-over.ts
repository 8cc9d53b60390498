import { messages, plural } from '#app/text/messages.ts';

/** 交账: what was recorded, against the server's own list. */
export const handOverText = messages({
  title: { zh: '交账', en: 'Reckoning' },
  link: { zh: '交账：和服务器逐项核对', en: 'Reckoning: check item by item with the server' },
  linkMore: { zh: '交机前看这里', en: 'Before you hand this device over' },

  asking: { zh: '正在和服务器逐项核对…', en: 'Checking item by item with the server…' },
  safe: { zh: '可以放心交机', en: 'Safe to hand over' },
  notYet: { zh: '还不能交机', en: 'Not yet' },
  offline: { zh: '没有网络，还不能核对', en: 'No line: nothing can be checked yet' },
  failed: { zh: '没能核对', en: 'The check did not succeed' },

  confirmedAll: {
    zh: (p: { total: number }) => `今天 ${p.total} 项，${p.total} 项已确认。`,
    en: (p) => `${plural(p.total, 'item', 'items')} today, all of them confirmed.`,
  },
  confirmedSome: {
    zh: (p: { total: number; confirmed: number }) => `今天 ${p.total} 项，${p.confirmed} 项已确认。`,
    en: (p) => `${plural(p.total, 'item', 'items')} today, ${p.confirmed} confirmed.`,
  },
  nothingToday: { zh: '今天没有写过记录。', en: 'Nothing was recorded today.' },
  signedAt: {
    zh: (p: { time: string }) => `依据服务器 ${p.time} 签名的清单，不是本机自己的账。`,
    en: (p) => `By the list the server signed at ${p.time}, not by this device’s own books.`,
  },
  nothingEver: { zh: '这台设备上没有写过任何记录。', en: 'Nothing has been recorded on this device.' },
  unsentWait: {
    zh: '这些只在本机，已存好，不会丢。送完后自动再核对。',
    en: 'These are stored on this device alone. Once they are sent, the check is made again by itself.',
  },
  missingWait: {
    zh: (p: { count: number }) =>
      `服务器的清单里少了 ${p.count} 项，虽然本机有回执。本机还有的已放回待送，正在重新送出。`,
    en: (p) =>
      `${plural(p.count, 'item is', 'items are')} missing from the server’s list, though there are receipts here. What is still on this device goes out again.`,
  },
  attentionWait: {
    zh: (p: { count: number }) => `有 ${p.count} 项需要您处理。`,
    en: (p) => `${plural(p.count, 'item needs', 'items need')} your attention.`,
  },
  staleWait: { zh: '核对之后又有新记录，请再核对一次。', en: 'More was recorded since; check once more.' },
  offlineMore: {
    zh: (p: { total: number; receipts: number }) =>
      `本机记得：今天 ${p.total} 项，其中 ${p.receipts} 项有回执。能不能交机，要联网核对后才知道，或打电话问值班长。`,
    en: (p) =>
      `This device remembers ${plural(p.total, 'item', 'items')} today, ${p.receipts} with a receipt. Only the server can say whether it may be handed over: find a line, or ask the supervisor.`,
  },

  entries: { zh: '今天的记录', en: 'Records of today' },
  photos: { zh: '今天的照片', en: 'Photos of today' },
  older: { zh: '以前的', en: 'From before' },
  count: {
    zh: (p: { total: number; confirmed: number }) => `${p.total} 项，${p.confirmed} 项已确认`,
    en: (p) => `${p.total}, of them ${p.confirmed} confirmed`,
  },
  countHere: {
    zh: (p: { total: number; receipts: number }) => `${p.total} 项，${p.receipts} 项有回执，未核对`,
    en: (p) => `${p.total}, of them ${p.receipts} receipted; not checked`,
  },
  unsentLine: { zh: '还没送到', en: 'Not delivered yet' },
  attention: { zh: '需处理', en: 'Needs attention' },

  gaps: { zh: '服务器没有的', en: 'What the server lacks' },
  gapHere: {
    zh: '有回执，但服务器的清单里没有。已放回待送。',
    en: 'Receipted, yet not in the server’s list. It goes out again.',
  },
  gapPhoto: {
    zh: '记录在服务器上，照片文件不在。已放回待送。',
    en: 'The server has the record and not the photo’s file. It goes out again.',
  },
  gapGone: {
    zh: '有回执，但服务器的清单里没有，本机也没有内容了。请今天就告诉值班长。',
    en: 'Receipted, yet not in the server’s list, and no longer on this device. Tell the supervisor today.',
  },
  lost: { zh: '照片在送出前丢了，请补拍。', en: 'The photo was lost before it was sent. Take it again.' },

  each: { zh: (p: { count: number }) => `逐项看（${p.count}）`, en: (p) => `Item by item (${p.count})` },

  again: { zh: '再核对一次', en: 'Check again' },
  send: { zh: '立即同步', en: 'Sync now' },
  states: { zh: '核对结果', en: 'Result' },
});

export const itemStateWords = messages({
  confirmed: { zh: '已确认', en: 'confirmed' },
  pending: { zh: '未送达', en: 'not delivered' },
  missing: { zh: '服务器没有', en: 'not at the server' },
  receipt: { zh: '有回执', en: 'receipted' },
  lost: { zh: '已丢失', en: 'lost' },
});
