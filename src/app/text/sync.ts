import { messages, plural } from '#app/text/messages.ts';

export const syncText = messages({
  title: { zh: '同步', en: 'Sync' },
  safe: { zh: '全部已送达', en: 'Everything delivered' },
  safeMore: {
    zh: '这台设备上的每一条记录、每一张照片都有服务器的回执。',
    en: 'The server has given a receipt for every record and photo of this device.',
  },
  safeNone: { zh: '这台设备上没有等待送达的东西。', en: 'Nothing on this device waits to be sent.' },
  unsent: {
    zh: (p: { entries: number; blobs: number }) =>
      `${[p.entries > 0 && `${p.entries} 条记录`, p.blobs > 0 && `${p.blobs} 个照片文件`].filter(Boolean).join('、')}未送达`,
    en: (p) =>
      `${[p.entries > 0 && plural(p.entries, 'record', 'records'), p.blobs > 0 && plural(p.blobs, 'photo file', 'photo files')].filter(Boolean).join(' and ')} not delivered`,
  },
  unsentMore: {
    zh: (p: { bytes: string; since: string }) => `共 ${p.bytes}，最早的写于 ${p.since}。都已存在本机，不会丢。`,
    en: (p) => `${p.bytes} in all, the oldest from ${p.since}. All of it is stored on this device.`,
  },
  unsentBytes: {
    zh: (p: { bytes: string }) => `共 ${p.bytes}，都已存在本机，不会丢。`,
    en: (p) => `${p.bytes} in all, stored on this device.`,
  },
  now: { zh: '现在', en: 'Now' },
  retry: { zh: '立即同步', en: 'Sync now' },
  stepPush: { zh: '正在送出记录', en: 'Sending records' },
  stepPull: { zh: '正在接收更新', en: 'Receiving updates' },
  stepBlobs: { zh: '正在上传照片', en: 'Uploading photos' },
  idle: { zh: '已同步，有新内容会自动收发', en: 'In sync; what is new comes and goes by itself' },
  waiting: { zh: (p: { cause: string }) => `暂停：${p.cause}`, en: (p) => `Waiting: ${p.cause}` },
  nextTry: { zh: (p: { time: string }) => `${p.time} 自动再试`, en: (p) => `tries again at ${p.time}` },
  lastSuccess: { zh: '上次成功', en: 'Last success' },
  never: { zh: '还没有成功过', en: 'Not yet' },
  byCase: { zh: '按案件', en: 'By case' },
  caseEntries: { zh: (p: { count: number }) => `${p.count} 条记录`, en: (p) => plural(p.count, 'record', 'records') },
  casePhotos: {
    zh: (p: { done: number; total: number }) => `${p.total} 张照片中 ${p.done} 张已送达`,
    en: (p) => `${p.done} of ${p.total} photos delivered`,
  },
  caseBytes: {
    zh: (p: { sent: string; total: string }) => `${p.sent} / ${p.total}`,
    en: (p) => `${p.sent} of ${p.total}`,
  },
  progress: { zh: '送达进度', en: 'Delivered so far' },
  caseUnknown: { zh: '已不在本机的案件', en: 'A case no longer on this device' },
  emptyTitle: { zh: '还没有您写的记录', en: 'Nothing recorded by you yet' },
  emptyMore: {
    zh: '在案件里拍照、测噪声、写检查，每一条都会列在这里，直到拿到服务器的回执。',
    en: 'What you photograph, measure and write in a case is listed here until the server’s receipt has come.',
  },
  heldTitle: {
    zh: (p: { count: number }) => `${p.count} 个案件将从本机移除`,
    en: (p) => `${plural(p.count, 'case', 'cases')} would leave this device`,
  },
  heldMore: {
    zh: '服务器说它们不再归您或本单位。数量较多，请确认后再移除；未送达的记录不会被移除。',
    en: 'The server says they are no longer yours or your unit’s. As there are many, please agree first; unsent work is never removed.',
  },
  heldConfirm: { zh: '同意移除', en: 'Remove them' },
  heldDone: { zh: '已移除', en: 'Removed' },
});

/** Why nothing can be sent just now, and whether one must do something about it. */
export const waitCauseWords = messages({
  offline: { zh: '没有网络，有信号后自动继续', en: 'no network; goes on by itself with a signal' },
  'server-error': { zh: '服务器暂时出错，稍后自动再试', en: 'the server has trouble; tried again soon' },
  'captive-portal': {
    zh: '这个网络要先登录（如宾馆 Wi-Fi），请先在浏览器里连通',
    en: 'this network wants a sign-in of its own first',
  },
  'sign-in': { zh: '登录已过期，请重新登录', en: 'your sign-in has expired; please sign in again' },
  'device-revoked': { zh: '这台设备已被停用，请联系值班长', en: 'this device was revoked; ask the supervisor' },
  'protocol-too-old': { zh: '应用版本太旧，请到“我的”更新', en: 'this version is too old; update under Me' },
  storage: { zh: '本机存储空间不够，请到“我的”清理', en: 'this device is out of space; free some under Me' },
  'wrong-receipt': {
    zh: '服务器的回执核不上，可能连到了别的服务器，请联系管理员',
    en: 'the server’s receipts do not verify; it may be another server. Tell the administrator',
  },
});
