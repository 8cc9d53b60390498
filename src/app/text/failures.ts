import type { FailureCode } from '#app/text/failure-code.ts';
import { messages } from '#app/text/messages.ts';
import type { Message } from '#app/text/messages.ts';

/** What happened and what is safe; then what to do. Every code has both. */
interface FailureWords {
  readonly what: Message;
  readonly next: Message;
}

const tryAgain: Message = { zh: '稍后再试。', en: 'Try again in a moment.' };
const signInAgain: Message = {
  zh: '请重新登录，本机的记录都还在。',
  en: 'Sign in again; everything recorded here is kept.',
};
const keepAndReload: Message = {
  zh: '表单内容还在屏幕上。请关闭其他页面，再点一次保存；仍不行就重开浏览器。',
  en: 'The form is still on the screen. Close other pages and save again; if that fails, restart the browser.',
};
const makeRoom: Message = {
  zh: '表单内容还在屏幕上。到「我的」清理已送达的照片，或先同步，再保存。',
  en: 'The form is still on the screen. Free space under Me, or sync first, and save again.',
};
const askDesk: Message = { zh: '请联系值班长。', en: 'Ask the supervisor.' };

const what = messages({
  'bad-request': { zh: '服务器没有看懂这次请求', en: 'The server did not understand the request' },
  unauthenticated: { zh: '登录已过期', en: 'The sign-in has expired' },
  'wrong-credentials': { zh: '账号或密码不对', en: 'Wrong account or password' },
  'too-many-attempts': { zh: '试的次数太多', en: 'Too many attempts' },
  forbidden: { zh: '您没有这项权限', en: 'You are not allowed to do this' },
  'not-found': { zh: '没有找到，或不在您的管辖范围', en: 'Not found, or outside your scope' },
  conflict: { zh: '别人刚刚改过', en: 'Somebody has just changed it' },
  'too-large': { zh: '内容太大', en: 'Too large' },
  'rate-limited': { zh: '服务器请我们慢一点', en: 'The server asks us to slow down' },
  'protocol-too-old': { zh: '应用版本太旧，暂时不能同步', en: 'This version is too old to sync' },
  'device-unknown': { zh: '服务器不认识这台设备', en: 'The server does not know this device' },
  'device-revoked': { zh: '这台设备已被停用', en: 'This device has been revoked' },
  'device-of-another-person': { zh: '这台设备登记在别人名下', en: 'This device is enrolled for somebody else' },
  'storage-unavailable': { zh: '服务器暂时不能保存', en: 'The server cannot store at the moment' },
  'storage-full': { zh: '服务器的磁盘满了', en: 'The server’s disk is full' },
  internal: { zh: '服务器出错', en: 'The server failed' },
  'hash-mismatch': { zh: '送到的文件与本机不一致', en: 'The file that arrived differs from the one here' },
  'length-mismatch': { zh: '送到的文件长度不对', en: 'The file arrived with another length' },
  'blob-not-announced': {
    zh: '服务器还没有收到这张照片的记录',
    en: 'The server has not received this photo’s entry yet',
  },
  'template-unusable': {
    zh: '这个 Word 模板用不了',
    en: 'This Word template cannot be used',
  },
  'fonts-missing': {
    zh: '服务器上没有中文字体，印不出文书',
    en: 'The server has no Chinese fonts and prints no documents',
  },
  offline: { zh: '连不上服务器', en: 'The server cannot be reached' },
  'not-our-server': {
    zh: '当前网络需要先登录（例如车站、酒店 WiFi）',
    en: 'This network wants a sign-in of its own first',
  },
  'storage-quota': {
    zh: '浏览器给的空间用完了，这一条没有存上',
    en: 'The browser’s space is used up; this was not stored',
  },
  'storage-disk': {
    zh: '手机存储写不进去，这一条没有存上',
    en: 'The phone’s storage refuses to write; this was not stored',
  },
  'storage-closed': { zh: '本机数据库断开了，这一条没有存上', en: 'The local database closed; this was not stored' },
  'storage-timeout': {
    zh: '本机存储没有反应，这一条没有存上',
    en: 'Local storage does not answer; this was not stored',
  },
  'storage-newer': {
    zh: '本机数据由更新的版本写成，这个页面只能看',
    en: 'The data here was written by a newer version; this page can only read',
  },
  'storage-blocked': {
    zh: '别的页面占着本机数据，新版本打不开它',
    en: 'Another page holds the data of this device, so the new version cannot open it',
  },
  'storage-lost': { zh: '本机的数据不见了', en: 'The data on this device is gone' },
  'storage-missing': {
    zh: '这个浏览器不能在本机保存数据（可能是无痕模式）',
    en: 'This browser cannot keep data (private mode, perhaps)',
  },
  'signed-out': { zh: '还没有登录', en: 'Not signed in' },
  'unsent-work': { zh: '还有没送达的记录', en: 'Some records have not been delivered' },
  'photo-empty': { zh: '相机给了一张空照片', en: 'The camera gave an empty picture' },
  'photo-unreadable': { zh: '这个文件读不出照片', en: 'This file holds no readable picture' },
  'photo-too-large': { zh: '照片太大', en: 'The picture is too large' },
  'photo-away': { zh: '这张照片的原图不在这台设备上', en: 'The original of this photo is not on this device' },
  'photo-undrawable': { zh: '这个浏览器画不出这种照片', en: 'This browser cannot draw this kind of photo' },
  'entry-invalid': {
    zh: '内容不完整或有不能保存的字符',
    en: 'Something is missing, or holds characters that cannot be stored',
  },
} satisfies Record<FailureCode, Message>);

const next: Readonly<Record<FailureCode, Message>> = {
  'bad-request': { zh: '请更新应用后再试。', en: 'Update the app and try again.' },
  unauthenticated: signInAgain,
  'wrong-credentials': {
    zh: '请核对后再试；忘记密码请找管理员。',
    en: 'Check and try again; the admin can reset a password.',
  },
  'too-many-attempts': { zh: '请等几分钟再试。', en: 'Wait a few minutes.' },
  forbidden: askDesk,
  'not-found': askDesk,
  conflict: { zh: '看一下最新情况，再决定。', en: 'Look at how it stands now, then decide.' },
  'too-large': { zh: '请分成几次。', en: 'Do it in parts.' },
  'rate-limited': tryAgain,
  'protocol-too-old': { zh: '到「我的」更新应用，记录都还在。', en: 'Update under Me; everything recorded is kept.' },
  'device-unknown': signInAgain,
  'device-revoked': { zh: '记录都还在，请联系值班长。', en: 'Everything recorded is kept; ask the supervisor.' },
  'device-of-another-person': signInAgain,
  'storage-unavailable': tryAgain,
  'storage-full': askDesk,
  internal: tryAgain,
  'hash-mismatch': { zh: '会自动重传。', en: 'It will be sent again.' },
  'length-mismatch': { zh: '会自动重传。', en: 'It will be sent again.' },
  'blob-not-announced': { zh: '会自动重传。', en: 'It will be sent again.' },
  'template-unusable': {
    zh: '请改好占位符后再上传，原来的模板照旧使用。',
    en: 'Put the placeholders right and upload it again; the template in force stays.',
  },
  'fonts-missing': {
    zh: '记录都在。请管理员在服务器上安装 fonts-noto-cjk，或设置 FONT_DIR。',
    en: 'Everything recorded is kept. The admin installs fonts-noto-cjk on the server, or sets FONT_DIR.',
  },
  offline: {
    zh: '有信号后再试；已经登录过的人可以离线使用。',
    en: 'Try again with a signal; whoever signed in here before can work offline.',
  },
  'not-our-server': {
    zh: '请打开浏览器登录该网络，或改用手机流量。',
    en: 'Sign in to the network in the browser, or use mobile data.',
  },
  'storage-quota': makeRoom,
  'storage-disk': makeRoom,
  'storage-closed': keepAndReload,
  'storage-timeout': keepAndReload,
  'storage-newer': {
    zh: '草稿和记录都还在。重新加载就用上新版本。',
    en: 'Drafts and records are all kept. Load the page again to use the new version.',
  },
  'storage-blocked': {
    zh: '本机的记录都还在。请关闭其他页面（含别的标签页），再点「再试一次」。',
    en: 'Everything recorded here is kept. Close the other pages and tabs of this address, then try again.',
  },
  'storage-lost': askDesk,
  'storage-missing': {
    zh: '请用普通模式的 Chrome 或 Edge 打开。',
    en: 'Open it in an ordinary Chrome or Edge window.',
  },
  'signed-out': signInAgain,
  'unsent-work': { zh: '请先同步。', en: 'Sync first.' },
  'photo-empty': { zh: '请再拍一张。', en: 'Take another.' },
  'photo-unreadable': { zh: '请选 JPEG、PNG 或 WebP。', en: 'Choose a JPEG, PNG or WebP.' },
  'photo-too-large': { zh: '请选小于 50 MB 的照片。', en: 'Choose one below 50 MB.' },
  'photo-away': {
    zh: '联网后再试；原图在拍摄的设备和服务器上。',
    en: 'Try again with a line; the original is on the device that took it and on the server.',
  },
  'photo-undrawable': { zh: '请换一个浏览器，或者交出原图。', en: 'Use another browser, or hand out the original.' },
  'entry-invalid': { zh: '请检查标出的地方。', en: 'Check what is marked.' },
};

export function failureWords(code: FailureCode): FailureWords {
  return { what: what[code], next: next[code] };
}
