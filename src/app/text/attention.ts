import type { RefusalReason, ReviewReason } from '#domain/log/verdict.ts';
import type { QuarantineCode } from '#protocol/errors.ts';
import { messages, plural, type Message } from '#app/text/messages.ts';

/** Why a photo does not arrive, as the store or the upload says it. */
export type BlobTroubleCode =
  | 'original-missing'
  | 'bytes-missing'
  | 'hash-mismatch'
  | 'length-mismatch'
  | 'blob-not-announced'
  | 'no-receipt'
  | 'conflict'
  | 'too-large'
  | 'storage-full';

export type AttentionCode =
  QuarantineCode | RefusalReason | ReviewReason | BlobTroubleCode | 'server-fails' | 'replaced';

/** Three sentences: why it is here, what is safe, what to do now. */
export interface AttentionWords {
  readonly why: Message;
  readonly safe: Message;
  readonly next: Message;
}

const keptHere: Message = {
  zh: '记录完整地存在本机，不会自己消失，也不影响别的。',
  en: 'It is whole on this device, does not go away by itself, and holds up nothing else.',
};
const atOffice: Message = {
  zh: '记录已经送到，原样留在案卷里。',
  en: 'The record has arrived and stands in the case file as it was written.',
};
const wordsArrived: Message = {
  zh: '照片的文字说明不受影响，其他照片照常送。',
  en: 'What was written about the photo is unharmed, and other photos go on.',
};
const photoHere: Message = {
  zh: '照片原件还在本机。',
  en: 'The original photo is still on this device.',
};
const resendOrCorrect: Message = {
  zh: '点“重发”再试一次；还不行就“改正后重发”，或导出这一条交给值班长。',
  en: 'Press Send again; if that fails, correct and send it, or export it and give it to the supervisor.',
};
const correctIt: Message = {
  zh: '点“改正后重发”，补全标出的地方再保存；没有这个按钮的，导出这一条交给值班长。',
  en: 'Press Correct and send, complete what is marked and save; where there is no such button, export it and give it to the supervisor.',
};
const rewrite: Message = {
  zh: '点“改正后重发”，用现在的账号和设备重新写一条；没有这个按钮的，导出这一条交给值班长。',
  en: 'Press Correct and send to write it anew from this account and device; where there is no such button, export it and give it to the supervisor.',
};
const lookAtCase: Message = {
  zh: '看一下案件现在的情况，需要时再做一次。看过点“知道了”。',
  en: 'Look at the case as it stands and do it again if needed. Then press Noted.',
};
const askDesk: Message = {
  zh: '有疑问找值班长；看过点“知道了”。',
  en: 'Ask the supervisor if in doubt; then press Noted.',
};
const noNeed: Message = {
  zh: '值班长会核实，您不用再做什么。看过点“知道了”。',
  en: 'The supervisor looks into it; there is nothing for you to do. Then press Noted.',
};
const retake: Message = {
  zh: '能补拍就到案件里补拍一张，并写明原因。看过点“知道了”。',
  en: 'If you can, take it again in the case and say why. Then press Noted.',
};
const waitOrRescue: Message = {
  zh: '应用会自己再试。一天后还在这里，就用“一键救援”存成文件交给值班长。',
  en: 'The app tries again by itself. If it is still here after a day, press Rescue and give the file to the supervisor.',
};

export const attentionWords: Readonly<Record<AttentionCode, AttentionWords>> = {
  malformed: {
    why: { zh: '服务器读不懂这条记录。', en: 'The server cannot read this record.' },
    safe: keptHere,
    next: resendOrCorrect,
  },
  'bad-commitment': {
    why: {
      zh: '记录的内容与它的封条不符，可能存储受过损。',
      en: 'The content does not fit its seal; storage may have been damaged.',
    },
    safe: keptHere,
    next: rewrite,
  },
  'bad-signature': {
    why: { zh: '这台设备的签名核不上。', en: 'The signature of this device does not verify.' },
    safe: keptHere,
    next: rewrite,
  },
  'wrong-device': {
    why: { zh: '写下它的设备没有登记在您名下。', en: 'The device that wrote it is not enrolled for you.' },
    safe: keptHere,
    next: rewrite,
  },
  'wrong-actor': {
    why: { zh: '它是用另一个人的账号写的。', en: 'It was written under somebody else’s account.' },
    safe: keptHere,
    next: rewrite,
  },
  'unsupported-version': {
    why: {
      zh: '它由更新版本的应用写成，服务器还没有升级。',
      en: 'A newer app wrote it and the server has not been updated yet.',
    },
    safe: keptHere,
    next: {
      zh: '等服务器升级后点“重发”。着急就导出这一条交给值班长。',
      en: 'Press Send again once the server is updated. If it is urgent, export it and give it to the supervisor.',
    },
  },
  'too-big': {
    why: { zh: '这一条太长，服务器不收。', en: 'It is too long for the server.' },
    safe: keptHere,
    next: {
      zh: '点“改正后重发”，分成几条写短一些；没有这个按钮的，导出这一条交给值班长。',
      en: 'Press Correct and send and write it in shorter parts; where there is no such button, export it and give it to the supervisor.',
    },
  },
  'invalid-body': {
    why: { zh: '内容有缺项或超出范围。', en: 'Something is missing or out of range.' },
    safe: keptHere,
    next: correctIt,
  },
  'server-fails': {
    why: {
      zh: '服务器每次收到它都出错，别的记录都正常。',
      en: 'The server fails each time it gets this one, while all others go through.',
    },
    safe: keptHere,
    next: {
      zh: '应用会一直再试。请告诉管理员；着急就导出这一条，或“改正后重发”。',
      en: 'The app keeps trying. Tell the administrator; if it is urgent, export it, or correct and send it.',
    },
  },
  replaced: {
    why: { zh: '您已经用新的一条替换了它。', en: 'You have replaced it by a new one.' },
    safe: { zh: '旧的一条还留在本机，不再发送。', en: 'The old one is kept on this device and is not sent any more.' },
    next: { zh: '不用再做什么，看过点“知道了”。', en: 'There is nothing to do; press Noted.' },
  },
  'case-unknown': {
    why: { zh: '服务器上没有这个案件。', en: 'The server has no such case.' },
    safe: atOffice,
    next: askDesk,
  },
  'case-closed': {
    why: { zh: '送到之前案件已经办结。', en: 'The case was closed before it arrived.' },
    safe: atOffice,
    next: lookAtCase,
  },
  'not-allowed': {
    why: { zh: '您的职务不能做这一步。', en: 'Your role may not do this.' },
    safe: atOffice,
    next: askDesk,
  },
  'not-assigned': {
    why: { zh: '案件还没有派出。', en: 'The case has not been dispatched.' },
    safe: atOffice,
    next: lookAtCase,
  },
  'not-assignee': {
    why: { zh: '案件当时不在您的单位手里。', en: 'Your unit did not hold the case.' },
    safe: atOffice,
    next: lookAtCase,
  },
  'already-accepted': {
    why: { zh: '已经有人先接了单。', en: 'Somebody had accepted it already.' },
    safe: atOffice,
    next: lookAtCase,
  },
  'changed-meanwhile': {
    why: { zh: '在您之前，别人已经派过。', en: 'Somebody else had dispatched it before you.' },
    safe: atOffice,
    next: lookAtCase,
  },
  'no-such-record': {
    why: { zh: '要改的那条记录不存在。', en: 'The record to correct does not exist.' },
    safe: atOffice,
    next: lookAtCase,
  },
  'record-erased': {
    why: {
      zh: '要改的那条记录的内容已依法清除。',
      en: 'The words of the record to correct were erased as the law demands.',
    },
    safe: atOffice,
    next: askDesk,
  },
  'record-signed': {
    why: {
      zh: '签过名的文书不能更正。',
      en: 'What people have signed is not corrected.',
    },
    safe: atOffice,
    next: {
      zh: '打开笔录，用「更改」写明改哪一句，请在场人员重新签名。',
      en: 'Open the record and amend the statement; those present sign the amendment.',
    },
  },
  'order-duplicate': {
    why: { zh: '这个工单编号已经有了。', en: 'This order number exists already.' },
    safe: atOffice,
    next: askDesk,
  },
  'outside-scope': {
    why: { zh: '您的单位当时不承办此案。', en: 'Your unit did not hold the case at the time.' },
    safe: atOffice,
    next: noNeed,
  },
  'forked-device': {
    why: {
      zh: '设备编号重复，可能复制过浏览器资料。',
      en: 'The device’s numbering forked; its profile may have been copied.',
    },
    safe: { zh: '两边的记录都保留着，一条没少。', en: 'The records of both copies are kept; none is missing.' },
    next: noNeed,
  },
  'device-revoked': {
    why: { zh: '它写在已停用的设备上。', en: 'It was written on a revoked device.' },
    safe: atOffice,
    next: noNeed,
  },
  'not-author': {
    why: { zh: '它更正的是别人的记录。', en: 'It corrects somebody else’s record.' },
    safe: atOffice,
    next: noNeed,
  },
  'unknown-kind': {
    why: {
      zh: '它由更新版本的应用写下，服务器还看不懂。',
      en: 'A newer app wrote it and the server does not understand it yet.',
    },
    safe: atOffice,
    next: noNeed,
  },
  'original-missing': {
    why: {
      zh: '照片的原始数据在本机找不到了，或被改动过。',
      en: 'The photo’s bytes are gone from this device, or were altered.',
    },
    safe: wordsArrived,
    next: retake,
  },
  'bytes-missing': {
    why: { zh: '要上传时，照片的数据读不出来。', en: 'When it was to be sent, the photo could not be read.' },
    safe: wordsArrived,
    next: retake,
  },
  'hash-mismatch': {
    why: {
      zh: '几次上传后，送到的照片都与本机的不一致。',
      en: 'After several tries the photo that arrived differs from the one here.',
    },
    safe: photoHere,
    next: waitOrRescue,
  },
  'length-mismatch': {
    why: { zh: '几次上传后，送到的照片长度都不对。', en: 'After several tries the photo arrived with another length.' },
    safe: photoHere,
    next: waitOrRescue,
  },
  'blob-not-announced': {
    why: { zh: '服务器说没有记录提到这张照片。', en: 'The server says that no record speaks of this photo.' },
    safe: photoHere,
    next: waitOrRescue,
  },
  'no-receipt': {
    why: { zh: '照片传完了，服务器却没有给回执。', en: 'The photo was sent whole, but the server gave no receipt.' },
    safe: photoHere,
    next: waitOrRescue,
  },
  conflict: {
    why: {
      zh: '服务器记的上传进度总与本机对不上。',
      en: 'The server’s count of what has arrived keeps differing from this device’s.',
    },
    safe: photoHere,
    next: waitOrRescue,
  },
  'too-large': {
    why: { zh: '照片太大，服务器不收。', en: 'The photo is too large for the server.' },
    safe: photoHere,
    next: {
      zh: '请用“一键救援”存成文件交给管理员，再补拍一张小一些的。',
      en: 'Press Rescue and give the file to the administrator, then take a smaller one.',
    },
  },
  'storage-full': {
    why: { zh: '服务器的磁盘满了。', en: 'The server’s disk is full.' },
    safe: photoHere,
    next: {
      zh: '请告诉管理员；腾出空间后会自动送出。',
      en: 'Tell the administrator; it is sent by itself once there is room.',
    },
  },
};

/** A code of a newer server, or one nobody foresaw. */
export const unforeseen: AttentionWords = {
  why: {
    zh: '服务器没有收下它，原因这个版本还不认识。',
    en: 'The server did not take it, for a reason this version does not know.',
  },
  safe: keptHere,
  next: resendOrCorrect,
};

export const attentionText = messages({
  attention: { zh: '需处理', en: 'Needs attention' },
  count: { zh: (p: { count: number }) => `共 ${p.count} 项`, en: (p) => plural(p.count, 'item', 'items') },
  more: {
    zh: '这些不会自己消失，也不影响其他记录送达。',
    en: 'These do not go away by themselves, and hold up nothing else.',
  },
  refused: { zh: (p: { kind: string }) => `${p.kind}没有通过`, en: (p) => `${p.kind} was refused` },
  review: { zh: (p: { kind: string }) => `${p.kind}待核实`, en: (p) => `${p.kind} is for review` },
  quarantined: { zh: (p: { kind: string }) => `${p.kind}送不出去`, en: (p) => `${p.kind} cannot be sent` },
  held: { zh: (p: { kind: string }) => `${p.kind}总送不成`, en: (p) => `${p.kind} keeps failing` },
  replaced: { zh: (p: { kind: string }) => `${p.kind}已改正重发`, en: (p) => `${p.kind} was corrected and sent anew` },
  blob: { zh: (p: { kind: string }) => `${p.kind}丢失`, en: (p) => `${p.kind} lost` },
  upload: { zh: (p: { kind: string }) => `${p.kind}送不出去`, en: (p) => `${p.kind} cannot be sent` },
  caseUnknown: { zh: '已不在本机的案件', en: 'A case no longer on this device' },
  openCase: { zh: '看案件', en: 'Open case' },
  seen: { zh: '知道了', en: 'Noted' },
  correct: { zh: '改正后重发', en: 'Correct and send' },
  resend: { zh: '重发', en: 'Send again' },
  resent: { zh: '正在重发', en: 'Sending again' },
  exportOne: { zh: '导出这一条', en: 'Export this one' },
  exported: { zh: '已存到下载文件夹，交给值班长导入', en: 'Saved to your downloads; the supervisor takes it in' },
  exportFailed: { zh: '没有存成。请用“一键救援”。', en: 'It could not be saved. Use Rescue.' },
  retake: { zh: '补拍', en: 'Take again' },
  draftInTheWay: {
    zh: '这个案件里有一张没写完的同类表单，请先写完或放弃它。',
    en: 'An unfinished form of this kind is in the way; finish or drop it first.',
  },
});
