import { messages, plural } from '#app/text/messages.ts';

export const devicesText = messages({
  title: { zh: '设备与同步', en: 'Devices and sync' },
  intro: {
    zh: '看哪台设备上还有没送到的记录，好去帮一把。不是考核。',
    en: 'Which devices still hold work that has not arrived, so that somebody can help. It rates nobody.',
  },
  waiting: {
    zh: (p: { count: number }) => `${p.count} 台设备上还有未送达的记录`,
    en: (p) => `${plural(p.count, 'device holds', 'devices hold')} work that has not arrived`,
  },
  allClear: { zh: '所有设备上的记录都已送达', en: 'Everything on every device has arrived' },
  readAt: { zh: (p: { time: string }) => `${p.time} 更新`, en: (p) => `as of ${p.time}` },
  refresh: { zh: '刷新', en: 'Refresh' },
  unsent: { zh: '未送达', en: 'Not delivered' },
  oldest: { zh: '最早一条', en: 'Oldest' },
  contact: { zh: '最近联系', en: 'Last contact' },
  storage: { zh: '剩余空间', en: 'Space left' },
  clock: { zh: '时钟', en: 'Clock' },
  version: { zh: '版本', en: 'Version' },

  nothingUnsent: { zh: '没有', en: 'nothing' },
  unsentEntries: { zh: (p: { count: number }) => `${p.count} 条记录`, en: (p) => plural(p.count, 'entry', 'entries') },
  unsentPhotos: {
    zh: (p: { count: number; size: string }) => `${p.count} 个文件 ${p.size}`,
    en: (p) => `${plural(p.count, 'file', 'files')}, ${p.size}`,
  },
  neverSynced: { zh: '还没有同步过', en: 'never synced' },
  unknown: { zh: '不知道', en: 'not known' },
  clockEven: { zh: '准', en: 'right' },
  clockSlow: { zh: (p: { duration: string }) => `慢 ${p.duration}`, en: (p) => `${p.duration} slow` },
  clockFast: { zh: (p: { duration: string }) => `快 ${p.duration}`, en: (p) => `${p.duration} fast` },
  mayBeEvicted: { zh: '浏览器可能清理数据', en: 'the browser may clear its data' },

  troubleRevoked: { zh: '已停用', en: 'Revoked' },
  troubleLong: { zh: '久未联系，有未送达', en: 'Unheard of, work waiting' },
  troubleWaiting: { zh: '有未送达', en: 'Work waiting' },
  troubleSpace: { zh: '空间不足', en: 'Low on space' },
  troubleClock: { zh: '时钟不准', en: 'Clock is off' },
  troubleSilent: { zh: '久未联系', en: 'Unheard of' },
  troubleNew: { zh: '刚登记', en: 'New' },
  troubleNone: { zh: '正常', en: 'Fine' },

  revoke: { zh: '停用', en: 'Revoke' },
  revokeTitle: { zh: '停用这台设备', en: 'Revoke this device' },
  revokeWords: {
    zh: (p: { person: string; device: string }) =>
      `${p.person}的“${p.device}”将不能再收到案件。之后送来的记录仍会收下，并标明“写在已停用的设备上”。丢失或离职时才需要停用。`,
    en: (p) =>
      `${p.person}’s “${p.device}” will receive no more cases. What it still sends is taken in and marked as written on a revoked device. Revoke it when it is lost or its owner has left.`,
  },
  revokeUnsent: {
    zh: (p: { count: number }) => `这台设备上还有 ${p.count} 条没送达的记录。能找到人的话，请先让他同步。`,
    en: (p) =>
      `${plural(p.count, 'entry has', 'entries have')} not arrived from it. If its owner can be reached, let them sync first.`,
  },
  revokeYes: { zh: '停用设备', en: 'Revoke it' },
  revoking: { zh: '正在停用…', en: 'Revoking…' },
  revoked: { zh: (p: { device: string }) => `“${p.device}”已停用`, en: (p) => `“${p.device}” is revoked` },
  revokedAt: { zh: (p: { when: string }) => `${p.when} 停用`, en: (p) => `revoked ${p.when}` },
  keep: { zh: '先不停用', en: 'Leave it' },
  showRevoked: {
    zh: (p: { count: number }) => `显示已停用的 ${p.count} 台`,
    en: (p) => `Show ${plural(p.count, 'revoked device', 'revoked devices')}`,
  },

  empty: { zh: '还没有设备登记', en: 'No device yet' },
  emptyMore: {
    zh: '有人第一次登录时，他的浏览器会自动登记在这里。',
    en: 'When somebody signs in for the first time, their browser appears here.',
  },
  failedWords: { zh: (p: { what: string; next: string }) => `${p.what}。${p.next}`, en: (p) => `${p.what}. ${p.next}` },
  failed: { zh: '没有读到最新状况', en: 'The latest state could not be read' },
});
