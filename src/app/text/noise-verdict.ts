import type { FlawName, Missing, StepName } from '#domain/noise/judgement.ts';
import type { Verification } from '#domain/noise/noise-rules.ts';
import type { JudgementOutcome } from '#domain/noise/reading.ts';
import { messages, type Message } from '#app/text/messages.ts';

export const verdictText = messages({
  title: { zh: '按标准判定', en: 'Judged by the standard' },
  result: { zh: '结果', en: 'Result' },
  measured: { zh: '测量值', en: 'Measured' },
  limit: { zh: '限值', en: 'Limit' },
  over: { zh: (p: { db: number }) => `高 ${p.db} dB`, en: (p) => `${p.db} dB over` },
  within: { zh: '未超过', en: 'not over' },
  zone: { zh: (p: { zone: string }) => `${p.zone} 类区`, en: (p) => `class ${p.zone}` },
  day: { zh: '昼间', en: 'day' },
  night: { zh: '夜间', en: 'night' },
  laeq: { zh: '等效声级 LAeq', en: 'Mean level LAeq' },
  lmax: { zh: '最大声级 Lmax', en: 'Maximum Lmax' },
  band: { zh: (p: { band: string }) => `${p.band} Hz 倍频带`, en: (p) => `${p.band} Hz octave` },
  working: { zh: '怎么算的', en: 'How it was worked out' },
  voids: { zh: '这次测量无效，因为', en: 'This reading is void, because' },
  voidNext: {
    zh: '已测的照样保存。条件具备后重测一次。',
    en: 'What was measured is kept. Measure again when conditions are met.',
  },
  missing: { zh: '还差', en: 'Still needed' },
  warnings: { zh: '要说明的', en: 'To be explained' },
  clause: { zh: '依据', en: 'By' },
  meterRead: { zh: '仪器读数', en: 'read off the meter' },
  sentence: { zh: '可抄入笔录', en: 'For the visit record (Chinese)' },
  copy: { zh: '复制', en: 'Copy' },
  copied: { zh: '已复制', en: 'Copied' },
  copyFailed: { zh: '复制不了：请长按文字选取', en: 'Could not copy: select the words by hand' },
  lowerBackground: {
    zh: '背景太接近：先设法降低背景再测一次；确实降不下来，才用这个结论。',
    en: 'The background is too near: lower it and measure again. Only where that cannot be done does this stand.',
  },
  shownThen: {
    zh: (p: { outcome: string; numbers: string }) => `现场当时显示：${p.outcome}${p.numbers}`,
    en: (p) => `Shown on site at the time: ${p.outcome}${p.numbers}`,
  },
  shownNumbers: {
    zh: (p: { result: number; limit: number }) => `，${p.result} / 限值 ${p.limit}`,
    en: (p) => `, ${p.result} / limit ${p.limit}`,
  },
  otherTables: { zh: '此后限值表有更正', en: 'the tables were corrected since' },
  judged: { zh: '判定', en: 'Judged' },
});

export const outcomeWords: Readonly<Record<JudgementOutcome, Message>> = messages({
  compliant: { zh: '达标', en: 'Within the limit' },
  exceeds: { zh: '超标', en: 'Over the limit' },
  'cannot-evaluate': { zh: '无法评价', en: 'Cannot be evaluated' },
  'compliant-unverified': { zh: '达标（未测背景）', en: 'Within the limit (no background)' },
  invalid: { zh: '无效', en: 'Void' },
});

export const stepWords: Readonly<Record<StepName, Message>> = messages({
  measured: { zh: '测量值', en: 'Measured' },
  background: { zh: '背景值', en: 'Background' },
  difference: { zh: '相差（取整）', en: 'Difference, rounded' },
  correction: { zh: '背景修正', en: 'Correction' },
  uncorrected: { zh: '不作背景修正', en: 'No background correction' },
  result: { zh: '结果（修约到个位）', en: 'Result, rounded' },
  limit: { zh: '限值', en: 'Limit' },
  over: { zh: '结果减限值', en: 'Result less limit' },
  direct: { zh: '低于限值，可不测背景', en: 'Below the limit: no background needed' },
  excess: { zh: '测量值减限值（取整）', en: 'Measured less limit, rounded' },
  'background-missing': { zh: '不低于限值，须测背景', en: 'Not below the limit: the background is needed' },
});

export const verificationWords: Readonly<Record<Verification, Message>> = messages({
  read: { zh: '已核原文', en: 'read in the text' },
  quoted: { zh: '转引', en: 'quoted' },
  computed: { zh: '核算相符', en: 'computed' },
  common: { zh: '通行，待核', en: 'common, unconfirmed' },
  unchecked: { zh: '待核对', en: 'to be checked' },
  bureau: { zh: '本局核定', en: 'set by the bureau' },
});

export const missingWords: Readonly<Record<Missing, Message>> = messages({
  regime: { zh: '噪声类别（社会生活、工业、施工）', en: 'whose noise it is' },
  'point-kind': { zh: '测点类型', en: 'kind of point' },
  zone: { zh: '声环境功能区类别', en: 'class of the zone' },
  'zone-part': { zh: '4 类区要分清 4a 还是 4b', en: '4a or 4b' },
  room: { zh: '房间类型（A 类睡眠、B 类日间）', en: 'kind of room' },
  bands: { zh: '五个倍频带声压级', en: 'the five octave bands' },
  'band-backgrounds': { zh: '各频带的背景值', en: 'backgrounds of the bands' },
  background: { zh: '背景值（关掉声源测）', en: 'the background, with the source off' },
  lmax: { zh: '最大声级 Lmax', en: 'the maximum level' },
  burst: { zh: '夜间突发噪声是频发还是偶发', en: 'whether bursts are frequent or occasional' },
  meter: { zh: '声级计的检定信息（台账里没有）', en: 'the meter’s certificate' },
  'meter-class': { zh: '声级计的级别', en: 'class of the meter' },
  calibrator: { zh: '校准器的检定信息（台账里没有）', en: 'the calibrator’s certificate' },
  standard: { zh: '当天有效的标准（限值表里没有）', en: 'a standard in force on that day' },
  limit: { zh: '这个标准对这种测点没有限值', en: 'the standard has no limit for such a point' },
});

export const flawWords: Readonly<Record<FlawName, Message>> = messages({
  drift: { zh: '测量前后校准偏差太大', en: 'Calibrations before and after differ too much' },
  certificate: { zh: '声级计或校准器没有有效的检定证书', en: 'Meter or calibrator without a valid certificate' },
  'meter-class': { zh: '低声级要用 1 级声级计', en: 'A low level needs a class 1 meter' },
  weather: { zh: '有雨、雪或雷电', en: 'Rain, snow or thunder' },
  wind: { zh: '风太大', en: 'Too much wind' },
  'source-state': { zh: '没有写声源工况', en: 'Nothing said about the state of the source' },
  'near-building': { zh: '边界距居民楼不足 1 米，应在室内测', en: 'The building is nearer than 1 m: measure indoors' },
  'windows-open': { zh: '室内测传入的噪声，窗户应开着', en: 'Airborne noise indoors: windows have to be open' },
  'windows-closed': { zh: '测结构传声，窗户应关着', en: 'Structure-borne noise: windows have to be closed' },
  'steady-duration': { zh: '测量时间太短', en: 'Measured too short' },
  'unsteady-duration': {
    zh: '非稳态噪声，测量时间可能不够有代表性',
    en: 'Not steady: the time may be too short to stand for it',
  },
  'background-duration': { zh: '背景测得比声源短', en: 'The background was measured shorter than the source' },
  simulator: { zh: '模拟器的数，只供练习', en: 'From the simulator, for practice only' },
  'weak-background-class': { zh: '背景低于 35 dB，而声级计是 2 级', en: 'Background under 35 dB by a class 2 meter' },
  'background-near': { zh: '背景太接近测量值', en: 'The background is too near' },
  'background-above': { zh: '背景值高于测量值，请核对', en: 'The background is above the level: check' },
  'background-other-period': { zh: '背景与声源不在同一时段', en: 'Background of the other period' },
  'maximum-below-mean': { zh: '最大声级低于等效声级，请核对', en: 'The maximum is below the mean: check' },
  'period-differs': { zh: '记录的昼夜与开始时间不符，按开始时间判', en: 'Period noted otherwise than the start says' },
  'newer-edition': { zh: '现在已有新版标准，办理时从轻适用', en: 'A newer edition is in force: the lighter applies' },
});

export const flawText = messages({
  found: {
    zh: (p: { found: string; limit: string }) => `${p.found}，规定 ${p.limit}`,
    en: (p) => `${p.found}; asked ${p.limit}`,
  },
  atMost: { zh: (p: { value: string }) => `不大于 ${p.value}`, en: (p) => `at most ${p.value}` },
  below: { zh: (p: { value: string }) => `小于 ${p.value}`, en: (p) => `under ${p.value}` },
  atLeast: { zh: (p: { value: string }) => `不少于 ${p.value}`, en: (p) => `at least ${p.value}` },
  classBelow: { zh: (p: { value: string }) => `${p.value} 以下用 1 级`, en: (p) => `class 1 under ${p.value}` },
});
