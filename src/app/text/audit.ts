import { messages, plural } from '#app/text/messages.ts';

/** What the app found wrong with its own store: what it is, what is safe, what happens next. */
export const auditText = messages({
  title: {
    zh: (p: { count: number }) => `自查发现 ${p.count} 处对不上`,
    en: (p) => `Self-check: ${plural(p.count, 'thing does', 'things do')} not add up`,
  },
  ofCases: {
    zh: '有案件和服务器的对不上。您写的记录不受影响；下次联网会重新取这些案件。',
    en: 'Some cases differ from the server’s. What you wrote is not affected; they are fetched anew with the next contact.',
  },
  ofEntries: {
    zh: '本机记录的编号或状态对不上。记录都还在本机，照常上传；请先不要清除浏览器数据，管理员已能看到这一条。',
    en: 'Numbers or states of entries on this device do not add up. The entries are still here and are sent as usual. Please do not clear the browser’s data; the administrator can see this.',
  },
  ofLost: {
    zh: '服务器恢复后缺少您早先交过的记录，而本机已按规定不再保存内容。本机还留有编号和回执，请告诉管理员。',
    en: 'After a restore the server lacks entries you had delivered, and their words had left this device as they should. Their numbers and receipts are kept here; please tell the administrator.',
  },
  codes: { zh: '编号', en: 'Codes' },
});
