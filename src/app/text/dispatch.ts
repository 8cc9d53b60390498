import { messages, plural } from '#app/text/messages.ts';

export const dispatchText = messages({
  dispatch: { zh: '派单', en: 'Dispatch' },
  redispatch: { zh: '改派', en: 'Dispatch elsewhere' },
  title: { zh: '派给谁', en: 'Dispatch to' },
  titleMany: { zh: (p: { count: string }) => `${p.count} 件派给谁`, en: (p) => `Dispatch ${p.count} cases to` },
  hint: { zh: '点单位派给单位，点人派给人。', en: 'Press a unit to dispatch to it, a person to dispatch to them.' },
  find: { zh: '找单位或人', en: 'Find a unit or person' },
  noneFound: { zh: '没有这样的单位或人', en: 'No such unit or person' },
  toUnit: { zh: (p: { unit: string }) => `派给${p.unit}`, en: (p) => `Dispatch to ${p.unit}` },
  toPerson: {
    zh: (p: { unit: string; person: string }) => `派给${p.unit}的${p.person}`,
    en: (p) => `Dispatch to ${p.unit}: ${p.person}`,
  },
  teams: { zh: '执法科队', en: 'Teams' },
  offices: { zh: '局机关', en: 'Offices' },
  townships: { zh: '街乡镇', en: 'Townships' },
  suggested: { zh: '工单所属街乡镇', en: 'Township of the order' },
  holdsNow: { zh: '现在承办', en: 'holds it now' },
  sent: {
    zh: (p: { count: number; to: string }) => (p.count === 1 ? `已派给${p.to}` : `${p.count} 件已派给${p.to}`),
    en: (p) => (p.count === 1 ? `Dispatched to ${p.to}` : `${p.count} cases dispatched to ${p.to}`),
  },
  skippedClosed: {
    zh: (p: { count: number }) => `其中 ${p.count} 件已办结，没有派`,
    en: (p) => `${plural(p.count, 'case is', 'cases are')} closed and ${p.count === 1 ? 'was' : 'were'} left out`,
  },
  sentOffline: { zh: '已存在本机，联网后送出', en: 'Saved here, sent when there is a line' },

  pending: {
    zh: (p: { act: string }) => `${p.act}：已存在本机，等待服务器确认`,
    en: (p) => `${p.act}: saved here, awaiting the server’s word`,
  },
  doubtful: {
    zh: (p: { act: string }) => `${p.act}：可能被退回，情况已经变了`,
    en: (p) => `${p.act}: may be refused, things have changed`,
  },
  refused: {
    zh: (p: { act: string; reason: string }) => `${p.act}没有成功：${p.reason}`,
    en: (p) => `${p.act} was refused: ${p.reason}`,
  },
  review: {
    zh: (p: { act: string; reason: string }) => `${p.act}待核实：${p.reason}`,
    en: (p) => `${p.act} is for review: ${p.reason}`,
  },
  changedMeanwhile: {
    zh: (p: { person: string; when: string; to: string }) =>
      `在您之前，${p.person}${p.when}已派给${p.to}。要改派，请看过再派一次。`,
    en: (p) =>
      `${p.person} had dispatched it to ${p.to} ${p.when}, before you. To change that, look again and dispatch once more.`,
  },
  somebody: { zh: '另一位同事', en: 'A colleague' },
  actAssign: { zh: (p: { to: string }) => `派给${p.to}`, en: (p) => `Dispatch to ${p.to}` },
  actAccept: { zh: '接单', en: 'Accepting' },
  actReturn: { zh: '退单', en: 'Return' },
  actClose: { zh: '办结', en: 'Closing' },
  actOther: { zh: '记录', en: 'Record' },
});
