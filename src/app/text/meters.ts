import type { LogProblemCode } from '#domain/meter/log-file.ts';
import { messages, type Message } from '#app/text/messages.ts';

/** Words about meters: connected, imported, simulated. */
export const metersText = messages({
  connect: { zh: '连接声级计', en: 'Connect the meter' },
  connecting: { zh: '正在连接…', en: 'Connecting…' },
  connected: { zh: (p: { model: string }) => `已连接 ${p.model}`, en: (p) => `Connected: ${p.model}` },
  noSerial: {
    zh: '这个浏览器不能直接连声级计（苹果手机、微信里打开的都不能）。可以手工填读数，或把声级计存下的文件导入；要直连，请用安卓 Chrome 或电脑上的 Chrome、Edge。',
    en: 'This browser cannot reach a meter. Type the reading or import the meter’s file; to connect, use Chrome on Android or Chrome or Edge on a computer.',
  },
  cableHint: {
    zh: 'BSWA 308/309：用 USB 串口线或蓝牙串口连接。点「开始计时」，读数自己进来。',
    en: 'BSWA 308/309: by a USB or Bluetooth serial adapter. Tap start; the reading comes in by itself.',
  },
  now: { zh: '现在', en: 'Now' },
  soFar: {
    zh: (p: { laeq: string; lmax: string }) => `LAeq ${p.laeq} · Lmax ${p.lmax}`,
    en: (p) => `LAeq ${p.laeq} · Lmax ${p.lmax}`,
  },
  overloadNow: { zh: '过载', en: 'Overload' },
  underNow: { zh: '低于量程', en: 'Under range' },
  arrived: {
    zh: (p: { seconds: number }) => `读数已到，测了 ${String(p.seconds)} 秒`,
    en: (p) => `The reading is in: ${String(p.seconds)} s`,
  },
  simulator: {
    zh: '模拟器：练习用，不是测量。这样的读数处处标明「模拟」，一律判为无效。',
    en: 'Simulator: for practice, no measurement. Such readings are labelled everywhere and judged invalid.',
  },

  choose: { zh: '选声级计导出的文件（CSV、TXT）', en: 'Choose the meter’s file (CSV, TXT)' },
  chooseHint: { zh: '原文件随记录保存，哈希写进记录', en: 'The file itself is kept; its hash is part of the record' },
  chosen: {
    zh: (p: { name: string; seconds: string }) => `${p.name}：共 ${p.seconds}`,
    en: (p) => `${p.name}: ${p.seconds} in all`,
  },
  from: { zh: '从第几秒开始', en: 'From second' },
  length: { zh: '取多少秒', en: 'For seconds' },
  statistics: {
    zh: (p: { l10: string; l50: string; l90: string }) => `L10 ${p.l10} · L50 ${p.l50} · L90 ${p.l90}`,
    en: (p) => `L10 ${p.l10} · L50 ${p.l50} · L90 ${p.l90}`,
  },
  use: { zh: '用这一段', en: 'Use this part' },
  used: { zh: '已填入', en: 'Filled in' },
  noMaximum: {
    zh: '文件里没有 Lmax，夜间有突发噪声时请手工填',
    en: 'The file has no Lmax: type it when there were bursts at night',
  },
  noDate: { zh: '文件里没有日期，请核对开始时间', en: 'The file names no date: check the start' },
  gap: {
    zh: (p: { line: number; seconds: number }) => `第 ${String(p.line)} 行前停了 ${String(p.seconds)} 秒`,
    en: (p) => `A pause of ${String(p.seconds)} s before line ${String(p.line)}`,
  },
  line: { zh: (p: { line: number }) => `第 ${String(p.line)} 行`, en: (p) => `line ${String(p.line)}` },
  refused: { zh: '这个文件没有用上，表里没有改动', en: 'The file was not used; nothing was changed' },
  tooLarge: { zh: '文件超过 5 MB，请先截取要用的时段', en: 'The file is over 5 MB: cut out the part you need' },
  notText: {
    zh: '不是文本文件。请在声级计或它的软件里导出 CSV 或 TXT',
    en: 'Not a text file: export CSV or TXT from the meter',
  },
});

export const logProblemWords: Readonly<Record<LogProblemCode, Message>> = messages({
  empty: { zh: '文件里没有读数', en: 'no values in the file' },
  'no-level-column': { zh: '找不到 A 声级的列（LAeq、LAF、声级）', en: 'no column of A-weighted levels (LAeq, LAF)' },
  'other-weighting': { zh: '只有 C 或 Z 计权，没有 A 计权', en: 'only C or Z weighting, no A' },
  'bad-level': { zh: '声级不是数', en: 'the level is no number' },
  'bad-time': { zh: '时间读不懂', en: 'the time is none' },
  'time-goes-back': { zh: '时间倒退了', en: 'time goes back' },
  'too-coarse': { zh: '瞬时值间隔超过 1 秒，算不出 LAeq', en: 'momentary values more than a second apart' },
  overload: { zh: '声级计过载', en: 'the meter was overloaded' },
  'too-long': { zh: '超过一周，太长了', en: 'longer than a week' },
});

export const meterTroubleWords: Readonly<
  Record<
    'not-chosen' | 'no-answer' | 'refused' | 'lost' | 'overload' | 'under-range' | 'stopped-early' | 'garbled',
    Message
  >
> = messages({
  'not-chosen': { zh: '没有选串口。接好线再点一次', en: 'No port was chosen. Plug in and tap again' },
  'no-answer': {
    zh: '声级计没有应答。看它是否开机、串口是否打开、编号是否为 1；正在测的话它自己会继续，接上就读回来',
    en: 'The meter does not answer. Is it on, its RS-232 enabled, its number 1? A measurement under way goes on by itself',
  },
  refused: { zh: '声级计没有接受命令。退回它的主界面再试', en: 'The meter refused. Go back to its main screen' },
  lost: {
    zh: '线断了。声级计自己还在测，插回来就接着读',
    en: 'The line is gone. The meter goes on measuring; plug in again and its value is read',
  },
  overload: { zh: '测量中过载，读数不能用。换量程再测一次', en: 'Overloaded: the value is of no use. Measure again' },
  'under-range': { zh: '测量中低于量程，读数不能用', en: 'Under range: the value is of no use' },
  'stopped-early': {
    zh: '声级计先停了：它的积分时间比这里的时长短。把它的积分时间设长（或设为不限）再测',
    en: 'The meter stopped first: its own integration time is shorter. Set it longer and measure again',
  },
  garbled: { zh: '有一句没读懂，下一秒再读', en: 'One answer was not understood; asked again' },
});
