import type { RescueTrouble } from '#protocol/rescue.ts';

/** The page's own few words: the app's catalogue is part of what may be broken. */
interface Words {
  readonly title: string;
  readonly intro: string;
  readonly looking: string;
  readonly nobody: string;
  readonly nobodyMore: string;
  readonly nothing: string;
  readonly count: (entries: number, photos: number) => string;
  readonly uncounted: string;
  readonly rescue: string;
  readonly making: (done: number) => string;
  readonly saved: (name: string, size: string) => string;
  readonly savedMore: string;
  readonly saveAgain: string;
  readonly share: string;
  readonly unread: (count: number) => string;
  readonly trouble: Readonly<Record<RescueTrouble['what'], string>>;
  readonly noKey: string;
  readonly noKeyMore: string;
  readonly plain: string;
  readonly failed: string;
  readonly failedMore: string;
  readonly again: string;
  readonly toApp: string;
  readonly other: string;
}

export const WORDS: Readonly<Record<'zh' | 'en', Words>> = {
  zh: {
    title: '一键救援',
    intro:
      '应用打不开、登录不了、送不出去时用这一页。它把这部手机上还没送达的记录和照片存成一个加密文件，只有本单位能打开。手机上的内容一样不少，都还在。',
    looking: '正在看这部手机上还有什么…',
    nobody: '这个浏览器里没有找到记录',
    nobodyMore: '请用平时用的那个浏览器打开本页，或从桌面上的“即办”图标进入。',
    nothing: '全部已送达，没有要救的。',
    count: (entries, photos) => `${entries} 条记录、${photos} 张照片未送达`,
    uncounted: '数不出有多少，导出后才知道。',
    rescue: '导出全部未送达',
    making: (done) => `正在写入文件…已写 ${done} 件`,
    saved: (name, size) => `已存到下载文件夹：${name}（${size}）`,
    savedMore:
      '把文件交给值班长：设备页，“导入救援文件”。收进去之前请不要清除浏览器数据。手机修好后照常同步，不会重复。',
    saveAgain: '再存一次',
    share: '发送给别人',
    unread: (count) => `有 ${count} 件在这部手机上读不出来，其余都在文件里：`,
    trouble: { store: '数据库', copy: '备份', entry: '记录', blob: '照片' },
    noKey: '这个账号是旧版本登录的，还不知道本单位的密钥，不能加密。',
    noKeyMore:
      '能联网的话，先打开应用一次再回到这里。实在不行，可以导出不加密的文件：任何拿到它的人都能看到里面的内容，请当面交给管理员。',
    plain: '仍然导出（不加密）',
    failed: '没有存成',
    failedMore: '手机上的内容没有变。请关掉其他页面再试；空间不够就先腾出一些。',
    again: '再试一次',
    toApp: '回到即办',
    other: 'English',
  },
  en: {
    title: 'Rescue',
    intro:
      'For when the app does not open, sign in or send. It saves every undelivered record and photo of this phone as one encrypted file that only your office can open. Everything stays on the phone as well.',
    looking: 'Looking at what is on this phone…',
    nobody: 'No records found in this browser',
    nobodyMore: 'Open this page in the browser you work with, or from the Jiban icon on the home screen.',
    nothing: 'Everything is delivered; there is nothing to rescue.',
    count: (entries, photos) =>
      `${entries} ${entries === 1 ? 'record' : 'records'} and ${photos} ${photos === 1 ? 'photo' : 'photos'} not delivered`,
    uncounted: 'They cannot be counted; the file will tell.',
    rescue: 'Export everything undelivered',
    making: (done) => `Writing the file… ${done} done`,
    saved: (name, size) => `Saved to your downloads: ${name} (${size})`,
    savedMore:
      'Give the file to the supervisor: Devices, “Take in a rescue file”. Until then do not clear the browser’s data. Once the phone is repaired it syncs as usual; nothing comes twice.',
    saveAgain: 'Save again',
    share: 'Send it to somebody',
    unread: (count) => `${count} could not be read on this phone; everything else is in the file:`,
    trouble: { store: 'database', copy: 'second copy', entry: 'record', blob: 'photo' },
    noKey:
      'This account signed in with an older version and does not know the office’s key, so nothing can be encrypted.',
    noKeyMore:
      'With a network, open the app once and come back. If that is impossible you can export a file without encryption: whoever gets hold of it can read it, so hand it to the administrator in person.',
    plain: 'Export all the same (not encrypted)',
    failed: 'It could not be saved',
    failedMore:
      'Nothing on the phone has changed. Close other pages and try again; if space is short, free some first.',
    again: 'Try again',
    toApp: 'Back to Jiban',
    other: '中文',
  },
};
