import type { Manuscript } from './typesetter.ts';
import type { NoiseReadingBody } from '#domain/noise/reading.ts';
import type { PaperSources } from './paper-sources.ts';
import type { Standing, Visit } from '#domain/visit-record/visit-items.ts';
import { chineseClock, chineseDate, chineseDateTime, dayOf } from '#domain/visit-record/chinese-time.ts';
import { decibels, WEATHER_WORDS } from '#domain/visit-record/statements.ts';
import { factOf, recordOfVisit } from '#domain/visit-record/read-record.ts';
import { OCTAVE_BANDS } from '#domain/noise/reading.ts';
import { instantOf } from '#domain/visit-record/visit-items.ts';
import { ordersOf } from '#domain/case/case-records.ts';
import { printedFacts } from './paper.ts';

type Reading = Standing<'noise-reading'>;

/** 噪声监测记录: fields of GB 22337-2008 5.6 and GB 12348-2008 5.6 [K]. Measurer, checker and reviewer sign the paper. */
export function monitoringPaper(sources: PaperSources, visit: Visit, readings: readonly Reading[]): Manuscript {
  const { state, bureau } = sources;
  const document = recordOfVisit(state, visit.start.record.id)?.body.document;
  const bodies = readings.map(({ body }) => body);
  const data = {
    title: '噪声监测记录',
    number: '',
    bureau: bureau.name,
    foot: `噪声监测记录\u3000案件 ${state.id}`,
    dated: dayOf(instantOf(visit.start.record)),
    facts: printedFacts([
      ['被测单位', factOf(document, '被检查单位（人）')],
      ['监测地点', factOf(document, '检查地点') || (ordersOf(state).at(-1)?.address ?? '')],
      ['监测日期', each(bodies, ({ startedAt }) => chineseDate(startedAt))],
      ['监测人员', visit.people.map(sources.nameOf).join('、')],
      ['声功能区类别', each(bodies, ({ zone }) => (zone === undefined ? '' : `${zone} 类`))],
      ['气象条件', each(bodies, (body) => `${WEATHER_WORDS[body.weather]}，风速 ${decibels(body.windTenthsMS)} m/s`)],
      ['声级计', each(bodies, (body) => instrumentWords(body.meter, body.meterNo))],
      ['声校准器', each(bodies, (body) => instrumentWords(body.calibrator, body.calibratorNo))],
      ['测量前校准', each(bodies, (body) => `${decibels(body.calibrationBeforeTenths)} dB`)],
      ['测量后校准', each(bodies, (body) => `${decibels(body.calibrationAfterTenths)} dB`)],
    ]),
    readings: readings.map(readingRow),
    bands: bodies.flatMap(bandRow),
    notes: readings.map(({ record }, at) => `${String(at + 1)}号读数：记录号 ${record.id}`),
    blanks: ['测量人', '校对人', '审核人'],
    hash: '',
  };
  return { template: 'monitoring', data };
}

function readingRow({ body }: Reading, at: number) {
  const end = body.startedAt + body.durationS * 1000;
  const { judgement } = body;
  return {
    no: String(at + 1),
    point: body.point,
    time: `${chineseDateTime(body.startedAt)}—${chineseClock(end)}（${String(body.durationS)} s）`,
    period: body.period === 'night' ? '夜间' : '昼间',
    source: body.sourceState,
    level: decibels(body.laeqTenths),
    background: body.backgroundTenths === undefined ? '未测' : decibels(body.backgroundTenths),
    max: body.lmaxTenths === undefined ? '—' : decibels(body.lmaxTenths),
    result: judgement?.sentence ?? '—',
  };
}

function bandRow({ point, bands }: NoiseReadingBody) {
  if (!bands) return [];
  const levels = OCTAVE_BANDS.map((band) => {
    const level = bands[band];
    return level === undefined ? '—' : decibels(level);
  });
  return [{ point, levels }];
}

function instrumentWords(used: NoiseReadingBody['meter'], serialNo: string): string {
  if (!used) return `编号 ${serialNo}`;
  const certificate = used.certificateNo ? `，证书 ${used.certificateNo}` : '';
  const until = used.validTo ? `，有效期至 ${used.validTo}` : '';
  return `${used.model}，编号 ${serialNo}${certificate}${until}`;
}

/** What all readings share is said once, what differs in their order. */
function each(bodies: readonly NoiseReadingBody[], words: (body: NoiseReadingBody) => string): string {
  return [...new Set(bodies.map(words).filter((text) => text !== ''))].join('；');
}
