import type { NoiseReadingBody } from '../noise/reading.ts';
import type { RecordAnswers } from './answers.ts';
import type { Standing } from './visit-items.ts';
import type { Statement } from './document.ts';
import { checklistDemands, checklistLines } from '../checklist/checklist-lines.ts';
import { chineseClock, chineseDateTime } from './chinese-time.ts';
import { instantOf } from './visit-items.ts';
import { shortHash } from './document.ts';
import { wayOf } from '../photo/photo.ts';

export type Line = Omit<Statement, 'no'>;

export const WEATHER_WORDS: Readonly<Record<NoiseReadingBody['weather'], string>> = {
  clear: '晴',
  cloudy: '多云',
  overcast: '阴',
  rain: '雨',
  snow: '雪',
  thunder: '雷电',
};

const RESULT_WORDS = { conforms: '符合要求', violates: '不符合要求', unclear: '情况待查' } as const;

/** 58.4, of whole tenths. */
export function decibels(tenths: number): string {
  return (tenths / 10).toFixed(1);
}

/** 行政处罚法 arts 42, 55: who they are, that the certificate came first, what the party was told. */
export function identityLines({ officers, onSite, ...answers }: RecordAnswers): readonly Line[] {
  const who = officers.map(({ name, certificateNo }) => `${name}（执法证号 ${certificateNo || '未填'}）`).join('、');
  const to = onSite.name || '在场人员';
  const shown = answers.isCertificateShown
    ? `检查人员${who}首先向${to}出示了行政执法证件，表明身份，说明来意。`
    : `检查人员${who}。`;
  const told = `检查人员告知${to}：认为检查人员与本案有直接利害关系或者有其他关系可能影响公正执法的，有权申请回避；应当如实回答询问并协助检查，不得拒绝或者阻挠。${to}表示：${answers.recusal}`;
  return answers.isToldOfRights ? [{ text: shown }, { text: told }] : [{ text: shown }];
}

export function courseLine({ startedAt, endedAt, place, weather, onSite }: RecordAnswers): Line {
  const end = endedAt === null ? '，检查尚未结束' : `至${chineseDateTime(endedAt)}`;
  const conditions = weather === '' ? '' : `，天气${weather}`;
  const beside = onSite.name === '' ? '' : `，${onSite.name}在场`;
  return {
    text: `${chineseDateTime(startedAt)}${end}，在${place || '（地点未填）'}进行现场检查${conditions}${beside}。`,
  };
}

/** What was seen, as it was written down on the spot. A demand made there is reported as said, not as an order. */
export function findingLine({ record, body }: Standing<'finding'>): Line {
  const said = `${body.subject}：${body.description.trim() || RESULT_WORDS[body.result]}`;
  const demand = body.demand?.trim() ? `检查人员当场提出：${body.demand.trim()}` : '';
  return { text: sentences([said, demand]), from: [record.id] };
}

/** A filled checklist, violations first, and what was asked of the party there. */
export function checklistStatements({ record, body }: Standing<'checklist'>): readonly Line[] {
  const asked = checklistDemands(body).map((demand) => `检查人员当场提出：${demand}`);
  return [...checklistLines(body), ...asked].map((text) => ({ text, from: [record.id] }));
}

/** What was measured, with what, and what the rules say of the number. */
export function readingLine({ record, body }: Standing<'noise-reading'>): Line {
  const meter = `声级计${named(body.meter, body.meterNo)}`;
  const measured = [
    `${chineseDateTime(body.startedAt)}，在${body.point}用${meter}测量${String(body.durationS)}秒，等效连续A声级${decibels(body.laeqTenths)} dB(A)`,
    body.lmaxTenths === undefined ? '' : `最大声级${decibels(body.lmaxTenths)} dB(A)`,
    body.backgroundTenths === undefined ? '未测背景噪声' : `背景噪声${decibels(body.backgroundTenths)} dB(A)`,
  ];
  const calibrated = `测量前用校准器${named(body.calibrator, body.calibratorNo)}校准示值${decibels(body.calibrationBeforeTenths)} dB，测量后${decibels(body.calibrationAfterTenths)} dB`;
  const conditions = `天气${WEATHER_WORDS[body.weather]}，风速${decibels(body.windTenthsMS)} m/s`;
  const state = body.sourceState.trim() === '' ? '' : `测量时${body.sourceState.trim()}`;
  const parts = [measured.filter(Boolean).join('，'), calibrated, conditions, state, body.judgement?.sentence ?? ''];
  return { text: sentences(parts), from: [record.id] };
}

/** Of what the camera in the app took nothing need be said. */
const WAY_WORDS = {
  camera: '',
  'camera-app': '，手机相机拍摄后选取',
  gallery: '，相册导入',
  file: '，由文件选取',
} as const;

/** 视听资料 and 电子数据: how many, when, what each shows, and the hash by which it is found. */
export function photoLine(photos: readonly Standing<'photo'>[]): Line {
  const each = photos.map(({ record, body }, at) => {
    const proves = body.caption?.trim() || '未注明证明内容';
    const way = WAY_WORDS[wayOf(body)];
    return `照片${String(at + 1)}（${chineseClock(instantOf(record))}${way}，原始文件 SHA-256 前16位 ${shortHash(body.original)}）：${proves}`;
  });
  return {
    text: `现场拍摄照片${String(photos.length)}张。${each.join('；')}。`,
    from: photos.map(({ record }) => record.id),
  };
}

function named(
  instrument: { readonly model: string; readonly certificateNo?: string | undefined } | undefined,
  no: string,
) {
  const certificate = instrument?.certificateNo ? `，检定证书 ${instrument.certificateNo}` : '';
  return `（${instrument ? `${instrument.model}，` : ''}编号 ${no}${certificate}）`;
}

/** Each part ends as a sentence, once. */
export function sentences(parts: readonly string[]): string {
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => (/[。！？；]$/u.test(part) ? part : `${part}。`))
    .join('');
}
