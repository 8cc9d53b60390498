import { messages } from '#app/text/messages.ts';

export const erasureText = messages({
  onWord: {
    zh: (p: { asked: string; confirmed: string }) => `${p.asked}申请，${p.confirmed}确认`,
    en: (p) => `Asked for by ${p.asked}, confirmed by ${p.confirmed}`,
  },
  open: { zh: '依法删除内容', en: 'Erase content by law' },
  intro: {
    zh: '误录的住址、姓名或不该留的照片，可以依法删除。删除要两个人：一人申请，另一人确认。记录本身（谁、何时、编号、签名）保留，内容和照片从服务器和所有设备上删掉，不能恢复。',
    en: 'An address, a name or a photo that should not be here can be erased by law. It takes two people: one asks, another confirms. That the record was made stays (who, when, number, signature); its content and photos go from the server and from every device, for good.',
  },
  record: { zh: '哪条记录', en: 'Which record' },
  chooseRecord: { zh: '选一条记录', en: 'Choose a record' },
  reason: { zh: '删除理由', en: 'Reason' },
  reasonHint: {
    zh: '理由会留在案卷里，不要写进要删的内容。',
    en: 'The reason stays in the case: do not repeat what is to go.',
  },
  needed: { zh: '请选记录并写明理由', en: 'Choose a record and give the reason' },
  ask: { zh: '申请删除', en: 'Ask for erasure' },
  asked: { zh: '已申请，等另一人确认', en: 'Asked for; another person has to confirm' },
  waiting: { zh: '等待确认的删除', en: 'Erasures to confirm' },
  askedBy: {
    zh: (p: { name: string; when: string }) => `${p.name} ${p.when} 申请`,
    en: (p) => `Asked for by ${p.name}, ${p.when}`,
  },
  ownRequest: { zh: '您申请的，要由另一位值班长或领导确认', en: 'Yours: another supervisor or leader has to confirm' },
  confirm: { zh: '确认删除', en: 'Erase' },
  confirmTitle: { zh: '确认删除这条记录的内容？', en: 'Erase the content of this record?' },
  confirmWords: {
    zh: '内容和照片从服务器、备份恢复后和所有设备上消失，不能恢复。',
    en: 'Content and photos go from the server, from restored backups and from every device, for good.',
  },
  keep: { zh: '不删', en: 'Keep' },
  withdraw: { zh: '撤回申请', en: 'Withdraw' },
  decline: { zh: '不同意', en: 'Decline' },
  done: { zh: '内容已删除', en: 'Content erased' },
});
