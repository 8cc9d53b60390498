import { messages } from '#app/text/messages.ts';

export const packageText = messages({
  title: { zh: '一键卷宗', en: 'Evidence package' },
  what: {
    zh: '一个可离线核验的文件：文书、原件、全部记录、签名与证明',
    en: 'One file that verifies offline: documents, originals, every record, signatures and proofs',
  },
  takenBefore: {
    zh: (p: { count: number; name: string; when: string }) => `已出具 ${p.count} 次，上次 ${p.name} ${p.when}`,
    en: (p) => `Taken ${p.count} times, last by ${p.name}, ${p.when}`,
  },
  audience: { zh: '供谁使用', en: 'For whom' },
  court: { zh: '法院、复议机关、检察机关', en: 'Court, review body, prosecutor' },
  partner: { zh: '其他部门', en: 'Another authority' },
  party: { zh: '当事人', en: 'The party' },
  courtMore: {
    zh: '全部内容，包括群众诉求。诉求人的姓名、电话不在任何卷宗里。',
    en: 'Every word, the complaint included. The caller’s name and phone are in no package.',
  },
  partnerMore: {
    zh: '不含诉求内容、与诉求人的联系和答复。',
    en: 'Without the complaint, the contacts with the caller and the reply.',
  },
  partyMore: {
    zh: '只含现场检查、测量、照片和已送达的文书；不含诉求内容，不含在诉求人处拍的照片。',
    en: 'Visits, readings, photos and what was served only; no complaint, no photo taken at the caller’s.',
  },
  stays: {
    zh: '不披露的内容以加盐承诺值代替，卷宗照样能核验。',
    en: 'Words that are withheld leave a salted commitment; the package verifies all the same.',
  },
  purpose: { zh: '用途', en: 'Purpose' },
  purposeHint: {
    zh: '谁在什么时候、为什么出具会记录在案；用途不写进卷宗。',
    en: 'Who takes it, when and why is written down; the purpose is not in the package.',
  },
  needed: { zh: '请写明用途', en: 'Say what it is for' },
  take: { zh: '出具卷宗', en: 'Make the package' },
  taking: { zh: '正在汇集原件', en: 'Gathering originals' },
  taken: { zh: (p: { name: string }) => `已存到下载：${p.name}`, en: (p) => `In your downloads: ${p.name}` },
  cancel: { zh: '取消', en: 'Cancel' },
  verifier: { zh: '离线核验页', en: 'Offline verifier' },
});
