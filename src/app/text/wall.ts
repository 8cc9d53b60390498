import { messages, plural, type Message } from '#app/text/messages.ts';
import { quarantineWords } from '#app/text/delivery.ts';

export const wallText = messages({
  find: { zh: '单位、姓名、设备', en: 'Unit, person, device' },
  foundNone: { zh: '没有这样的设备', en: 'No such device' },
  more: {
    zh: (p: { count: number }) => `再显示 ${p.count} 台`,
    en: (p) => `Show ${plural(p.count, 'more device', 'more devices')}`,
  },
  stuckDevices: {
    zh: (p: { count: number }) => `${p.count} 台设备需要有人帮一把`,
    en: (p) => `${plural(p.count, 'device needs', 'devices need')} somebody’s help`,
  },
  waitingTotal: {
    zh: (p: { entries: number; blobs: number; size: string }) =>
      `合计 ${p.entries} 条记录、${p.blobs} 个文件（${p.size}）未送达`,
    en: (p) => `${plural(p.entries, 'entry', 'entries')} and ${plural(p.blobs, 'file', 'files')} (${p.size}) in all`,
  },
  beaconAt: { zh: (p: { when: string }) => `求助 ${p.when}`, en: (p) => `called for help ${p.when}` },
  outdated: { zh: (p: { version: string }) => `${p.version}（旧）`, en: (p) => `${p.version} (old)` },
  since: { zh: (p: { when: string }) => `${p.when} 起`, en: (p) => `since ${p.when}` },
  item: { zh: (p: { kind: string; reason: string }) => `${p.kind}：${p.reason}`, en: (p) => `${p.kind}: ${p.reason}` },
  lostNumbers: {
    zh: (p: { reason: string; detail: string }) => `${p.reason}（${p.detail}）`,
    en: (p) => `${p.reason} (${p.detail})`,
  },
  moreItems: { zh: (p: { count: number }) => `还有 ${p.count} 项`, en: (p) => `and ${p.count} more` },
  lastNumber: {
    zh: (p: { seq: number; when: string }) => `收到的最后一条：第 ${p.seq} 号，${p.when}。之后写的没有到过服务器。`,
    en: (p) => `Last entry received: no. ${p.seq}, ${p.when}. What was written later never reached the server.`,
  },
  neverSent: { zh: '没有收到过它写的记录。', en: 'No entry ever came from it.' },
  unsentThen: {
    zh: (p: { unsent: string }) => `最后一次联系时还有：${p.unsent}`,
    en: (p) => `On it at the last contact: ${p.unsent}`,
  },

  troubleLost: { zh: '有记录丢失', en: 'Entries lost' },
  troubleStuck: { zh: '有送不出去的', en: 'Something is stuck' },
  troubleHalted: { zh: '发送停住了', en: 'Sending has stopped' },
  troubleOutdated: { zh: '版本旧', en: 'Old version' },
  unknownCode: { zh: (p: { code: string }) => `出了问题（${p.code}）`, en: (p) => `in trouble (${p.code})` },
});

/** Why nothing goes from a device, and what helps: for whoever looks at the wall, not for the person who holds it. */
const causeWords = messages({
  offline: { zh: '没有网络，有信号会自动继续', en: 'no network; it goes on by itself' },
  'captive-portal': { zh: '所在网络要先登录，换个网络即可', en: 'its network wants a sign-in; another network helps' },
  'server-error': { zh: '服务器出错，会自动再试', en: 'the server had trouble; tried again by itself' },
  'sign-in': {
    zh: '登录已过期，请本人重新登录；记录都还在',
    en: 'signed out; its owner signs in again, nothing is lost',
  },
  'device-revoked': { zh: '设备已停用，只收它交来的记录', en: 'revoked; only takes in what it hands over' },
  'protocol-too-old': { zh: '应用版本太旧，请本人更新', en: 'the app is too old; its owner updates it' },
  storage: {
    zh: '本机存不进或读不出，请本人清理空间或重启浏览器',
    en: 'its disk fails; free space or restart the browser',
  },
  'wrong-receipt': {
    zh: '回执核不上，请管理员查看服务器',
    en: 'receipts do not verify; the administrator looks at it',
  },
});

/** Why a photo does not get through. */
const photoWords = messages({
  'hash-mismatch': { zh: '传到后对不上校验，会重传', en: 'it arrived altered; sent again' },
  'length-mismatch': { zh: '传到后长度不对，会重传', en: 'it arrived with another length; sent again' },
  'no-receipt': { zh: '传完没有回执，会重传', en: 'it got no receipt; sent again' },
  conflict: { zh: '反复被打断，会再试', en: 'it is interrupted again and again; tried again' },
  'blob-not-announced': { zh: '服务器还不认它，会再试', en: 'the server does not know it yet; tried again' },
  'too-large': { zh: '太大', en: 'it is too large' },
  forbidden: { zh: '服务器不收', en: 'the server does not take it' },
});

const bytesGone: Message = {
  zh: '原始数据在本机找不到了，请重拍',
  en: 'its bytes are gone from the device; take it again',
};
const lostWords: Message = {
  zh: '本机丢失了没有送达的记录，请与本人核对并补录',
  en: 'entries that had not arrived are lost; go through them with its owner',
};
const poisonWords: Message = {
  zh: '服务器处理它时出错，请管理员查看',
  en: 'the server fails on it; the administrator looks at it',
};

/** Words for every code a device may name as its trouble; a newer app's are shown as they are. */
export const troubleWords: Readonly<Record<string, Message>> = {
  ...quarantineWords,
  ...causeWords,
  ...photoWords,
  'self-check': {
    zh: '自查发现对不上，数据都在，会自动重新核对；请管理员看详情',
    en: 'its self-check found something; nothing is lost by it, it checks again by itself; the administrator looks at the detail',
  },
  poison: poisonWords,
  'records-lost': lostWords,
  'original-missing': bytesGone,
  'bytes-missing': bytesGone,
};
