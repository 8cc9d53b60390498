import type { BureauProfile } from '../reference/bureau.ts';
import type { DraftSection, RecordDocument } from './document.ts';
import type { Measure } from './bodies.ts';
import type { Party } from './answers.ts';
import type { Provision } from './provisions.ts';
import { chineseDay } from './chinese-time.ts';
import { numbered } from './document.ts';
import { sentences } from './statements.ts';

export interface OrderAnswers {
  /** Number within the year, as the office gave it. */
  readonly serial: string;
  readonly issuedOn: string;
  readonly party: Party;
  /** What was found, as in the record. */
  readonly facts: string;
  /** One a line. */
  readonly evidence: string;
  readonly violated: string;
  readonly basis: string;
  readonly measures: readonly Measure[];
  readonly consequence: string;
}

const ORDER_TITLE = '责令改正违法行为决定书';

/** 青环责改字〔2026〕12号 */
export function orderNumber({ documentWord }: Pick<BureauProfile, 'documentWord'>, answers: OrderAnswers): string {
  return `${documentWord}责改字〔${answers.issuedOn.slice(0, 4)}〕${answers.serial.trim()}号`;
}

export function withProvision(answers: OrderAnswers, { violated, basis, consequence }: Provision): OrderAnswers {
  return { ...answers, violated, basis, consequence };
}

/**
 * 责令改正违法行为决定书. It may stand alone and is no penalty (处罚法 art. 28). Contents of practice [K]: party, facts and evidence, provision
 * broken, what to correct, how and by when, consequence, re-inspection, appeal.
 */
export function composeOrder(bureau: BureauProfile, answers: OrderAnswers): RecordDocument {
  const { party } = answers;
  const facts: readonly (readonly [string, string])[] = [
    ['当事人', party.name],
    ['统一社会信用代码', party.creditCode],
    ['住所', party.address],
    ['法定代表人（负责人）', party.legalRepresentative],
  ];
  return {
    v: 1,
    title: ORDER_TITLE,
    number: orderNumber(bureau, answers),
    bureau: bureau.name,
    facts: facts.map(([label, value]) => ({ label, value: value.trim() || '—' })),
    sections: numbered(sectionsOf(bureau, answers)),
  };
}

function sectionsOf(bureau: BureauProfile, answers: OrderAnswers): readonly DraftSection[] {
  const line = (text: string) => ({ text: sentences([text]) });
  const lines = (text: string) =>
    text
      .split('\n')
      .filter((one) => one.trim() !== '')
      .map(line);
  return [
    { title: '一、查明的事实', statements: lines(answers.facts) },
    { title: '二、证据', statements: lines(answers.evidence) },
    {
      title: '三、违反的规定和决定的依据',
      statements: [line(`上述行为违反了${answers.violated}的规定。依据${answers.basis}的规定，现责令改正`)],
    },
    { title: '四、责令改正的内容', statements: answers.measures.map(measureLine).map(line) },
    {
      title: '五、逾期不改正的后果和复查',
      statements: [
        line(answers.consequence),
        line('改正期限届满，本机关将对改正情况进行复查；改正完成的，请及时书面报告'),
      ].filter(({ text }) => text !== ''),
    },
    {
      title: '六、救济途径',
      statements: [
        line(
          `如不服本决定，可以自收到本决定书之日起六十日内向${reconsideration(bureau)}，也可以自收到本决定书之日起六个月内依法提起行政诉讼。复议、诉讼期间不停止本决定的执行`,
        ),
      ],
    },
  ];
}

function measureLine({ what, how, by }: Measure): string {
  return `${what.trim()}${how.trim() === '' ? '' : `：${how.trim()}`}，于${chineseDay(by)}前完成`;
}

function reconsideration({ appealTo }: BureauProfile): string {
  return appealTo.trim() === '' ? '有管辖权的行政复议机关申请行政复议' : appealTo.trim();
}
