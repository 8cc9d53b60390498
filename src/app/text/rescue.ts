import type { RescueBlobCode, RescueRefusal } from '#protocol/rescue.ts';
import { messages, plural, type Message } from '#app/text/messages.ts';

/** What the phone says around a rescue file. */
export const rescueText = messages({
  title: { zh: '实在送不出去时', en: 'When nothing else works' },
  more: {
    zh: '“一键救援”把这部手机上未送达的记录和照片存成一个加密文件，只有本单位能打开。交给值班长导入，手机上的照样保留。',
    en: '“Rescue” saves the undelivered records and photos of this phone as one encrypted file that only your office can open. The supervisor takes it in; everything stays here as well.',
  },
  act: { zh: '一键救援', en: 'Rescue' },
  making: { zh: '正在写入文件…', en: 'Writing the file…' },
  made: {
    zh: (p: { name: string; entries: number; photos: number }) =>
      `已存到下载文件夹：${p.name}，${p.entries} 条记录、${p.photos} 个照片文件。请交给值班长，在“设备”页导入。`,
    en: (p) =>
      `Saved to your downloads: ${p.name}, ${plural(p.entries, 'record', 'records')} and ${plural(p.photos, 'photo file', 'photo files')}. Give it to the supervisor, who takes it in under Devices.`,
  },
  unread: {
    zh: (p: { count: number }) => `有 ${p.count} 件在这部手机上读不出来，其余都在文件里。`,
    en: (p) => `${plural(p.count, 'item', 'items')} could not be read on this phone; everything else is in the file.`,
  },
  failed: {
    zh: (p: { why: string }) => `没有存成（${p.why}）。手机上的内容没有变。请打开救援页再试。`,
    en: (p) => `It could not be saved (${p.why}). Nothing on the phone has changed. Try the rescue page.`,
  },
  noKey: {
    zh: '还不知道本单位的密钥，不能加密。联网后重新打开应用一次就有了；等不及可以到救援页导出不加密的文件。',
    en: 'The office’s key is not known yet, so nothing can be encrypted. Opening the app once with a network fetches it; if that cannot wait, the rescue page offers a file without encryption.',
  },
  page: { zh: '打开救援页', en: 'Open the rescue page' },
  hint: { zh: '打不开、登录不了？', en: 'Cannot open or sign in?' },
});

/** What the office says when it takes one in. */
export const rescueImportText = messages({
  title: { zh: '导入救援文件', en: 'Take in a rescue file' },
  more: {
    zh: '检查员的手机坏了、登录不了或送不出去时，会交来一个救援文件（.jiban-rescue）。同一个文件再导一次什么也不会多出来。',
    en: 'When an inspector’s phone is broken, cannot sign in or cannot send, they bring a rescue file (.jiban-rescue). Taking the same file in twice adds nothing.',
  },
  drop: { zh: '把救援文件拖到这里', en: 'Drop the rescue file here' },
  limit: { zh: '每个文件不超过 2 GB', en: 'At most 2 GB a file' },
  busy: { zh: '正在收取…大文件要几分钟', en: 'Taking it in… a large file takes minutes' },
  from: {
    zh: (p: { who: string; time: string }) => `${p.who}，写于 ${p.time}`,
    en: (p) => `${p.who}, written ${p.time}`,
  },
  added: {
    zh: (p: { entries: number; photos: number }) => `收下 ${p.entries} 条记录、${p.photos} 个照片文件`,
    en: (p) => `Took in ${plural(p.entries, 'record', 'records')} and ${plural(p.photos, 'photo file', 'photo files')}`,
  },
  known: {
    zh: (p: { entries: number; photos: number }) => `${p.entries} 条记录、${p.photos} 个照片文件早已收到，没有重复。`,
    en: (p) =>
      `${plural(p.entries, 'record', 'records')} and ${plural(p.photos, 'photo file', 'photo files')} were here already; nothing was doubled.`,
  },
  quarantined: {
    zh: (p: { count: number }) => `${p.count} 条记录没有收进案件，已单独保管：`,
    en: (p) =>
      `${plural(p.count, 'record', 'records')} did not enter any case and ${p.count === 1 ? 'is' : 'are'} kept aside:`,
  },
  unknownDevice: { zh: '设备没有登记过', en: 'the device was never enrolled' },
  refused: {
    zh: (p: { count: number }) => `${p.count} 个照片文件没有收下：`,
    en: (p) => `${plural(p.count, 'photo file was', 'photo files were')} not taken:`,
  },
  unread: {
    zh: (p: { count: number }) => `有 ${p.count} 件在那部手机上就读不出来。`,
    en: (p) => `${plural(p.count, 'item', 'items')} could not be read on that phone.`,
  },
  damaged: {
    zh: (p: { count: number }) => `文件有 ${p.count} 处损坏，其余都已收下。`,
    en: (p) => `The file is damaged in ${plural(p.count, 'place', 'places')}; the rest was taken in.`,
  },
  cut: {
    zh: '文件不完整，后面缺了一截。前面的都已收下，请检查员再存一次。',
    en: 'The file is not whole: its end is missing. What came before was taken in; ask the inspector to save it again.',
  },
  kept: {
    zh: '原文件已加密保管在服务器上，处理好原因后可以再导一次。',
    en: 'The file itself is kept on the server, still encrypted; it can be taken in again once the cause is settled.',
  },
});

export const rescueRefusalWords: Readonly<Record<RescueRefusal['refusal'], Message>> = messages({
  'not-rescue': {
    zh: '这不是救援文件。请选手机上存下的 .jiban-rescue 文件。',
    en: 'This is no rescue file. Choose the .jiban-rescue file saved on the phone.',
  },
  'newer-version': {
    zh: '文件由更新版本的应用写成，请先升级服务器。',
    en: 'The file was written by a newer version of the app; update the server first.',
  },
  'foreign-key': {
    zh: '文件是封给别的单位的，这里打不开。',
    en: 'The file is sealed to another office and cannot be opened here.',
  },
  unreadable: {
    zh: '文件损坏，一件也打不开。请检查员再存一次。',
    en: 'The file is damaged and nothing in it opens. Ask the inspector to save it again.',
  },
});

export const rescueBlobWords: Readonly<Record<RescueBlobCode, Message>> = messages({
  'hash-mismatch': { zh: '内容与编号不符', en: 'the bytes do not fit their hash' },
  'length-mismatch': { zh: '长度不符', en: 'another length than said' },
  'blob-not-announced': { zh: '没有记录提到它', en: 'no record speaks of it' },
  incomplete: { zh: '文件里缺了一段', en: 'a part of it is missing in the file' },
  'too-large': { zh: '太大', en: 'too large' },
});
