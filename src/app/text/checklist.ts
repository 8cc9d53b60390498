import { messages, plural } from '#app/text/messages.ts';

/** The phone's side: filling a checklist in. */
export const checklistText = messages({
  title: { zh: '检查表', en: 'Checklist' },
  which: { zh: '用哪张表', en: 'Which form' },
  none: { zh: '没有可用的检查表', en: 'No checklist here' },
  noneMore: {
    zh: '办公室还没有发布检查表。可以先用“检查”逐项记录。',
    en: 'The office has published none. Findings can be recorded one by one meanwhile.',
  },
  toFinding: { zh: '逐项记录', en: 'Record findings' },
  progress: {
    zh: (p: { done: number; all: number }) => `已答 ${p.done} / ${p.all}`,
    en: (p) => `${p.done} of ${p.all} answered`,
  },
  violations: {
    zh: (p: { count: number }) => `${p.count} 项不符合`,
    en: (p) => plural(p.count, 'violation', 'violations'),
  },
  allConform: { zh: '全部符合，再改例外', en: 'All conform, then change exceptions' },
  allConformed: {
    zh: (p: { count: number }) => `${p.count} 项记为符合，再改例外`,
    en: (p) => `${plural(p.count, 'item', 'items')} set to conform; change the exceptions`,
  },
  takeBack: { zh: '撤销全部符合', en: 'Take “all conform” back' },
  result: { zh: '结果', en: 'Result' },
  found: { zh: '现场情况', en: 'What was found' },
  demand: { zh: '现场要求', en: 'Asked of the party' },
  photoAsked: { zh: '请拍照', en: 'Please photograph' },
  takePhoto: { zh: '拍照取证', en: 'Take a photo' },
  photos: { zh: (p: { count: number }) => `已拍 ${p.count} 张`, en: (p) => plural(p.count, 'photo', 'photos') },
  dropPhotos: { zh: '不是这一项的照片', en: 'These are not of this item' },
  needAnswer: { zh: '还没有回答', en: 'Not answered yet' },
  needFound: { zh: '写明现场情况', en: 'Say what was found' },
  notAllowed: { zh: '这个回答不在允许范围内', en: 'This answer is not allowed' },
  wrongShape: { zh: '请按要求填写（整数、日期等）', en: 'Please answer in the form asked for (whole number, date, …)' },
  confirmed: { zh: '已确认', en: 'Confirmed' },
  versionNote: { zh: (p: { version: string }) => `${p.version} 版`, en: (p) => `version ${p.version}` },
  newerVersion: { zh: '办公室已发布这张表的新版', en: 'The office has published a newer version of this form' },
  newerVersionMore: {
    zh: (p: { old: string; now: string }) => `您从 ${p.old} 版开始填写，照此写完即可；下次用 ${p.now} 版。`,
    en: (p) => `You began with version ${p.old}; finish with it. The next one will be version ${p.now}.`,
  },
  others: {
    zh: (p: { count: number }) => `其余 ${p.count} 项回答`,
    en: (p) => `${plural(p.count, 'other answer', 'other answers')}`,
  },
  save: { zh: '保存检查表', en: 'Save checklist' },
  correctGone: { zh: '这一版的表已不在本机', en: 'This version of the form is no longer on this device' },
  correctGoneMore: {
    zh: '原记录照样可读。可以撤回它，再用现在的表重新填写。',
    en: 'The record stays readable. It can be withdrawn, and the form filled in anew.',
  },
});
