import { messages, plural } from '#app/text/messages.ts';

/** What is said when a device's store was found damaged: first what came back, then exactly what did not, then what to do. */
export const healingText = messages({
  restored: {
    zh: (p: { entries: number; photos: number }) =>
      `本机数据受损，已从备份副本恢复 ${p.entries} 条记录${p.photos > 0 ? `、${p.photos} 张照片` : ''}，会照常上传。`,
    en: (p) =>
      `This device’s data was damaged. ${plural(p.entries, 'record', 'records')}${p.photos > 0 ? ` and ${plural(p.photos, 'photo', 'photos')}` : ''} came back from the second copy and will be sent as usual.`,
  },
  draftsBack: {
    zh: (p: { count: number }) => `找回了 ${p.count} 份没写完的表单，打开案件就能接着写。`,
    en: (p) => `${plural(p.count, 'unfinished form', 'unfinished forms')} came back; open the case to go on.`,
  },
  nothingLost: {
    zh: '本机的数据丢过一次。您写的记录服务器都有，一条没少。',
    en: 'This device’s data was lost once. The server has every record you wrote: nothing is missing.',
  },
  photosGone: {
    zh: (p: { count: number }) => `有 ${p.count} 张照片的原图找不回了，请补拍；“同步”页的“需处理”里有。`,
    en: (p) =>
      `${plural(p.count, 'photo', 'photos')} could not be recovered; please take ${p.count === 1 ? 'it' : 'them'} again. See Sync, Needs attention.`,
  },
  lostTitle: { zh: '本机的数据不完整了', en: 'The data on this device is no longer whole' },
  lost: {
    zh: (p: { numbers: string }) => `第 ${p.numbers} 条记录没有送达，本机和备份副本里都找不到了。`,
    en: (p) =>
      `Records number ${p.numbers} of this device had not been delivered, and neither the device nor its second copy has them.`,
  },
  unsure: {
    zh: (p: { numbers: string }) =>
      `第 ${p.numbers} 条记录在本机和备份副本里都找不到了。联网后才知道其中哪些已经送达。`,
    en: (p) =>
      `Neither this device nor its second copy has records number ${p.numbers}. With a line it can be said which of them the server has.`,
  },
  between: {
    zh: (p: { after: string; before: string }) => `写于 ${p.after} 到 ${p.before} 之间。`,
    en: (p) => `They were written between ${p.after} and ${p.before}.`,
  },
  after: { zh: (p: { after: string }) => `写于 ${p.after} 之后。`, en: (p) => `They were written after ${p.after}.` },
  before: {
    zh: (p: { before: string }) => `最后一条写于 ${p.before}。`,
    en: (p) => `The last of them was written at ${p.before}.`,
  },
  serverPhotos: {
    zh: (p: { count: number }) => `另有 ${p.count} 张照片没有送达，也找不到了，请补拍。`,
    en: (p) =>
      `${plural(p.count, 'photo', 'photos')} had not been delivered either and cannot be found; please take ${p.count === 1 ? 'it' : 'them'} again.`,
  },
  safe: {
    zh: '其余记录都还在：服务器已有的不受影响，本机留着的会照常上传。没写完的表单可能要重填。',
    en: 'All other records are safe: what the server has is not touched, what is left here will be sent. Unfinished forms may have to be filled in again.',
  },
  next: {
    zh: '继续后，这个浏览器会作为一台新设备登记，局里的设备页会看到缺了哪几条。',
    en: 'If you go on, this browser is enrolled as a new device, and the office’s device page shows which records are missing.',
  },
  reload: { zh: '重新加载', en: 'Reload' },
  waiting: {
    zh: (p: { count: number }) => `这个浏览器的数据丢过，还有 ${p.count} 条未送达的记录在备份副本里`,
    en: (p) =>
      `This browser lost its data; ${plural(p.count, 'unsent record', 'unsent records')} ${p.count === 1 ? 'is' : 'are'} kept in the second copy`,
  },
  waitingNext: {
    zh: '原来的人在这里登录，记录就会恢复并照常上传。请不要清除浏览器数据。',
    en: 'They come back and are sent once their author signs in here. Please do not clear this browser’s data.',
  },
  goOn: { zh: '我知道了，以新设备继续', en: 'I understand; go on as a new device' },
});
