import type { FlawName, Judgement, LevelCheck, StepName } from './judgement.ts';
import type { NoisePeriod, NoiseReadingBody } from './reading.ts';

const MINUTE_S = 60;
const ZONE_OFFSET_MS = 28_800_000;

const PERIODS: Readonly<Record<NoisePeriod, string>> = { day: '昼间', night: '夜间' };

/** What a reading failed, as it is said in a record; only what can void one. */
const FAILED: Readonly<Partial<Record<FlawName, string>>> = {
  drift: '测量前后校准示值偏差大于规定值',
  certificate: '仪器检定证书缺失或已过有效期',
  'meter-class': '所用声级计级别不满足低声级测量要求',
  weather: '测量时有雨、雪或雷电',
  wind: '风速达到或超过规定值',
  'source-state': '未注明声源工况',
  'near-building': '边界距敏感建筑物不足1 m而未在室内测量',
  'windows-open': '室内测量时窗户未开启',
  'windows-closed': '结构传声测量时窗户未关闭',
  'steady-duration': '测量时间短于规定时间',
  'unsteady-duration': '测量时间短于规定时间',
  'background-duration': '背景噪声测量时间短于声源测量时间',
  simulator: '数据来自模拟器，仅供练习',
};

/**
 * One sentence for the visit record: what was measured, and how it stands to the table. It states facts and concludes nothing about the law;
 * that is for the decision (办法 art. 28).
 */
export function sentenceOf(reading: NoiseReadingBody, judgement: Omit<Judgement, 'sentence'>): string {
  return `${measuredPart(reading)}${judgedPart(judgement)}。`;
}

function measuredPart(reading: NoiseReadingBody): string {
  const { point, lmaxTenths } = reading;
  const background = reading.background?.laeqTenths ?? reading.backgroundTenths;
  const levels = [
    `等效声级${decibels(reading.laeqTenths)}`,
    ...(lmaxTenths === undefined ? [] : [`最大声级${decibels(lmaxTenths)}`]),
    ...(background === undefined ? [] : [`背景噪声${decibels(background)}`]),
  ];
  return `${timeOf(reading.startedAt)}起，在${point}测量${durationOf(reading.durationS)}，测得${levels.join('、')}`;
}

function judgedPart(judgement: Omit<Judgement, 'sentence'>): string {
  const { outcome, voids, checks, deciding } = judgement;
  if (outcome === 'invalid') {
    const failed = voids.map(({ name, by }) => `${FAILED[name] ?? name}${by ? `（${by.standard} ${by.clause}）` : ''}`);
    return `；${failed.join('；')}，该次测量结果无效`;
  }
  if (!deciding || judgement.missing.some((missing) => missing !== 'background' && missing !== 'band-backgrounds'))
    return outcome === 'exceeds' ? checksPart(judgement) : '；评价所需资料不全，未作评价';
  if (checks.length === 0) return '';
  return checksPart(judgement);
}

function checksPart(judgement: Omit<Judgement, 'sentence'>): string {
  const { checks } = judgement;
  const single = checks.filter(({ quantity }) => quantity === 'laeq' || quantity === 'lmax');
  const bands = checks.filter(({ quantity }) => quantity !== 'laeq' && quantity !== 'lmax');
  return [...single.map((check) => checkPart(check, judgement)), ...bandsPart(bands)].join('');
}

function checkPart(check: LevelCheck, { standard, zone, period }: Omit<Judgement, 'sentence'>): string {
  const limit = check.steps.find(({ name }) => name === 'limit');
  const table = limit?.by ? `${limit.by.standard}${limit.by.clause}` : '';
  const title = standard && check.quantity === 'laeq' ? `《${standard.title}》` : '';
  const area = zone === null ? '' : `${zone}类区`;
  const what = check.quantity === 'lmax' ? '最大声级' : '';
  return `${workingPart(check)}；${title}（${table}）${area}${PERIODS[period]}${what}限值为${check.limitDb} dB(A)，${standing(check)}`;
}

function workingPart(check: LevelCheck): string {
  const difference = tenthsIn(check, 'difference');
  const correction = tenthsIn(check, 'correction');
  if (difference === null || correction === null) return '';
  const method = check.steps.find(({ name }) => name === 'correction')?.by?.standard ?? '';
  const how = correction === 0 ? '不作修正' : `修正${correction / 10} dB(A)`;
  return `，两者相差${difference / 10} dB(A)，按${method}${how}，结果为${check.resultDb} dB(A)`;
}

function standing(check: LevelCheck): string {
  const { overDb, outcome } = check;
  if (overDb !== null) return overDb > 0 ? `测量结果高于该限值${overDb} dB(A)` : '测量结果未高于该限值';
  if (outcome === 'compliant-unverified') return '测量值低于该限值，未测背景噪声';
  const difference = tenthsIn(check, 'difference');
  if (difference === null) return '测量值不低于该限值，未测背景噪声，未作评价';
  const near = `测量值与背景噪声相差${difference / 10} dB(A)，小于3 dB(A)`;
  const excess = (tenthsIn(check, 'excess') ?? 0) / 10;
  return outcome === 'compliant' ? `${near}，按规定评价为低于限值` : `${near}，且高于限值${excess} dB(A)，无法评价`;
}

function bandsPart(bands: readonly LevelCheck[]): readonly string[] {
  if (bands.length === 0) return [];
  const over = bands.filter(({ outcome }) => outcome === 'exceeds');
  const table = bands[0]?.steps.find(({ name }) => name === 'limit')?.by;
  const cited = table ? `${table.standard}${table.clause}` : '';
  if (over.length > 0) {
    const each = over.map(
      ({ quantity, resultDb, limitDb, overDb }) => `${quantity} Hz为${resultDb} dB，高于限值${limitDb} dB ${overDb} dB`,
    );
    return [`；倍频带声压级（${cited}）${each.join('，')}`];
  }
  const unsaid = bands.filter(({ outcome }) => outcome === 'cannot-evaluate').map(({ quantity }) => `${quantity} Hz`);
  return [unsaid.length > 0 ? `；${unsaid.join('、')}频带未作评价` : `；各倍频带声压级均未高于限值（${cited}）`];
}

function tenthsIn({ steps }: LevelCheck, name: StepName): number | null {
  return steps.find((step) => step.name === name)?.tenths ?? null;
}

function decibels(tenths: number): string {
  return `${(tenths / 10).toFixed(1)} dB(A)`;
}

function timeOf(atMs: number): string {
  const [date = '', time = ''] = new Date(atMs + ZONE_OFFSET_MS).toISOString().split('T');
  const [year, month, day] = date.split('-').map(Number);
  const [hour, minute] = time.split(':');
  return `${year}年${month}月${day}日${hour}时${minute}分`;
}

function durationOf(seconds: number): string {
  const minutes = Math.floor(seconds / MINUTE_S);
  const rest = seconds % MINUTE_S;
  if (minutes === 0) return `${seconds}秒`;
  return rest === 0 ? `${minutes}分钟` : `${minutes}分${rest}秒`;
}
