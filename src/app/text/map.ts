import { messages, plural } from '#app/text/messages.ts';

export const mapText = messages({
  title: { zh: '地图', en: 'Map' },
  map: { zh: '案件地图。下面的列表是同样的案件。', en: 'Map of the cases. The list below holds the same cases.' },
  legend: { zh: '图例', en: 'Legend' },
  overdue: { zh: '超时', en: 'Overdue' },
  soon: { zh: '24 小时内到期', en: 'Due within 24 h' },
  open: { zh: '在办', en: 'Open' },
  closed: { zh: '办结', en: 'Closed' },
  cluster: { zh: '圆圈里的数字是件数，点一下放大', en: 'A number is a count of cases; tap to zoom in' },
  me: { zh: '我的位置', en: 'My position' },
  meWaiting: { zh: '正在定位…', en: 'Finding the position…' },
  meNone: { zh: '没有定位。请允许定位，或到室外再试。', en: 'No position. Allow it, or try again outdoors.' },
  all: { zh: '全部案件', en: 'All cases' },
  district: { zh: '本区', en: 'District' },
  outside: { zh: (p: { count: string }) => `区外 ${p.count} 件`, en: (p) => `${p.count} outside` },
  showZones: { zh: '声环境功能区', en: 'Noise zones' },
  showClosed: { zh: '显示已办结', en: 'Show closed' },
  zoomIn: { zh: '放大', en: 'Zoom in' },
  zoomOut: { zh: '缩小', en: 'Zoom out' },
  inView: {
    zh: (p: { count: string }) => `这一片有 ${p.count} 件`,
    en: (p) => `${p.count} cases in view`,
  },
  listed: { zh: (p: { count: number }) => `列出最近的 ${p.count} 件`, en: (p) => `nearest ${p.count} listed` },
  noneInView: {
    zh: '这一片没有案件。缩小地图，或点上面的按钮。',
    en: 'No case here. Zoom out, or press a button above.',
  },
  none: { zh: '还没有带位置的案件', en: 'No case has a position yet' },
  unplaced: {
    zh: (p: { count: string }) => `另有 ${p.count} 件没有位置，在列表里找`,
    en: (p) => `${p.count} more have no position; find them in the list`,
  },
  otherPlace: {
    zh: '这些案件不在本区底图范围内，所以没有道路和边界。',
    en: 'These cases lie outside the district’s map, so there are no roads or borders.',
  },
  baseFailed: {
    zh: '底图没有读出来，案件位置照常显示。',
    en: 'The base map could not be read; the cases are shown all the same.',
  },
  invented: { zh: '底图为虚构的云溪区，不作导航用', en: 'The base map is an invented district, not for navigation' },
  noMatter: { zh: '（没有诉求内容）', en: '(no text)' },
  here: { zh: (p: { count: number }) => `这里有 ${p.count} 件`, en: (p) => plural(p.count, 'case here', 'cases here') },
});
