import type { NoiseRegime, OctaveBand, PointKind, ReadingWay, RoomType, ZoneClass } from '#domain/noise/reading.ts';
import { messages, type Message } from '#app/text/messages.ts';

/** Words of guided measurement. Where the microphone stands is told by clause; the clauses are those of GB 22337-2008 and GB 12348-2008 chapter 5. */
export const measureText = messages({
  stepPoint: { zh: '测点', en: 'Point' },
  stepReady: { zh: '仪器和条件', en: 'Instruments and conditions' },
  stepMeasure: { zh: '测量', en: 'Measurement' },
  stepBackground: { zh: '背景（声源停下后）', en: 'Background (source off)' },
  stepAfter: { zh: '测后校准', en: 'Calibration after' },
  stepVerdict: { zh: '判定', en: 'Verdict' },

  regime: { zh: '什么噪声', en: 'Whose noise' },
  pointKind: { zh: '测点位置', en: 'Where' },
  pointName: { zh: '测点名称', en: 'Name of the point' },
  pointAgain: { zh: '复测本案测过的点', en: 'Measure a point of this case again' },
  zone: { zh: '声环境功能区（边界外）', en: 'Zone outside the boundary' },
  zoneFromMap: {
    zh: (p: { zone: string; name: string }) => `按功能区图：${p.zone}${p.name === '' ? '' : `（${p.name}）`}`,
    en: (p) => `By the zone map: ${p.zone}${p.name === '' ? '' : ` (${p.name})`}`,
  },
  zoneByHand: { zh: '手选的类别，没有用功能区图', en: 'Chosen by hand, not by the zone map' },
  zoneDiffers: {
    zh: (p: { zone: string }) => `和功能区图不一致：图上是 ${p.zone}`,
    en: (p) => `Differs from the zone map, which says ${p.zone}`,
  },
  zoneNearBorder: {
    zh: (p: { zone: string }) => `离功能区边界很近，图上是 ${p.zone}，请核对后选`,
    en: (p) => `Close to a border of zones; the map says ${p.zone}. Check and choose`,
  },
  zoneNoMap: {
    zh: '功能区图上没有这里（或还没有定位），请按划定文件选',
    en: 'Not on the zone map, or no position yet: choose by the document',
  },
  nearBuilding: { zh: '边界距敏感建筑不足 1 米', en: 'Less than 1 m from boundary to sensitive building' },
  windows: { zh: '测量时窗户', en: 'Windows while measuring' },
  windowsOpen: { zh: '开着', en: 'Open' },
  windowsClosed: { zh: '关着', en: 'Closed' },
  room: { zh: '房间', en: 'Room' },
  steadiness: { zh: '声源起伏', en: 'Fluctuation' },
  steady: { zh: '稳态（≤3 dB）', en: 'Steady (≤ 3 dB)' },
  unsteady: { zh: '非稳态', en: 'Not steady' },
  steadyHint: { zh: '稳态噪声测 1 分钟', en: 'Steady noise: one minute' },
  unsteadyHint: {
    zh: '非稳态：测有代表性的时段，必要时测整个正常工作时段',
    en: 'Not steady: a representative stretch, if need be the whole working period',
  },
  burst: { zh: '夜间突发', en: 'Night bursts' },
  burstNone: { zh: '没有', en: 'None' },
  burstFrequent: { zh: '频发', en: 'Frequent' },
  burstOccasional: { zh: '偶发', en: 'Occasional' },
  bands: { zh: '倍频带声压级（不计权）', en: 'Octave bands (unweighted)' },
  backgroundBands: { zh: '背景倍频带', en: 'Bands of the background' },

  register: { zh: '仪器库', en: 'Register' },
  validTo: { zh: (p: { date: string }) => `检定有效期至 ${p.date}`, en: (p) => `Certificate valid to ${p.date}` },
  expired: {
    zh: (p: { date: string }) => `检定证书 ${p.date} 到期，用它测的不作数`,
    en: (p) => `Its certificate ran out on ${p.date}: what it measures does not count`,
  },
  notRegistered: { zh: '仪器库里没有这个编号', en: 'This number is not in the register' },
  readyFold: {
    zh: (p: { meter: string; calibration: string; weather: string; wind: string }) =>
      `${p.meter} · 测前 ${p.calibration} dB · ${p.weather} · ${p.wind} m/s`,
    en: (p) => `${p.meter} · before ${p.calibration} dB · ${p.weather} · ${p.wind} m/s`,
  },
  calibrationHint: {
    zh: '在现场用校准器校一次，填声级计显示的值',
    en: 'Calibrate on site and enter what the meter shows',
  },

  way: { zh: '读数怎么来', en: 'How the reading comes in' },
  backgroundHint: {
    zh: '声源停下，同一位置、同样时长再测一次。',
    en: 'With the source off, at the same place and for as long.',
  },
  backgroundNotNeeded: {
    zh: '读数低于限值，无需测背景（HJ 706-2014 6.1）。',
    en: 'Below the limit: no background needed (HJ 706-2014 6.1).',
  },
  backgroundWanted: {
    zh: '读数不低于限值。不测背景就下不了结论；声源停不下来时可以不填，结果写作「无法评价」。',
    en: 'Not below the limit: without a background nothing can be concluded. May stay empty when the source cannot be stopped.',
  },
  backgroundLater: {
    zh: '测出声源的读数后，这里会说要不要测背景。',
    en: 'Once the level of the source is in, this says whether a background is needed.',
  },
  backgroundFirst: { zh: '先测背景', en: 'Background first' },
  backgroundOpen: { zh: '还是要测背景', en: 'Measure it all the same' },

  compares: { zh: '和整改前对照', en: 'Compare with before rectification' },
  comparesNone: { zh: '不对照', en: 'No comparison' },
  provisional: { zh: '还没填完，先按已填的判', en: 'Not complete yet: judged by what is there' },
  verdictLater: { zh: '填入 LAeq 后在这里看判定', en: 'The verdict stands here once LAeq is in' },
  saveAndNext: {
    zh: (p: { number: number }) => `保存，测 ${String(p.number)}#`,
    en: (p) => `Save, then ${String(p.number)}#`,
  },

  beforeAfter: { zh: '整改前后', en: 'Before and after' },
  before: { zh: '整改前', en: 'Before' },
  after: { zh: '整改后', en: 'After' },
  lower: { zh: (p: { db: string }) => `降低 ${p.db} dB`, en: (p) => `${p.db} dB lower` },
  higher: { zh: (p: { db: string }) => `升高 ${p.db} dB`, en: (p) => `${p.db} dB higher` },
  same: { zh: '没有变化', en: 'Unchanged' },
  limitLine: {
    zh: (p: { limit: number }) => `红线：限值 ${String(p.limit)} dB(A)`,
    en: (p) => `Red line: limit ${String(p.limit)} dB(A)`,
  },
  otherPeriod: {
    zh: '一次昼间、一次夜间，不能直接比较',
    en: 'One by day, one by night: not to be compared directly',
  },
  simulated: { zh: '模拟数据，仅供培训', en: 'Simulated, for training only' },
  meterLog: { zh: '声级计原始记录', en: 'Record of the meter' },
});

export const regimeWords: Readonly<Record<NoiseRegime, Message>> = messages({
  social: { zh: '社会生活（餐饮、商铺、娱乐）', en: 'Social life (restaurants, shops)' },
  industrial: { zh: '工业企业', en: 'Industry' },
  construction: { zh: '建筑施工', en: 'Construction' },
  ambient: { zh: '环境质量', en: 'Ambient' },
});

export const pointKindWords: Readonly<Record<PointKind, Message>> = messages({
  boundary: { zh: '厂界外 1 米', en: '1 m outside the boundary' },
  'boundary-wall': { zh: '围墙上方 0.5 米', en: '0.5 m above the boundary wall' },
  window: { zh: '敏感点窗外 1 米', en: '1 m outside the window' },
  'indoor-airborne': { zh: '敏感点室内（开窗）', en: 'indoors, windows open' },
  'indoor-structure': { zh: '敏感点室内（结构传声，关窗）', en: 'indoors, structure-borne, windows closed' },
});

/** How to place the microphone. */
export const placingWords: Readonly<Record<PointKind, Message>> = messages({
  boundary: {
    zh: '边界外 1 米、高 1.2 米以上、距任一反射面不小于 1 米（5.3.2）。边界距敏感建筑不足 1 米时改在室内测，限值减 10 dB(A)。',
    en: '1 m outside, at least 1.2 m high, 1 m from any reflecting surface (5.3.2). Less than 1 m to a sensitive building: measure indoors, limit − 10 dB(A).',
  },
  'boundary-wall': {
    zh: '边界有围墙且周围有受影响的敏感建筑：边界外 1 米、高于围墙 0.5 米以上（5.3.3.1）。',
    en: 'Boundary wall and affected buildings: 1 m outside and at least 0.5 m above the wall (5.3.3.1).',
  },
  window: {
    zh: '声源在高处或有屏障时，除边界测点外，在受影响的敏感建筑户外 1 米处另设测点（5.3.3.2）。',
    en: 'Source high up or behind a barrier: besides the boundary, 1 m outside the affected building (5.3.3.2).',
  },
  'indoor-airborne': {
    zh: '距任一反射面 0.5 米以上、高 1.2 米，受影响方向的窗户打开（5.3.3.3）。',
    en: 'At least 0.5 m from surfaces, 1.2 m high, windows towards the source open (5.3.3.3).',
  },
  'indoor-structure': {
    zh: '距任一反射面 0.5 米以上、距外窗 1 米以上、高 1.2 米，窗户关闭，关掉室内电视、空调、钟表等声源（5.3.3.4）。',
    en: '0.5 m from surfaces, 1 m from the window, 1.2 m high, windows closed, indoor sources off (5.3.3.4).',
  },
});

export const zoneWords: Readonly<Record<ZoneClass, Message>> = messages({
  '0': { zh: '0 类', en: 'class 0' },
  '1': { zh: '1 类', en: 'class 1' },
  '2': { zh: '2 类', en: 'class 2' },
  '3': { zh: '3 类', en: 'class 3' },
  '4': { zh: '4 类', en: 'class 4' },
  '4a': { zh: '4a 类', en: 'class 4a' },
  '4b': { zh: '4b 类', en: 'class 4b' },
});

export const roomWords: Readonly<Record<RoomType, Message>> = messages({
  A: { zh: 'A 类：卧室、病房等睡眠房间', en: 'A: rooms for sleep' },
  B: { zh: 'B 类：客厅、教室、办公室', en: 'B: rooms used by day' },
});

export const wayWords: Readonly<Record<ReadingWay, Message>> = messages({
  typed: { zh: '手工填', en: 'Typed' },
  serial: { zh: '连接声级计', en: 'Connected meter' },
  file: { zh: '导入文件', en: 'From a file' },
  simulator: { zh: '模拟（培训）', en: 'Simulator (training)' },
});

export const bandWords = (band: OctaveBand): string => `${band} Hz`;
