import { messages, plural } from '#app/text/messages.ts';

type Params = Readonly<Record<string, number | string>>;
const n = (value: number | string | undefined): number => Number(value ?? 0);

/** 出发检查: the screen and its light. */
export const readinessText = messages({
  title: { zh: '出发检查', en: 'Before you go' },
  checking: { zh: '正在逐项检查…', en: 'Checking one by one…' },
  good: { zh: '可以出发', en: 'Ready to go' },
  goodMore: {
    zh: '没有网络也能打开、能看案件、能记录。每一项都刚刚读过一遍。',
    en: 'It opens, shows cases and records without a line. Each item was read back just now.',
  },
  unknown: {
    zh: (p: { count: number }) => `离线可用，${p.count} 项没法核对`,
    en: (p) => `Works offline; ${plural(p.count, 'item', 'items')} unchecked`,
  },
  unknownMore: {
    zh: '能查的都正常。标“没法核对”的几项要联网才知道。',
    en: 'All that can be checked is well. The rest needs a line.',
  },
  warn: {
    zh: (p: { count: number }) => `有 ${p.count} 项要留意`,
    en: (p) => `${plural(p.count, 'item', 'items')} to look at`,
  },
  warnMore: { zh: '可以工作，但最好先处理。', en: 'You can work, but it is better to see to these first.' },
  bad: {
    zh: (p: { count: number }) => `还不能出发，${p.count} 项没有就绪`,
    en: (p) => `Not ready: ${plural(p.count, 'item', 'items')} missing`,
  },
  badMore: {
    zh: '趁有网络先取回，否则到了现场会打不开或记不了。',
    en: 'Fetch them while there is a line; on site they would not open or not be recorded.',
  },
  list: { zh: '逐项结果', en: 'One by one' },
  fetchAll: { zh: '全部取回', en: 'Fetch everything' },
  again: { zh: '再检查一次', en: 'Check again' },
  needsLine: { zh: '没有网络，取不了。有信号后再点。', en: 'No line to fetch over. Try again with a signal.' },
  progress: { zh: '正在取回', en: 'Fetching' },
  checkedAt: { zh: (p: { time: string }) => `${p.time} 检查`, en: (p) => `checked ${p.time}` },
  readAgain: { zh: '读回', en: 'read back' },
});

export const levelWords = messages({
  good: { zh: '就绪', en: 'ready' },
  unknown: { zh: '没法核对', en: 'unchecked' },
  warn: { zh: '留意', en: 'look at' },
  bad: { zh: '未就绪', en: 'not ready' },
});

export const lineWords = messages({
  cases: { zh: '案件', en: 'Cases' },
  forms: { zh: '表单', en: 'Forms' },
  pictures: { zh: '现场照片（缩略图）', en: 'Photos of the cases (thumbnails)' },
  map: { zh: '地图', en: 'Map' },
  files: { zh: '应用文件', en: 'Files of the app' },
  version: { zh: '版本', en: 'Version' },
  reference: { zh: '限值和检查表', en: 'Limits and checklists' },
  certificates: { zh: '仪器检定', en: 'Instrument certificates' },
  key: { zh: '设备签名', en: 'Device signature' },
  clock: { zh: '手机时间', en: 'Phone clock' },
  room: { zh: '存储空间', en: 'Room' },
  copy: { zh: '第二份', en: 'Second copy' },
  lasting: { zh: '防清理', en: 'Lasting storage' },
  camera: { zh: '相机', en: 'Camera' },
});

/** What was found. */
export const findingWords = messages({
  casesWhole: {
    zh: (p: Params) => `您和本队的 ${p['own']} 件都能打开，内容完整`,
    en: (p) => `All ${p['own']} of yours and your unit’s open, and are whole`,
  },
  casesNone: {
    zh: '没有派给您或本队的案件',
    en: 'None is dispatched to you or your unit',
  },
  casesComing: {
    zh: (p: Params) => `第一次下载还没完：${p['count']} / ${p['total']}`,
    en: (p) => `The first download is not complete: ${p['count']} of ${p['total']}`,
  },
  casesBroken: {
    zh: (p: Params) => `${p['count']} 件打不开或内容不完整`,
    en: (p) => `${plural(n(p['count']), 'case does', 'cases do')} not open, or not whole`,
  },
  casesNeeded: {
    zh: (p: Params) => `${p['count']} 件要重新取`,
    en: (p) => `${plural(n(p['count']), 'case has', 'cases have')} to be fetched anew`,
  },
  casesHeld: {
    zh: (p: Params) => `${p['count']} 件等您同意后移除`,
    en: (p) => `${plural(n(p['count']), 'case waits', 'cases wait')} for your word to leave this device`,
  },
  casesOld: {
    zh: (p: Params) => `${p['own']} 件都能打开，但已 ${p['hours']} 小时没有更新`,
    en: (p) => `All ${p['own']} open, but are ${p['hours']} hours old`,
  },
  formsWhole: { zh: '每一张表都能打开', en: 'Every form opens' },
  formsMissing: {
    zh: (p: Params) => `${p['count']} 个表单文件不在本机`,
    en: (p) => `${plural(n(p['count']), 'file is', 'files are')} not on this device`,
  },
  formsNone: { zh: '没有存进本机', en: 'Not kept on this device' },
  picturesWhole: {
    zh: (p: Params) => (p['total'] === 0 ? '这些案件还没有照片' : `${p['total']} 张都在本机`),
    en: (p) => (p['total'] === 0 ? 'These cases have none yet' : `All ${p['total']} are here`),
  },
  picturesMissing: {
    zh: (p: Params) => `${p['total']} 张里有 ${p['count']} 张不在本机`,
    en: (p) => `${p['count']} of ${p['total']} are not here`,
  },
  mapWhole: { zh: '底图在本机', en: 'On this device' },
  mapMissing: { zh: '底图不在本机', en: 'Not on this device' },
  filesWhole: { zh: (p: Params) => `${p['total']} 个文件都能读出`, en: (p) => `All ${p['total']} can be read` },
  filesMissing: {
    zh: (p: Params) => `${p['total']} 个文件里有 ${p['count']} 个读不出`,
    en: (p) => `${p['count']} of ${p['total']} cannot be read`,
  },
  filesNone: {
    zh: '没有存进本机，没有网络就打不开',
    en: 'Not kept on this device: it does not open without a line',
  },
  versionSame: { zh: (p: Params) => `${p['version']}，和服务器一致`, en: (p) => `${p['version']}, like the server` },
  versionUnchecked: {
    zh: (p: Params) => `${p['version']}，联网后才能和服务器比`,
    en: (p) => `${p['version']}; the server’s needs a line`,
  },
  versionServer: {
    zh: (p: Params) => `本机 ${p['version']}，服务器 ${p['server']}`,
    en: (p) => `${p['version']} here, ${p['server']} at the server`,
  },
  versionMixed: { zh: '页面和后台不是同一个版本', en: 'Page and background are of two versions' },
  versionWaiting: { zh: '新版本已下载，还没有换上', en: 'A new version is here and waits' },
  versionFailed: { zh: '新版本没有下载完整', en: 'A new version did not arrive whole' },
  versionTooOld: { zh: '太旧，服务器不再收', en: 'Too old for the server' },
  referenceCurrent: { zh: '和办公室一致', en: 'Like the office’s' },
  referenceUnchecked: { zh: '用本机上次取到的；联网后才能核对', en: 'The last this device has; checking needs a line' },
  referenceMissing: { zh: '没能取到办公室的最新版', en: 'The office’s latest could not be fetched' },
  certificatesValid: { zh: (p: Params) => `${p['total']} 台都在有效期内`, en: (p) => `All ${p['total']} are valid` },
  certificatesExpired: {
    zh: (p: Params) => `${p['names']} 已过期，测得的数不能作证据`,
    en: (p) => `${p['names']} expired: what it measures proves nothing`,
  },
  keyGood: { zh: '试签成功，服务器已登记', en: 'Signs, and the server knows it' },
  keyUnchecked: { zh: '试签成功；是否登记联网后才知道', en: 'Signs; whether it is enrolled needs a line' },
  keyAbsent: { zh: '服务器没有登记这台设备', en: 'The server does not know this device' },
  keyRevoked: { zh: '这台设备已被停用', en: 'This device was revoked' },
  keySignIn: { zh: '登录已过期：能记录，送不出去', en: 'The sign-in has expired: it records, and cannot send' },
  keyBroken: { zh: '试签失败，不能记录', en: 'It does not sign; nothing can be recorded' },
  clockRight: { zh: '和服务器相差不到 1 分钟', en: 'Within a minute of the server' },
  clockFast: {
    zh: (p: Params) => `快了 ${p['minutes']} 分钟`,
    en: (p) => `${plural(n(p['minutes']), 'minute', 'minutes')} fast`,
  },
  clockSlow: {
    zh: (p: Params) => `慢了 ${p['minutes']} 分钟`,
    en: (p) => `${plural(n(p['minutes']), 'minute', 'minutes')} slow`,
  },
  clockUnknown: { zh: '还没有和服务器对过', en: 'Never compared with the server' },
  roomGood: {
    zh: (p: Params) => `试写成功，大约还能放 ${p['count']} 张照片`,
    en: (p) => `A test write went well; about ${p['count']} more photos`,
  },
  roomPlenty: {
    zh: (p: Params) => `试写成功，够放 ${p['count']} 张照片以上`,
    en: (p) => `A test write went well; room for more than ${p['count']} photos`,
  },
  roomSome: { zh: '试写成功', en: 'A test write went well' },
  roomShort: {
    zh: (p: Params) => `只够再放大约 ${p['count']} 张照片`,
    en: (p) => `For about ${p['count']} more photos only`,
  },
  roomNone: { zh: '试写失败，存不进去', en: 'A test write failed' },
  copyReady: { zh: '没送达的会另存一份', en: 'What is unsent is kept twice' },
  copyWhole: {
    zh: (p: Params) => `没送达的 ${p['count']} 项都有第二份`,
    en: (p) => `All ${p['count']} unsent items lie here twice`,
  },
  copyMissing: {
    zh: (p: Params) => `${p['count']} 项没送达的只有一份`,
    en: (p) => `${plural(n(p['count']), 'unsent item lies', 'unsent items lie')} here only once`,
  },
  copyNone: { zh: '这个浏览器存不了第二份', en: 'This browser keeps no second copy' },
  lastingYes: { zh: '浏览器不会自动清理', en: 'The browser will not clean it up' },
  lastingNo: { zh: '手机空间紧张时可能被清理', en: 'A full phone may clean it up' },
  cameraGranted: { zh: '已允许', en: 'Allowed' },
  cameraAsks: { zh: '第一次拍照时会问', en: 'Asks at the first photo' },
  cameraDenied: { zh: '没有相机权限', en: 'Not allowed' },
  cameraNone: { zh: '这个浏览器没有页内相机', en: 'None in this browser' },
});
export type FindingCode = keyof typeof findingWords;

const fetchIt = { zh: '点“全部取回”。', en: 'Press Fetch everything.' } as const;

/** What to do about it; nothing where all is well. */
export const nextWords = {
  casesComing: fetchIt,
  casesBroken: fetchIt,
  casesNeeded: fetchIt,
  casesHeld: { zh: '到“同步”看一下再决定。', en: 'Look at them under Sync.' },
  casesOld: fetchIt,
  formsMissing: fetchIt,
  formsNone: {
    zh: '用 Chrome、Edge 或 Safari 打开，刷新一次。',
    en: 'Open it in Chrome, Edge or Safari and reload once.',
  },
  referenceMissing: { zh: '过一会儿再检查一次。', en: 'Check again in a while.' },
  certificatesExpired: { zh: '换一台有效期内的带去。', en: 'Take one that is valid.' },
  picturesMissing: fetchIt,
  mapMissing: fetchIt,
  filesMissing: fetchIt,
  filesNone: {
    zh: '用 Chrome、Edge 或 Safari 打开，刷新一次。',
    en: 'Open it in Chrome, Edge or Safari and reload once.',
  },
  versionServer: {
    zh: '点“全部取回”，新版本下载好后会提示更新。',
    en: 'Press Fetch everything; you are told when the new version is here.',
  },
  versionMixed: { zh: '关闭其他页面，重新打开一次。', en: 'Close other pages and open it anew.' },
  versionWaiting: { zh: '点上面的“更新”。', en: 'Press Update above.' },
  versionFailed: fetchIt,
  versionTooOld: {
    zh: '联网后点“全部取回”，再更新。已记的都在。',
    en: 'With a line press Fetch everything, then update. What is recorded is kept.',
  },
  keyAbsent: { zh: '退出后重新登录一次。', en: 'Sign out and in again.' },
  keyRevoked: { zh: '请联系值班长。', en: 'Ask the supervisor.' },
  keySignIn: { zh: '联网后重新登录。', en: 'Sign in again with a line.' },
  keyBroken: {
    zh: '重开浏览器；还不行就换一台设备，告诉管理员。',
    en: 'Restart the browser; if it stays, take another device and tell the administrator.',
  },
  clockFast: {
    zh: '记录会注明差值，不影响送达。在系统设置里打开自动校时。',
    en: 'Records say by how much. Turn automatic time on in the settings.',
  },
  clockSlow: {
    zh: '记录会注明差值，不影响送达。在系统设置里打开自动校时。',
    en: 'Records say by how much. Turn automatic time on in the settings.',
  },
  roomShort: {
    zh: '到“我的”清理已送达的原图，或删手机里的大文件。',
    en: 'Remove delivered originals under Me, or large files of the phone.',
  },
  roomNone: { zh: '先清出手机空间，再重开浏览器。', en: 'Make room on the phone, then restart the browser.' },
  copyMissing: fetchIt,
  copyNone: { zh: '照样能记录；有信号就尽快同步。', en: 'It records all the same; sync whenever there is a signal.' },
  lastingNo: {
    zh: '点“全部取回”会再申请；装到桌面后通常会同意。',
    en: 'Fetch everything asks again; installed, the browser usually agrees.',
  },
  cameraDenied: {
    zh: '在浏览器的网站设置里允许相机；也可以用“选文件”。',
    en: 'Allow it in the site’s settings; picking a file works as well.',
  },
  cameraNone: { zh: '用“选文件”拍照。', en: 'Take photos with the file picker.' },
} satisfies Partial<Record<FindingCode, { readonly zh: string; readonly en: string }>>;
