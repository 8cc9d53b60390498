import { messages, plural } from '#app/text/messages.ts';

/** What is left on its way to the office, and how long that takes on the link of now. */
export const progressText = messages({
  left: {
    zh: (p: { entries: number; photos: number; bytes: string }) =>
      `还剩 ${[p.entries > 0 && `${p.entries} 条记录`, p.photos > 0 && `${p.photos} 张`, p.bytes].filter(Boolean).join(' · ')}`,
    en: (p) =>
      `${[p.entries > 0 && plural(p.entries, 'record', 'records'), p.photos > 0 && plural(p.photos, 'photo', 'photos'), p.bytes].filter(Boolean).join(' · ')} left`,
  },
  timeLeft: {
    zh: (p: { duration: string; speed: string }) => `约 ${p.duration}（每秒 ${p.speed}）`,
    en: (p) => `about ${p.duration} (${p.speed} a second)`,
  },
  measuring: { zh: '正在测速', en: 'measuring the speed' },
  paused: { zh: '没有在传，时间说不准', en: 'nothing is being sent; no telling how long' },
  order: { zh: '记录先走，照片随后', en: 'Records go first, photos after them' },
});
