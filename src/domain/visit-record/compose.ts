import type { CaseState } from '../case/case-state.ts';
import type { DraftSection, RecordDocument } from './document.ts';
import type { Line } from './statements.ts';
import type { RecordAnswers } from './answers.ts';
import type { Visit } from './visit-items.ts';
import {
  checklistStatements,
  courseLine,
  findingLine,
  identityLines,
  photoLine,
  readingLine,
  sentences,
} from './statements.ts';
import { chineseDateTime } from './chinese-time.ts';
import { itemsOf } from './visit-items.ts';
import { numbered } from './document.ts';
import { ordersOf } from '../case/case-records.ts';

export interface RecordSources {
  readonly state: CaseState;
  readonly visit: Visit;
  /** As it stands at the head of documents. */
  readonly bureau: string;
}

const VISIT_RECORD_TITLE = '现场检查（勘察）笔录';

/**
 * 现场检查（勘察）笔录, written by the visit itself (生态环境行政处罚办法 art. 28). It reports what was seen, measured and said; it draws no
 * conclusion of law.
 */
export function composeRecord(sources: RecordSources, answers: RecordAnswers): RecordDocument {
  return {
    v: 1,
    title: VISIT_RECORD_TITLE,
    number: answers.caseNo,
    bureau: sources.bureau,
    facts: factsOf(sources.state, answers),
    sections: numbered(sectionsOf(sources, answers)),
  };
}

function factsOf(state: CaseState, answers: RecordAnswers) {
  const { party, onSite, officers } = answers;
  const orders = ordersOf(state).map(({ orderNo }) => orderNo);
  const end = answers.endedAt === null ? '' : ` 至 ${chineseDateTime(answers.endedAt)}`;
  const all: readonly (readonly [string, string])[] = [
    ['工单编号', orders.join('、')],
    ['检查时间', `${chineseDateTime(answers.startedAt)}${end}`],
    ['检查地点', answers.place],
    ['被检查单位（人）', party.name],
    ['统一社会信用代码', party.creditCode],
    ['住所', party.address],
    ['法定代表人（负责人）', party.legalRepresentative],
    ['现场负责人', onSite.name],
    ['职务', onSite.job],
    ['与案件关系', onSite.relation],
    ['联系电话', onSite.phone],
    [
      '检查人员',
      officers.map(({ name, certificateNo }) => `${name}（执法证号 ${certificateNo || '未填'}）`).join('、'),
    ],
    ['记录人', answers.recorder],
    ['天气', answers.weather],
  ];
  return all.map(([label, value]) => ({ label, value: value.trim() || '—' }));
}

function sectionsOf({ state, visit }: RecordSources, answers: RecordAnswers): readonly DraftSection[] {
  const photos = itemsOf(state, visit, 'photo');
  const more = answers.more.split('\n').filter((line) => line.trim() !== '');
  return [
    { title: '一、表明身份与告知', statements: identityLines(answers) },
    { title: '二、检查经过', statements: [courseLine(answers)] },
    {
      title: '三、现场检查（勘察）情况',
      statements: [
        ...itemsOf(state, visit, 'finding').map(findingLine),
        ...itemsOf(state, visit, 'checklist').flatMap(checklistStatements),
        ...more.map((text) => ({ text: sentences([text]) })),
      ],
    },
    {
      title: '四、监测与取证',
      statements: [
        ...itemsOf(state, visit, 'noise-reading').map(readingLine),
        ...(photos.length > 0 ? [photoLine(photos)] : []),
      ],
    },
    { title: '五、当事人意见', statements: [opinionLine(answers)] },
  ];
}

function opinionLine({ onSite, opinion }: RecordAnswers): Line {
  const who = onSite.name || '在场人员';
  return { text: `以上笔录已交${who}阅读（向其宣读）。${who}的意见：${sentences([opinion.trim() || '未发表意见'])}` };
}
