import { messages } from '#app/text/messages.ts';

export const proofDayText = messages({
  title: { zh: '存证日报', en: 'Daily proof report' },
  what: {
    zh: '每天打印一份存档，或交给其他部门：以后日志若被改动，与它一对就知道。',
    en: 'Print one a day and file it, or hand it to another department: should the log be changed later, this paper shows it.',
  },
  day: { zh: '日期', en: 'Day' },
  print: { zh: '打印', en: 'Print' },
  copy: { zh: '复制文字', en: 'Copy as text' },
  copied: { zh: '已复制', en: 'Copied' },
  notCopied: {
    zh: '浏览器不让复制，请选中文字手工复制',
    en: 'The browser refused: select the text and copy it by hand',
  },
  none: { zh: '这一天没有签名的检查点', en: 'No signed state on this day' },
  noneMore: {
    zh: '服务器每小时在有新记录时签一次。当天没有运行，或没有新记录。',
    en: 'The server signs one each hour in which records came. It was not running that day, or nothing came.',
  },
  time: { zh: '时间', en: 'Time' },
  size: { zh: '记录数', en: 'Entries' },
  root: { zh: '树根（SHA-256）', en: 'Root (SHA-256)' },
  stamped: { zh: '时间戳', en: 'Time stamp' },
  yes: { zh: '有', en: 'yes' },
  last: { zh: '当日最后一个检查点', en: 'Last signed state of the day' },
  code: { zh: '检查点全文的二维码', en: 'QR code of the signed state' },
  key: { zh: '服务器公钥指纹', en: 'Fingerprint of the server’s key' },
  signed: { zh: '存档人签名：　　　　　　　　　　日期：', en: 'Filed by:                              Date:' },
  madeAt: { zh: (p: { when: string }) => `生成于 ${p.when}`, en: (p) => `Made ${p.when}` },
  anchorFailed: { zh: '最近一次第三方时间戳没有成功', en: 'The last time stamp from outside failed' },
  anchorFailedMore: {
    zh: (p: { why: string }) => `其他一切照常，一小时内再试。原因：${p.why}`,
    en: (p) => `Everything else goes on; it is tried again within the hour. Reason: ${p.why}`,
  },
});
