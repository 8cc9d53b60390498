import { messages } from '#app/text/messages.ts';

/** What several people wrote at the same time, side by side. */
export const togetherText = messages({
  rivals: {
    zh: '另有更正，写的时候没有看到上面这一版。请记录人核对后选一版。',
    en: 'There is another correction, written without having seen the one above. Its author should compare and choose.',
  },
  by: { zh: (p: { who: string; when: string }) => `${p.who} · ${p.when}`, en: (p) => `${p.who} · ${p.when}` },
  withdraws: { zh: '撤回这条记录', en: 'Withdraws the record' },
  chooseThis: { zh: '采用这一版', en: 'Use this one' },
  keepAbove: { zh: '保留上面那一版', en: 'Keep the one above' },
  chosen: { zh: '两种更正，核对后选定', en: 'Chosen between two corrections' },
  sameAction: {
    zh: (p: { who: string; when: string }) => `同一次行动，${p.who} ${p.when} 也有记录`,
    en: (p) => `The same action was also recorded by ${p.who}, ${p.when}`,
  },
  acrossLimit: {
    zh: (p: { claimed: string; received: string; due: string }) =>
      `本机时间 ${p.claimed} 记录，${p.received} 送达，时限 ${p.due}。是否按时，由值班长认定。`,
    en: (p) =>
      `Recorded ${p.claimed} by the phone’s time, received ${p.received}, limit ${p.due}. Whether it was in time, the supervisor says.`,
  },
});
