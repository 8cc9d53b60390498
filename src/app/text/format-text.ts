import { messages, plural } from '#app/text/messages.ts';

export const formatText = messages({
  today: { zh: '今天', en: 'today' },
  tomorrow: { zh: '明天', en: 'tomorrow' },
  yesterday: { zh: '昨天', en: 'yesterday' },
  date: { zh: (p: { day: string; month: string }) => `${p.month} 月 ${p.day} 日`, en: (p) => `${p.day} ${p.month}` },
  fullDate: { zh: (p: { date: string; year: string }) => `${p.year} 年 ${p.date}`, en: (p) => `${p.date} ${p.year}` },
  dayAndTime: { zh: (p: { day: string; time: string }) => `${p.day} ${p.time}`, en: (p) => `${p.day} ${p.time}` },
  days: { zh: (p: { days: number }) => `${p.days} 天`, en: (p) => plural(p.days, 'day', 'days') },
  daysHours: {
    zh: (p: { days: number; hours: number }) => `${p.days} 天 ${p.hours} 小时`,
    en: (p) => `${plural(p.days, 'day', 'days')} ${p.hours} h`,
  },
  hours: { zh: (p: { hours: number }) => `${p.hours} 小时`, en: (p) => `${p.hours} h` },
  hoursMinutes: {
    zh: (p: { hours: number; minutes: number }) => `${p.hours} 小时 ${p.minutes} 分`,
    en: (p) => `${p.hours} h ${p.minutes} min`,
  },
  minutes: { zh: (p: { minutes: number }) => `${p.minutes} 分钟`, en: (p) => `${p.minutes} min` },
  underAMinute: { zh: '不到 1 分钟', en: 'under a minute' },
  remaining: { zh: (p: { duration: string }) => `还有${spaced(p.duration)}`, en: (p) => `${p.duration} left` },
  overdue: { zh: (p: { duration: string }) => `超时 ${p.duration}`, en: (p) => `${p.duration} overdue` },
  deadline: {
    zh: (p: { remaining: string; when: string }) => `${p.remaining}，${p.when}`,
    en: (p) => `${p.remaining}, ${p.when}`,
  },
  justNow: { zh: '刚刚', en: 'just now' },
  ago: { zh: (p: { duration: string }) => `${p.duration}前`, en: (p) => `${p.duration} ago` },
  metres: { zh: (p: { metres: number }) => `${p.metres} 米`, en: (p) => `${p.metres} m` },
  kilometres: { zh: (p: { kilometres: string }) => `${p.kilometres} 公里`, en: (p) => `${p.kilometres} km` },
});

/** Chinese sets a thin gap before digits, none before its own characters. */
function spaced(words: string): string {
  return /^\d/.test(words) ? ` ${words}` : words;
}
