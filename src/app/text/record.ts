import type { CloseBody, ContactWay } from '#domain/case/bodies.ts';
import type { Message } from '#app/text/messages.ts';
import { messages } from '#app/text/messages.ts';

/** Words of the forms in which things are recorded. */
export const recordText = messages({
  save: { zh: '保存', en: 'Save' },
  saving: { zh: '正在存入本机…', en: 'Storing on this device…' },
  saved: { zh: '已存入本机', en: 'Stored on this device' },
  draftSaved: { zh: (p: { time: string }) => `草稿已存 ${p.time}`, en: (p) => `Draft kept ${p.time}` },
  draftRestored: { zh: '已恢复上次没填完的内容', en: 'What you had begun is back' },
  startOver: { zh: '清空重填', en: 'Start over' },
  needed: { zh: '请填写这一项', en: 'Please fill this in' },
  choose: { zh: '请选择一项', en: 'Please choose one' },
  place: { zh: '位置', en: 'Position' },
  placeGood: {
    zh: (p: { metres: number }) => `定位良好，误差约 ${String(p.metres)} 米`,
    en: (p) => `Good fix, about ${String(p.metres)} m`,
  },
  placeFair: {
    zh: (p: { metres: number }) => `定位一般，误差约 ${String(p.metres)} 米`,
    en: (p) => `Fair fix, about ${String(p.metres)} m`,
  },
  placePoor: {
    zh: (p: { metres: number }) => `误差约 ${String(p.metres)} 米，到室外会更准`,
    en: (p) => `About ${String(p.metres)} m; better outdoors`,
  },
  placeWaiting: { zh: '正在定位，不影响保存', en: 'Finding the position; you can save meanwhile' },
  placeNone: { zh: '没有定位，会注明原因，不影响保存', en: 'No position; the reason is noted, you can save' },

  findingTitle: { zh: '检查', en: 'Finding' },
  subject: { zh: '检查对象', en: 'What was looked at' },
  subjectOther: { zh: '其他对象', en: 'Something else' },
  result: { zh: '结果', en: 'Result' },
  description: { zh: '情况', en: 'What was found' },
  phrases: { zh: '常用语', en: 'Phrases' },
  demand: { zh: '当场要求', en: 'Asked on the spot' },
  demandHint: {
    zh: '例如：三日内加装隔声罩。没有可不填。',
    en: 'For example: fit an enclosure within three days. May stay empty.',
  },

  noiseTitle: { zh: '噪声测量', en: 'Noise reading' },
  point: { zh: '测点', en: 'Point' },
  startedAt: { zh: '开始时间', en: 'Started at' },
  duration: { zh: '测量时长', en: 'Duration' },
  seconds: { zh: '秒', en: 's' },
  level: { zh: 'LAeq', en: 'LAeq' },
  maximum: { zh: 'Lmax', en: 'Lmax' },
  background: { zh: '背景值', en: 'Background' },
  backgroundHint: {
    zh: '声源停止、同样环境和时长下测得；没测可不填',
    en: 'Source off, same place and duration; leave empty if not measured',
  },
  meter: { zh: '声级计编号', en: 'Meter number' },
  calibrator: { zh: '校准器编号', en: 'Calibrator number' },
  calibrationBefore: { zh: '测前校准', en: 'Calibration before' },
  calibrationAfter: { zh: '测后校准', en: 'Calibration after' },
  drift: {
    zh: (p: { tenths: string }) => `测前测后相差 ${p.tenths} dB，超过 0.5 dB，这次读数会被判无效。请重新校准后再测。`,
    en: (p) =>
      `Before and after differ by ${p.tenths} dB, more than 0.5 dB: the reading is void. Calibrate and measure again.`,
  },
  windTooStrong: { zh: '风速达到 5 m/s，不符合测量条件', en: 'Wind of 5 m/s or more: conditions are not met' },
  badWeather: { zh: '雨、雪、雷电时不符合测量条件', en: 'Rain, snow or thunder: conditions are not met' },
  weather: { zh: '天气', en: 'Weather' },
  wind: { zh: '风速', en: 'Wind' },
  sourceState: { zh: '声源工况', en: 'Source' },
  sourceStateHint: { zh: '哪些设备在运行，是否正常', en: 'What was running, and how' },
  noiseSummary: {
    zh: (p: { period: string; level: string }) => `${p.period} · LAeq ${p.level}`,
    en: (p) => `${p.period} · LAeq ${p.level}`,
  },
  day: { zh: '昼间', en: 'day' },
  night: { zh: '夜间', en: 'night' },
  microphone: {
    zh: '请填声级计上的读数；手机麦克风不能作为依据。',
    en: 'Enter what the meter shows; a phone microphone is no evidence.',
  },

  jointTitle: { zh: '联合行动', en: 'Joint action' },
  jointKind: { zh: '行动类型', en: 'Kind' },
  participants: { zh: '参加单位', en: 'Units taking part' },
  people: { zh: (p: { unit: string }) => `${p.unit}参加人员`, en: (p) => `People from ${p.unit}` },
  done: { zh: '做了什么', en: 'What was done' },
  outcome: { zh: '结果', en: 'Result' },
  moreUnits: { zh: '更多单位', en: 'More units' },

  contactTitle: { zh: '联系诉求人', en: 'Contact with the caller' },
  way: { zh: '方式', en: 'How' },
  reached: { zh: '是否联系上', en: 'Reached' },
  reachedYes: { zh: '已联系上', en: 'Reached' },
  reachedNo: { zh: '未联系上', en: 'Not reached' },
  summary: { zh: '谈了什么', en: 'What was said' },
  noNames: { zh: '不要写诉求人的姓名和电话', en: 'Do not write the caller’s name or number' },

  returnTitle: { zh: '退回', en: 'Return' },
  returnReason: { zh: '退回理由', en: 'Reason' },
  returnHint: { zh: '退回由值班长重新派单，时限照走', en: 'The desk dispatches it anew; the limit keeps running' },
  closeTitle: { zh: '办结', en: 'Close' },
  closeResult: { zh: '办理结果', en: 'Result' },
  reply: { zh: '给诉求人的答复', en: 'Reply to the caller' },
  replyHint: { zh: '用大白话写；不写别人的信息', en: 'In plain words; nothing about others' },
  correctTitle: { zh: '更正', en: 'Correct' },
  correctReason: { zh: '更正理由', en: 'Reason' },
  correctHint: { zh: '原来的记录保留，更正另存一条', en: 'The first record stays; the correction is a new one' },
  withdraw: { zh: '撤回这一条', en: 'Withdraw it' },
  withdrawHint: { zh: '记录仍在，标明已撤回', en: 'It stays visible, marked as withdrawn' },
  visitEndTitle: { zh: '结束检查', en: 'End the visit' },
  visitSummary: { zh: '现场小结', en: 'Summary' },
  visitSummaryHint: { zh: '没有可不填', en: 'May stay empty' },
  visitSince: { zh: (p: { when: string }) => `${p.when} 开始`, en: (p) => `Begun ${p.when}` },
  visitEndSave: { zh: '结束检查', en: 'End the visit' },
  visitNone: { zh: '没有正在进行的检查', en: 'No visit is under way' },
  visitNoneMore: { zh: '可能已经结束了。', en: 'It may have been ended already.' },
  backToCase: { zh: '回到案件', en: 'Back to the case' },
  caseMissing: { zh: '这个案件不在本机', en: 'This case is not on this device' },
  caseMissingMore: {
    zh: '可能已改派，或者还没有下载下来。',
    en: 'It may have been dispatched elsewhere, or is not downloaded yet.',
  },
  opening: { zh: '正在打开…', en: 'Opening…' },
  incomplete: { zh: '还有没填的，已经标出', en: 'Something is missing; it is marked' },
  draftFailed: { zh: '草稿没有存上，先不要关闭这一页', en: 'The draft could not be kept; do not close this page yet' },
  other: { zh: '其他', en: 'Other' },
  comma: { zh: '，', en: ', ' },
  colon: { zh: '：', en: ': ' },
  needResult: { zh: '请选择结果', en: 'Choose a result' },
  needSubject: { zh: '请选择或填写检查对象', en: 'Choose or write what was looked at' },
  needDescription: { zh: '不符合或待查时，请写明情况', en: 'Say what was found when it violates or is unclear' },
  needPoint: { zh: '请选择或填写测点', en: 'Choose or write the point' },
  needStart: { zh: '请填写开始时间', en: 'Enter the start' },
  needDuration: { zh: '请填写测量时长', en: 'Enter the duration' },
  needLevel: { zh: '请填写声级计上的 LAeq', en: 'Enter LAeq as the meter shows it' },
  levelRange: { zh: '请填写 0 到 150 之间的读数', en: 'Enter a level between 0 and 150' },
  calibrationRange: { zh: '校准值应在 80 到 120 dB 之间', en: 'Calibration lies between 80 and 120 dB' },
  needCalibration: { zh: '请填写校准值，例如 93.8', en: 'Enter the calibration, for example 93.8' },
  needInstrument: { zh: '请填写编号', en: 'Enter the number' },
  needWeather: { zh: '请选择天气', en: 'Choose the weather' },
  needWind: { zh: '请填写风速，无风填 0', en: 'Enter the wind; 0 when calm' },
  windRange: { zh: '风速应在 0 到 60 m/s 之间', en: 'Wind lies between 0 and 60 m/s' },
  needTitle: { zh: '请选择或填写行动类型', en: 'Choose or write the kind' },
  needUnits: { zh: '请至少选一个单位', en: 'Choose at least one unit' },
  needDone: { zh: '请写明做了什么', en: 'Say what was done' },
  needWay: { zh: '请选择方式', en: 'Choose how' },
  needReached: { zh: '请选择是否联系上', en: 'Say whether the caller was reached' },
  needSummary: { zh: '请写明谈了什么', en: 'Say what was talked about' },
  needReason: { zh: '请写明理由', en: 'Give the reason' },
  ownPoint: { zh: '测点名称', en: 'Name of the point' },
  ownKind: { zh: '行动名称', en: 'Name of the action' },
  ownDuration: { zh: '自定时长', en: 'Own duration' },
  durationMinutes: {
    zh: (p: { minutes: number }) => `${String(p.minutes)} 分钟`,
    en: (p) => `${String(p.minutes)} min`,
  },
  timerStart: { zh: '开始计时', en: 'Start the timer' },
  timerAgain: { zh: '重新计时', en: 'Start again' },
  timer: { zh: '测量计时', en: 'Measuring time' },
  timerLeft: { zh: (p: { clock: string }) => `还有 ${p.clock}`, en: (p) => `${p.clock} left` },
  timerDone: { zh: '时间到', en: 'Time is up' },
  timerHint: { zh: '锁屏或关掉页面也照常计时', en: 'Goes on when the phone locks or the page is closed' },
  levels: { zh: '读数', en: 'Levels' },
  instruments: { zh: '仪器和校准', en: 'Instruments and calibration' },
  conditions: { zh: '测量条件', en: 'Conditions' },
  driftFine: {
    zh: (p: { drift: string }) => `测前测后相差 ${p.drift} dB`,
    en: (p) => `Before and after differ by ${p.drift} dB`,
  },
  ownUnit: { zh: (p: { unit: string }) => `${p.unit}（本单位）`, en: (p) => `${p.unit} (own unit)` },
  peopleHint: { zh: '写姓名，用顿号隔开', en: 'Names, with commas between' },
  addUnit: { zh: '添加单位', en: 'Add a unit' },
  jointHint: { zh: '参加的单位都能看到这个案件', en: 'Every unit taking part can see this case' },
  handsOver: { zh: '退回后案件不再归您单位办理', en: 'After this the case is no longer with your unit' },
  returnSave: { zh: '退回', en: 'Return' },
  closeSave: { zh: '办结', en: 'Close' },
  closeHint: { zh: '送达服务器后生效', en: 'Takes effect when it reaches the server' },
  correctMode: { zh: '怎么改', en: 'How' },
  correctReplace: { zh: '改内容', en: 'Change it' },
  correctMissing: { zh: '找不到要更正的记录', en: 'The record to correct is not here' },
  correctMissingMore: { zh: '可能还没有下载到本机。', en: 'It may not have been downloaded yet.' },
  correctOnlyWithdraw: { zh: '这类记录只能撤回，不能改内容。', en: 'A record of this kind can only be withdrawn.' },
  notYours: {
    zh: '这是别人的记录，更正要等值班长核实。',
    en: 'Somebody else wrote it: the correction waits for the supervisor.',
  },
});

export const contactWayWords: Readonly<Record<ContactWay, Message>> = messages({
  phone: { zh: '电话', en: 'Phone' },
  visit: { zh: '上门', en: 'In person' },
  message: { zh: '短信', en: 'Message' },
});

/** What inspectors look at most, in a restaurant, a workshop, on a site. */
export const findingSubjects: readonly Message[] = [
  { zh: '风机', en: 'Blower' },
  { zh: '油烟净化器', en: 'Fume purifier' },
  { zh: '隔声设施', en: 'Sound insulation' },
  { zh: '燃气灶', en: 'Gas stove' },
  { zh: '排气筒', en: 'Stack' },
  { zh: '废气处理设施', en: 'Exhaust treatment' },
  { zh: '抑尘措施', en: 'Dust control' },
];

/** Tapped instead of typed; each adds a sentence to the description. */
export const findingPhrases: readonly Message[] = [
  { zh: '设备正在运行。', en: 'The equipment was running.' },
  { zh: '未安装隔声设施。', en: 'No sound insulation was fitted.' },
  { zh: '距最近居民窗户不足 10 米。', en: 'Less than 10 m from the nearest window.' },
  { zh: '净化器未开启。', en: 'The purifier was switched off.' },
  { zh: '未见清洗记录。', en: 'No cleaning record was found.' },
  { zh: '现场有明显异味。', en: 'There was a distinct smell.' },
  { zh: '现场未发现异常。', en: 'Nothing unusual was found.' },
];

export const noisePoints: readonly Message[] = [
  { zh: '1# 厂界外 1 米', en: '1# 1 m outside the boundary' },
  { zh: '2# 敏感点窗外 1 米', en: '2# 1 m outside the window' },
  { zh: '3# 敏感点室内', en: '3# indoors' },
];

export const sourcePhrases: readonly Message[] = [
  { zh: '风机正常运行', en: 'Blower running normally' },
  { zh: '灶具全部开启', en: 'All stoves on' },
  { zh: '空调外机运行', en: 'Outdoor unit running' },
  { zh: '营业高峰', en: 'Peak hours' },
];

export const jointKinds: readonly Message[] = [
  { zh: '联合检查', en: 'Joint inspection' },
  { zh: '现场协调', en: 'Coordination on site' },
  { zh: '夜查', en: 'Night check' },
  { zh: '入户走访', en: 'Home visits' },
];

export const returnReasons: readonly Message[] = [
  { zh: '不在本辖区', en: 'Outside our area' },
  { zh: '属其他部门职责', en: 'Another department’s duty' },
  { zh: '与在办案件重复', en: 'Repeats a case under way' },
  { zh: '地址不清，无法找到', en: 'The place cannot be found' },
];

export const closeResults: readonly { readonly words: Message; readonly field: keyof CloseBody }[] = [
  { words: { zh: '已整改到位，复查正常。', en: 'Put right; found in order on recheck.' }, field: 'result' },
  {
    words: { zh: '现场检查未发现违法行为，已向诉求人说明。', en: 'No violation found; explained to the caller.' },
    field: 'result',
  },
  { words: { zh: '双方已协商一致。', en: 'Both sides have agreed.' }, field: 'result' },
];
