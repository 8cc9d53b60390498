import type { CompassPoint } from '#domain/photo/heading.ts';
import type { PhotoWay } from '#domain/photo/photo.ts';
import { messages, plural, type Message } from '#app/text/messages.ts';

export const photoText = messages({
  takenAt: { zh: '拍摄时间', en: 'Taken at' },
  storedAt: { zh: '存入时间', en: 'Stored at' },
  placeAtImport: { zh: '导入时位置', en: 'Position at the import' },
  heading: { zh: '朝向', en: 'Facing' },
  headingLine: {
    zh: (p: { point: string; degrees: number }) => `${p.point} ${p.degrees}°（手机罗盘，仅供参考）`,
    en: (p) => `${p.point} ${p.degrees}° (phone compass, a hint only)`,
  },
  fixAge: {
    zh: (p: { seconds: number }) => `定位早于快门 ${p.seconds} 秒`,
    en: (p) => `fix ${p.seconds} s before the shutter`,
  },
  way: { zh: '取得方式', en: 'How it was taken' },
  camera: { zh: '相机', en: 'Camera' },
  exif: { zh: 'EXIF 所载', en: 'According to EXIF' },
  exifTime: { zh: (p: { time: string }) => `时间 ${p.time}`, en: (p) => `time ${p.time}` },
  exifPlace: { zh: (p: { place: string }) => `位置 ${p.place}`, en: (p) => `position ${p.place}` },
  exifFacing: { zh: (p: { degrees: number }) => `朝向 ${p.degrees}°`, en: (p) => `facing ${p.degrees}°` },
  exifHint: { zh: '文件自己写的，本系统没有核实', en: 'written by the file itself, not verified' },
  imported: { zh: '相册导入', en: 'gallery import' },
  pairOf: { zh: '对照', en: 'Compared with' },
  shows: { zh: '拍的是', en: 'It shows' },
  noTag: { zh: '不分类', en: 'not said' },
  putRight: { zh: '改证明内容', en: 'Change what it proves' },
  proves: { zh: '证明内容', en: 'What it proves' },
  provesSet: { zh: (p: { words: string }) => `证明：${p.words}`, en: (p) => `Proves: ${p.words}` },
  provesHint: {
    zh: '写明这些照片证明什么。之后拍的每张都带上，随时可改。',
    en: 'Say what these photos prove. Every photo from now on carries it; change it at any time.',
  },
  provesDone: { zh: '好', en: 'Done' },
  marksCount: { zh: (p: { count: number }) => `${p.count} 处标注`, en: (p) => plural(p.count, 'mark', 'marks') },
  marksNone: { zh: '标注已清除', en: 'Marks taken away' },
  hiddenCount: {
    zh: (p: { count: number }) => `遮盖 ${p.count} 处`,
    en: (p) => plural(p.count, 'place hidden', 'places hidden'),
  },
  hiddenNone: { zh: '没有遮盖', en: 'nothing hidden' },
  copyHash: { zh: (p: { hash: string }) => `副本 SHA-256 ${p.hash}…`, en: (p) => `copy SHA-256 ${p.hash}…` },
  interrupted: { zh: '录到中断为止', en: 'kept until it was cut off' },
  noTranscript: { zh: '还没有文字记录，作证据前请补上', en: 'no transcript yet: needed before it is evidence' },
  transcriptLine: { zh: (p: { words: string }) => `文字记录：${p.words}`, en: (p) => `Transcript: ${p.words}` },
  stampTaken: { zh: (p: { at: string }) => `拍摄 ${p.at}`, en: (p) => `Taken ${p.at}` },
  stampStored: { zh: (p: { at: string }) => `存入 ${p.at}`, en: (p) => `Stored ${p.at}` },
  stampCase: {
    zh: (p: { order: string; by: string }) => `工单 ${p.order} · 拍摄人 ${p.by}`,
    en: (p) => `Order ${p.order} · taken by ${p.by}`,
  },
  stampHash: {
    zh: (p: { hash: string }) => `缩小的副本；原图 SHA-256 ${p.hash}…，原样另存`,
    en: (p) => `A smaller copy; original SHA-256 ${p.hash}…, kept as it is`,
  },
  cameraApp: { zh: '用系统相机拍', en: 'Use the phone’s own camera' },
  compassAsk: { zh: '记录拍摄朝向', en: 'Note the direction' },
});

export const photoWayWords: Readonly<Record<PhotoWay, Message>> = messages({
  camera: { zh: '应用内拍摄', en: 'taken in the app' },
  'camera-app': {
    zh: '系统相机拍摄（文件由手机交来，未经核实）',
    en: 'phone’s own camera (handed over as a file, not verified)',
  },
  gallery: { zh: '相册导入（来源未核实）', en: 'imported from the gallery (origin not verified)' },
  file: { zh: '从文件选取（来源未核实）', en: 'chosen from a file (origin not verified)' },
});

export const compassWords: Readonly<Record<CompassPoint, Message>> = messages({
  n: { zh: '北', en: 'north' },
  ne: { zh: '东北', en: 'north-east' },
  e: { zh: '东', en: 'east' },
  se: { zh: '东南', en: 'south-east' },
  s: { zh: '南', en: 'south' },
  sw: { zh: '西南', en: 'south-west' },
  w: { zh: '西', en: 'west' },
  nw: { zh: '西北', en: 'north-west' },
});
