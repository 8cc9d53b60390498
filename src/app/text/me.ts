import { messages, plural } from '#app/text/messages.ts';

export const meText = messages({
  title: { zh: '我的', en: 'Me' },
  noDevice: { zh: '还没有登记，联网后自动登记', en: 'Not enrolled yet; happens by itself with a line' },
  myDevices: { zh: '登记的设备', en: 'Enrolled devices' },
  allDevices: { zh: (p: { count: number }) => `展开全部 ${p.count} 台`, en: (p) => `Show all ${p.count}` },
  here: { zh: '本机', en: 'this one' },
  revoked: { zh: '已停用', en: 'revoked' },
  enrolledAt: { zh: (p: { date: string }) => `${p.date}登记`, en: (p) => `enrolled ${p.date}` },
  contactAt: { zh: (p: { when: string }) => `最近同步：${p.when}`, en: (p) => `last sync: ${p.when}` },
  noContact: { zh: '还没有同步过', en: 'never synced' },
  devicesOffline: { zh: '联网后可以看到您登记的全部设备', en: 'With a line, all your devices are listed here' },
  revoke: { zh: '停用', en: 'Revoke' },
  revokeNamed: { zh: (p: { name: string }) => `停用 ${p.name}`, en: (p) => `Revoke ${p.name}` },
  revokeTitle: { zh: '停用这台设备？', en: 'Revoke this device?' },
  revokeMore: {
    zh: '停用后它收不到新案件，不能恢复。它上面没送达的记录仍可交上来，由值班长核实。丢了手机时用这个。',
    en: 'It will get no more cases, for good. What it has not delivered can still be handed in and is reviewed. Use this when a phone is lost.',
  },
  revokedDone: { zh: '已停用', en: 'Revoked' },

  display: { zh: '显示与语言', en: 'Appearance and language' },

  storage: { zh: '本机存储', en: 'Storage' },
  free: { zh: '浏览器可用空间', en: 'Space for this app' },
  freeAbout: { zh: (p: { size: string }) => `约 ${p.size}`, en: (p) => `about ${p.size}` },
  freeUnknown: { zh: '浏览器没有说明', en: 'the browser does not say' },
  cases: { zh: '本机案件', en: 'Cases here' },
  casesCount: { zh: (p: { count: string }) => `${p.count} 件`, en: (p) => p.count },
  unsent: { zh: '未送达', en: 'Not delivered' },
  unsentEntries: { zh: (p: { count: number }) => `${p.count} 条记录`, en: (p) => plural(p.count, 'record', 'records') },
  unsentPhotos: { zh: (p: { count: number }) => `${p.count} 张照片`, en: (p) => plural(p.count, 'photo', 'photos') },
  comma: { zh: '，', en: ', ' },
  unsentNone: { zh: '没有，都有回执', en: 'none; all receipted' },
  protected: { zh: '防清理', en: 'Protection' },
  protectedYes: { zh: '已开启，浏览器不会自动清理', en: 'on: the browser will not clean it up' },
  protectedNo: { zh: '未开启，手机空间紧张时可能被清理', en: 'off: a full phone may clean it up' },
  askPersist: { zh: '开启防清理', en: 'Turn protection on' },
  persistYes: { zh: '已开启', en: 'Protection is on' },
  persistNo: {
    zh: '浏览器这次没有同意。装到桌面以后再试，通常就可以了。',
    en: 'The browser did not agree this time. It usually does once the app is installed.',
  },
  freeDelivered: { zh: '清理已送达的原图', en: 'Remove delivered originals' },
  freeDeliveredHint: {
    zh: (p: { size: string }) => `可腾出 ${p.size}。服务器已有回执，缩略图保留。`,
    en: (p) => `Frees ${p.size}. The server has receipted them; thumbnails stay.`,
  },
  freed: { zh: '已清理', en: 'Removed' },
  working: { zh: '正在清理…', en: 'Removing…' },

  install: { zh: '装到桌面', en: 'Install' },
  installWhy: {
    zh: '装到桌面后打开更快，数据也更不容易被浏览器清理。',
    en: 'Installed, it opens faster and its data is safer from being cleaned up.',
  },
  installed: { zh: '已装到桌面', en: 'Installed' },
  installNow: { zh: '安装', en: 'Install' },
  installAfterSync: { zh: '第一次同步完成后可以安装。', en: 'You can install once the first sync is complete.' },
  iosSteps: {
    zh: '1. 用 Safari 打开本页\n2. 点底部的“分享”按钮\n3. 选“添加到主屏幕”，再点“添加”',
    en: '1. Open this page in Safari\n2. Tap Share at the bottom\n3. Choose “Add to Home Screen”, then Add',
  },
  iosWarn: {
    zh: 'iPhone 上没装到桌面的网页，7 天不打开就可能被系统清空。有没送达的记录时请尽快同步。',
    en: 'On an iPhone a page that is not installed may be emptied after 7 days unused. Sync soon while anything is undelivered.',
  },
  androidSteps: {
    zh: '1. 点浏览器右上角（或下方）的菜单\n2. 选“安装应用”或“添加到桌面”\n没有谷歌服务的手机上会得到一个快捷方式，同样可以离线使用。',
    en: '1. Open the browser’s menu\n2. Choose “Install app” or “Add to home screen”\nPhones without Google services get a shortcut, which works offline just the same.',
  },
  desktopSteps: {
    zh: '点地址栏右侧的安装图标，或在浏览器菜单里选“安装即办”。',
    en: 'Press the install sign at the end of the address bar, or choose “Install Jiban” in the browser’s menu.',
  },

  version: { zh: '版本', en: 'Version' },
  versionWords: {
    zh: (p: { version: string; build: string }) => `${p.version}（${p.build}）`,
    en: (p) => `${p.version} (${p.build})`,
  },
  versionCurrent: { zh: '没有等待更新的版本', en: 'No newer version is waiting' },

  selfCheck: { zh: '设备自检', en: 'Self-check' },
  selfCheckMore: {
    zh: '这个浏览器支持哪些功能，不支持时怎么办。',
    en: 'What this browser can do, and what happens where it cannot.',
  },
  can: { zh: '可用', en: 'works' },
  cannot: { zh: '不可用', en: 'missing' },

  account: { zh: '账号', en: 'Account' },
  switchMore: {
    zh: '本机登录过的人可以直接切换，各人的数据分开保存，离线也能用。',
    en: 'Whoever signed in here before can take over, offline as well. Everybody’s data is kept apart.',
  },
  switchNamed: { zh: (p: { name: string }) => `切换到${p.name}`, en: (p) => `Switch to ${p.name}` },
  unsavedShots: {
    zh: '还有照片没存上，退出会丢。请回到那个案件的相机，再存一次或另存到手机。',
    en: 'Some photos are not stored yet and would be lost. Go back to the camera of that case: store them again, or save them to the phone.',
  },
  signOut: { zh: '退出登录', en: 'Sign out' },
  signingOut: { zh: '正在退出…', en: 'Signing out…' },
  signOutTitle: { zh: '退出登录？', en: 'Sign out?' },
  signOutMore: {
    zh: '您的案件会从这台设备上删除，下次登录时重新下载。已送达的记录都在服务器上。',
    en: 'Your cases leave this device and are downloaded again at the next sign-in. Everything delivered is on the server.',
  },
  signOutRefused: { zh: '还不能退出', en: 'Not yet' },
  signOutRefusedMore: {
    zh: '下面这些只在这台设备上，退出会丢失。请到“交账”看着它们送出去；实在送不出，导出后交给管理员。',
    en: 'The following is on this device only and would be lost. Watch it go out under Reckoning; if it cannot, export it for the administrator.',
  },
  exportShort: { zh: '导出', en: 'Export' },
});

/** Each with what happens instead where it is missing. */
export const checkText = messages({
  serviceWorker: { zh: '离线打开', en: 'Opens offline' },
  serviceWorkerNot: {
    zh: '没有网络时打不开页面，请用 Chrome、Edge 或 Safari',
    en: 'Cannot open without a line; use Chrome, Edge or Safari',
  },
  indexedDb: { zh: '本机存储', en: 'Local storage' },
  indexedDbNot: { zh: '不能保存记录，可能是无痕模式', en: 'Cannot keep records; private mode, perhaps' },
  crypto: { zh: '设备签名', en: 'Device signature' },
  cryptoNot: { zh: '需要通过 HTTPS 打开', en: 'Needs HTTPS' },
  camera: { zh: '应用内相机', en: 'Camera in the app' },
  cameraNot: { zh: '改用“选文件”拍照', en: 'Use the file picker instead' },
  location: { zh: '定位', en: 'Positioning' },
  locationNot: { zh: '记录会注明没有定位', en: 'Records say that there is no position' },
  backgroundSync: { zh: '关闭页面后继续送达', en: 'Delivers after the page is closed' },
  backgroundSyncNot: { zh: '请保持页面打开直到送达', en: 'Keep the page open until delivered' },
  locks: { zh: '多页面互不干扰', en: 'Several pages at once' },
  locksNot: { zh: '只开一个页面', en: 'Keep one page open only' },
  wakeLock: { zh: '测量时屏幕常亮', en: 'Screen stays on while measuring' },
  wakeLockNot: { zh: '测量时请不要锁屏', en: 'Do not lock the screen while measuring' },
});
