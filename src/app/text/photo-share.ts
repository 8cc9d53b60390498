import { messages } from '#app/text/messages.ts';

export const shareText = messages({
  open: { zh: '给人副本', en: 'Hand out a copy' },
  title: { zh: '给人一份副本', en: 'Hand out a copy' },
  what: {
    zh: '交出去的是缩小的副本：遮盖处的像素已经抹掉，不带任何拍摄信息。原图不出这里。每次都会记在案件里。',
    en: 'What leaves is a smaller copy: pixels under hidden places are gone, and it carries no metadata. The original stays. Each time is recorded in the case.',
  },
  recipient: { zh: '给谁', en: 'To whom' },
  recipientHint: { zh: '例如：青石桥街道王主任', en: 'for example: Director Wang of the township' },
  purpose: { zh: '用途', en: 'What for' },
  purposeHint: { zh: '例如：请协助核实店招与排风口位置', en: 'for example: to help find the owner of the outlet' },
  hideBy: { zh: '遮盖方式', en: 'Hidden by' },
  black: { zh: '涂黑', en: 'Black' },
  mosaic: { zh: '马赛克', en: 'Mosaic' },
  nothingHidden: { zh: '没有遮盖任何地方', en: 'Nothing is hidden' },
  nothingHiddenMore: {
    zh: '人脸、车牌、门牌、投诉人的信息要先遮盖。',
    en: 'Hide faces, number plates, door numbers and anything of the caller first.',
  },
  toMarks: { zh: '去遮盖', en: 'Hide something' },
  preview: { zh: '要交出去的副本', en: 'The copy as it leaves' },
  drawing: { zh: '正在画副本', en: 'Drawing the copy' },
  share: { zh: '记录并分享', en: 'Record and share' },
  download: { zh: '记录并下载', en: 'Record and download' },
  working: { zh: '正在记录', en: 'Recording' },
  needBoth: { zh: '写明给谁、什么用途。', en: 'Say to whom and what for.' },
  done: { zh: '已记在案件里', en: 'Recorded in the case' },
  notSent: {
    zh: '已记在案件里，但没有发出去；可以再试一次或下载。',
    en: 'Recorded in the case, but it was not sent; try again or download it.',
  },
  fileName: { zh: (p: { stamp: string }) => `照片副本-${p.stamp}.jpg`, en: (p) => `photo-copy-${p.stamp}.jpg` },
});
