import type { FindingResult } from '#domain/case/bodies.ts';
import type { PhotoTag } from '#domain/photo/photo.ts';
import type { NoFixReason } from '#domain/case/placed.ts';
import type { NoiseReadingBody } from '#domain/noise/reading.ts';
import { messages, plural, type Message } from '#app/text/messages.ts';

export const evidenceText = messages({
  title: { zh: '证据', en: 'Evidence' },
  photos: { zh: '照片', en: 'Photos' },
  photosArrived: {
    zh: (p: { done: string; total: string }) => `${p.done} / ${p.total} 张照片已送达`,
    en: (p) => `${p.done} of ${p.total} photos delivered`,
  },
  photosUnchecked: {
    zh: (p: { total: string }) => `${p.total} 张照片，联网后核对是否送达`,
    en: (p) => `${p.total} photos; whether they have arrived is checked when there is a line`,
  },
  notArrived: { zh: '还在路上', en: 'on its way' },
  notOnDevice: { zh: '这台电脑上还没有这张照片', en: 'This picture is not on this computer yet' },
  originalMissing: { zh: '原图还没送达，先看缩略图', en: 'The original has not arrived; this is the thumbnail' },
  withdrawn: { zh: '记录人已撤回', en: 'Withdrawn by its author' },
  erased: { zh: '内容已依法删除', en: 'Content erased by law' },
  corrected: { zh: '已更正', en: 'Corrected' },
  photoNumber: { zh: (p: { number: number }) => `第 ${p.number} 张`, en: (p) => `Photo ${p.number}` },
  photoLabel: {
    zh: (p: { number: number; tag: string }) => `第 ${p.number} 张 · ${p.tag}`,
    en: (p) => `Photo ${p.number}, ${p.tag}`,
  },
  compare: { zh: '对照', en: 'Compare' },
  single: { zh: '只看这张', en: 'This one alone' },
  compareWith: { zh: '与哪张对照', en: 'Compare with' },
  previous: { zh: '上一张', en: 'Previous' },
  next: { zh: '下一张', en: 'Next' },
  by: { zh: '拍摄人', en: 'Taken by' },
  claimedAt: { zh: '现场时间', en: 'Time on site' },
  delay: { zh: (p: { duration: string }) => `晚 ${p.duration}送达`, en: (p) => `${p.duration} later` },
  clockEven: { zh: '设备时钟与服务器一致', en: 'device clock agrees with the server' },
  clockSlow: {
    zh: (p: { duration: string }) => `设备时钟慢 ${p.duration}`,
    en: (p) => `device clock ${p.duration} slow`,
  },
  clockFast: {
    zh: (p: { duration: string }) => `设备时钟快 ${p.duration}`,
    en: (p) => `device clock ${p.duration} fast`,
  },
  clockUnknown: { zh: '没有与服务器对过时', en: 'never compared with the server' },
  seconds: { zh: (p: { seconds: number }) => `${p.seconds} 秒`, en: (p) => `${p.seconds} s` },
  place: { zh: '位置', en: 'Position' },
  placeFix: {
    zh: (p: { lat: string; lon: string; accuracy: string }) => `${p.lat}, ${p.lon}（误差 ${p.accuracy}）`,
    en: (p) => `${p.lat}, ${p.lon} (± ${p.accuracy})`,
  },
  placeOnMap: { zh: '在地图上标的', en: 'set on the map' },
  placeAge: { zh: (p: { duration: string }) => `定位早于记录 ${p.duration}`, en: (p) => `fix ${p.duration} old` },
  file: { zh: '文件', en: 'File' },
  fileFacts: {
    zh: (p: { size: string; width: number; height: number }) => `${p.size}，${p.width} × ${p.height}`,
    en: (p) => `${p.size}, ${p.width} × ${p.height}`,
  },
  hash: { zh: 'SHA-256', en: 'SHA-256' },
  caption: { zh: '证明内容', en: 'Proves' },
  receipt: { zh: '回执', en: 'Receipt' },
  receiptLine: {
    zh: (p: { seq: string; at: string }) => `回执 ${p.seq} 号 · ${p.at} 收到`,
    en: (p) => `Receipt no. ${p.seq}, ${p.at}`,
  },
  receiptPending: { zh: '还没有回执', en: 'No receipt yet' },
  verdictReview: { zh: (p: { reason: string }) => `待核实：${p.reason}`, en: (p) => `For review: ${p.reason}` },

  readings: { zh: '噪声', en: 'Noise' },
  point: { zh: '测点', en: 'Point' },
  day: { zh: '昼间', en: 'day' },
  night: { zh: '夜间', en: 'night' },
  level: { zh: 'LAeq', en: 'LAeq' },
  max: { zh: 'Lmax', en: 'Lmax' },
  background: { zh: '背景', en: 'Background' },
  measuredFor: {
    zh: (p: { when: string; duration: string }) => `${p.when}，${p.duration}`,
    en: (p) => `${p.when}, ${p.duration}`,
  },
  calibration: { zh: '校准前 / 后', en: 'Calibrated' },
  drift: { zh: (p: { drift: string }) => `偏差 ${p.drift}`, en: (p) => `drift ${p.drift}` },
  driftTooGreat: {
    zh: (p: { drift: string }) => `偏差 ${p.drift}，超过 0.5 dB，读数无效`,
    en: (p) => `drift ${p.drift}, over 0.5 dB: the reading is void`,
  },
  wind: { zh: (p: { speed: string }) => `风速 ${p.speed} m/s`, en: (p) => `wind ${p.speed} m/s` },
  decibels: { zh: '单位 dB(A)', en: 'in dB(A)' },

  findings: { zh: '检查', en: 'Findings' },
  demand: { zh: '当场要求', en: 'Asked on the spot' },
  jointActions: { zh: '联合行动', en: 'Joint actions' },
  participants: { zh: '参加', en: 'Took part' },
  done: { zh: '做了什么', en: 'What was done' },
  result: { zh: '结果', en: 'Result' },

  exportAll: { zh: '导出证据清单', en: 'Export evidence list' },
  exportName: { zh: (p: { order: string }) => `证据清单-${p.order}.json`, en: (p) => `evidence-${p.order}.json` },
  none: { zh: '还没有现场证据', en: 'No evidence yet' },
  noneMore: {
    zh: '检查员在现场拍照、测噪声、写检查，有信号后自动出现在这里，不用刷新。',
    en: 'What inspectors photograph, measure and write on site appears here by itself, as soon as they have a signal.',
  },
  counted: { zh: (p: { count: number }) => `${p.count} 项`, en: (p) => plural(p.count, 'item', 'items') },
});

export const photoTagWords: Readonly<Record<PhotoTag, Message>> = messages({
  overview: { zh: '全景', en: 'overview' },
  source: { zh: '污染源', en: 'source' },
  'sensitive-point': { zh: '敏感点', en: 'sensitive point' },
  nameplate: { zh: '铭牌', en: 'nameplate' },
  document: { zh: '文书', en: 'document' },
  after: { zh: '整改后', en: 'after' },
});

export const findingResultWords: Readonly<Record<FindingResult, Message>> = messages({
  conforms: { zh: '符合', en: 'conforms' },
  violates: { zh: '不符合', en: 'violates' },
  unclear: { zh: '待查', en: 'unclear' },
});

export const noFixWords: Readonly<Record<NoFixReason, Message>> = messages({
  denied: { zh: '没有：未允许定位', en: 'none: positioning was not allowed' },
  unavailable: { zh: '没有：设备定不了位', en: 'none: the device could not tell' },
  timeout: { zh: '没有：当时没等到定位', en: 'none: no fix came in time' },
  'not-asked': { zh: '没有：没有请求定位', en: 'none: not asked for' },
});

export const weatherWords: Readonly<Record<NoiseReadingBody['weather'], Message>> = messages({
  clear: { zh: '晴', en: 'clear' },
  cloudy: { zh: '多云', en: 'cloudy' },
  overcast: { zh: '阴', en: 'overcast' },
  rain: { zh: '雨', en: 'rain' },
  snow: { zh: '雪', en: 'snow' },
  thunder: { zh: '雷雨', en: 'thunder' },
});
