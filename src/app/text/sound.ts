import { messages, plural, type Message } from '#app/text/messages.ts';
import type { CalibrationRefusal } from '#domain/sound/calibration.ts';

/** 试听找声源. No word here may sound like a measurement. */
export const soundText = messages({
  title: { zh: '试听找声源', en: 'Listen for the source' },
  detail: { zh: '手机听哪里更响', en: 'Where it is louder, by the phone’s ear' },
  onlyForFinding: { zh: '仅供查找声源，不作执法依据', en: 'For finding the source only. Not for enforcement' },
  open: { zh: '试听找声源', en: 'Listen for the source' },
  openMore: {
    zh: '手机麦克风，比较哪里更响；不会存成测量',
    en: 'Phone microphone: where is it louder? Never a reading',
  },
  idleTitle: { zh: '边走边听，找到最响的地方', en: 'Walk, listen, find where it is loudest' },
  idleMore: {
    zh: '手机麦克风没有检定，数值可能差十几分贝；两处相差多少是可信的。声音只在手机里计算，不录音、不保存、不上传。',
    en: 'A phone’s microphone is not verified and may be ten dB off; the difference between two places can be trusted. Sound is computed in the phone only: nothing is recorded, kept or sent.',
  },
  start: { zh: '开始听', en: 'Start listening' },
  stop: { zh: '停止', en: 'Stop' },
  goOn: { zh: '继续听', en: 'Go on listening' },
  anew: { zh: '重新统计', en: 'Begin anew' },
  starting: { zh: '正在打开麦克风…', en: 'Opening the microphone…' },

  now: { zh: '现在', en: 'Now' },
  nowUnit: { zh: 'dB(A)', en: 'dB(A)' },
  about: { zh: '约数：这台手机没有和声级计比过', en: 'Rough: this phone was never compared with a meter' },
  compared: { zh: (p: { when: string }) => `${p.when} 和声级计比过`, en: (p) => `Compared with a meter ${p.when}` },
  average: { zh: '平均 LAeq', en: 'Average LAeq' },
  loudest: { zh: '最大 LAFmax', en: 'Loudest LAFmax' },
  listened: { zh: '已听', en: 'Listened' },
  slowLoudest: { zh: '最大（慢档）LASmax', en: 'Loudest, slow, LASmax' },
  exposure: { zh: '声暴露级 LAE', en: 'Exposure LAE' },
  peak: { zh: '峰值 LCpeak', en: 'Peak LCpeak' },
  exceeded: {
    zh: (p: { name: string; share: number }) => `${p.name}（${p.share}% 的时间超过）`,
    en: (p) => `${p.name} (exceeded ${p.share} % of the time)`,
  },
  more: { zh: '全部统计', en: 'All figures' },

  places: { zh: '两处比较', en: 'Two places' },
  placesHint: {
    zh: '站定三秒再记。先记一处，走到另一处看差多少。',
    en: 'Stand still for three seconds, then hold. Hold one place, walk to another and see the difference.',
  },
  hold: { zh: (p: { place: string }) => `记下 ${p.place}`, en: (p) => `Hold ${p.place}` },
  holdAgain: { zh: (p: { place: string }) => `重记 ${p.place}`, en: (p) => `Hold ${p.place} again` },
  notHeld: { zh: '还没记', en: 'Not held' },
  hereLouder: {
    zh: (p: { here: string; there: string; by: number }) => `${p.here}比 ${p.there} 高 ${p.by} dB`,
    en: (p) => `${p.here} is ${p.by} dB louder than ${p.there}`,
  },
  thereLouder: {
    zh: (p: { here: string; there: string; by: number }) => `${p.here}比 ${p.there} 低 ${p.by} dB`,
    en: (p) => `${p.here} is ${p.by} dB quieter than ${p.there}`,
  },
  alike: {
    zh: (p: { here: string; there: string }) => `${p.here}和 ${p.there} 差不多，分不出`,
    en: (p) => `${p.here} and ${p.there} are about alike`,
  },
  here: { zh: '这里', en: 'Here' },
  comparing: { zh: '先记下 A，就能看这里比 A 高多少', en: 'Hold A first, then see how much louder it is here' },

  views: { zh: '声音的样子', en: 'What the sound looks like' },
  curve: { zh: '曲线', en: 'Curve' },
  bands: { zh: '频带', en: 'Bands' },
  spectrum: { zh: '频谱', en: 'Spectrum' },
  curveWords: {
    zh: (p: { seconds: number; low: string; high: string }) => `最近 ${p.seconds} 秒：${p.low} 到 ${p.high} dB(A)`,
    en: (p) => `Last ${plural(p.seconds, 'second', 'seconds')}: ${p.low} to ${p.high} dB(A)`,
  },
  asTable: { zh: '看成表格', en: 'As a table' },
  tableTime: { zh: '多久以前', en: 'How long ago' },
  tableLevel: { zh: '这 10 秒的 LAF', en: 'LAF in these 10 s' },
  secondsAgo: {
    zh: (p: { from: number; to: number }) => `${p.from} 到 ${p.to} 秒前`,
    en: (p) => `${p.from} to ${p.to} s ago`,
  },
  range: { zh: (p: { low: string; high: string }) => `${p.low}–${p.high} dB`, en: (p) => `${p.low}–${p.high} dB` },
  bandsWords: {
    zh: (p: { band: string }) => `${p.band} 频带最强（不计权）`,
    en: (p) => `Strongest in the ${p.band} band (unweighted)`,
  },
  bandsHint: {
    zh: '低频（31.5–125 Hz）强，多是风机、水泵、压缩机；中高频强，多是人声、音响、气流。',
    en: 'Strong low bands (31.5–125 Hz) speak for fans, pumps, compressors; middle and high ones for voices, music, air.',
  },
  toneWords: {
    zh: (p: { hz: string }) => `有一个突出的单音，约 ${p.hz} Hz`,
    en: (p) => `One tone stands out, about ${p.hz} Hz`,
  },
  toneNone: { zh: '没有突出的单音', en: 'No single tone stands out' },
  toneHint: {
    zh: '不同设备的单音不同：走近时同一频率变强，多半就是它。',
    en: 'Machines differ by their tone: when the same frequency grows as you come near, it is probably that one.',
  },
  nothingYet: { zh: '还没有听到', en: 'Nothing heard yet' },

  compareTitle: { zh: '和声级计比一比', en: 'Compare with a meter' },
  compareMore: {
    zh: '把手机放在声级计旁边，声音平稳时，把声级计显示的数填进来。只存在这台手机里。比过之后仍然只供查找声源。',
    en: 'Hold the phone beside the meter while the sound is steady and enter what the meter shows. Kept on this phone only. It remains good for finding the source only.',
  },
  meterShows: { zh: '声级计显示', en: 'The meter shows' },
  compareNow: { zh: '按它校对', en: 'Go by it' },
  compareForget: { zh: '不再用这次校对', en: 'Forget this comparison' },
  compareDone: { zh: '已按声级计校对', en: 'Set by the meter' },
  compareWait: { zh: '先听满三秒', en: 'Listen for three seconds first' },
  microphone: { zh: '麦克风', en: 'Microphone' },
  microphoneUnnamed: { zh: '本机麦克风', en: 'This device’s microphone' },
  rate: { zh: '采样率', en: 'Sample rate' },
  processing: { zh: '系统处理', en: 'Processing' },
  processingOff: { zh: '已全部关闭', en: 'All off' },
  offset: { zh: '满刻度相当于', en: 'Full scale means' },
  facts: { zh: '麦克风与校对', en: 'Microphone and comparison' },
});

/** Why there is nothing to hear, what is safe, what to do. */
export const soundTrouble = messages({
  denied: { zh: '没有麦克风权限', en: 'The microphone is not allowed' },
  deniedMore: {
    zh: '别的功能不受影响。要用试听，请点地址栏左边的图标，允许“麦克风”，再点“开始听”。',
    en: 'Everything else works as before. To listen, press the icon left of the address, allow Microphone, then start again.',
  },
  none: { zh: '这台设备没有麦克风', en: 'No microphone on this device' },
  noneMore: {
    zh: '插上耳机麦克风，或换一台手机再试。测量请用声级计。',
    en: 'Plug in a headset or use another phone. To measure, use the meter.',
  },
  busy: { zh: '麦克风被别的应用占用', en: 'Another app is using the microphone' },
  busyMore: {
    zh: '挂断通话、关掉录音应用，再点“开始听”。',
    en: 'End the call or close the recorder, then start again.',
  },
  unable: { zh: '这个浏览器不能试听', en: 'This browser cannot listen' },
  unableMore: {
    zh: '请用较新的 Chrome、Edge 或 Safari。测量和取证不受影响。',
    en: 'Use a recent Chrome, Edge or Safari. Measuring and evidence are not affected.',
  },
  interrupted: { zh: '麦克风被系统暂停了', en: 'The system has paused the microphone' },
  interruptedMore: {
    zh: '可能有来电，或系统关了麦克风。已有的统计还在，结束后点“继续听”。',
    en: 'A call came, or the system switched it off. The figures so far are kept; afterwards press Go on listening.',
  },
  paused: { zh: '已停止', en: 'Stopped' },
  pausedMore: { zh: '统计还在，停的这段时间不算在内。', en: 'The figures are kept; the pause is not counted.' },
  mute: { zh: '没有声音进来', en: 'No sound comes in' },
  muteMore: {
    zh: '手机的麦克风开关可能关着（通知栏里的“麦克风权限”），或被手机壳挡住。这段时间的数值不可信。',
    en: 'The phone’s microphone switch may be off (in the quick settings), or the case covers it. Do not trust figures of this time.',
  },
  clipped: { zh: '声音太大，麦克风过载了', en: 'Too loud: the microphone was overdriven' },
  clippedMore: {
    zh: '平均值和最大值偏低，不可信。离远一点，再点“重新统计”。',
    en: 'Average and maximum are too low to trust. Step back, then begin anew.',
  },
  processed: { zh: '手机仍在处理声音', en: 'The phone still processes the sound' },
  processedMore: {
    zh: (p: { what: string }) => `关不掉：${p.what}。数值会自己变大变小，两处比较也可能不准。`,
    en: (p) => `Cannot be switched off: ${p.what}. Levels drift by themselves, and comparing places may mislead.`,
  },
});

export const processingWords: Readonly<Record<'echoCancellation' | 'noiseSuppression' | 'autoGainControl', Message>> = {
  echoCancellation: { zh: '回声消除', en: 'echo cancellation' },
  noiseSuppression: { zh: '降噪', en: 'noise suppression' },
  autoGainControl: { zh: '自动增益', en: 'automatic gain' },
};

export const refusalWords: Readonly<Record<CalibrationRefusal, Message>> = {
  'meter-value': { zh: '请填声级计上的数，30 到 130 dB 之间。', en: 'Enter what the meter shows, from 30 to 130 dB.' },
  'too-quiet': {
    zh: '手机几乎没听到声音。等声音响一点再比。',
    en: 'The phone hears next to nothing. Wait for more sound.',
  },
  clipped: {
    zh: '声音太大，麦克风过载。离远一点再比。',
    en: 'Too loud, the microphone is overdriven. Step back and compare again.',
  },
  implausible: {
    zh: '和这个数差得太多，不像真的。请核对声级计的计权（A）和单位。',
    en: 'Too far from this number to be true. Check that the meter shows A-weighted dB.',
  },
};
