import type { RecordAnswers, RecordOfficer } from './answers.ts';
import type { RecordSources } from './compose.ts';
import { dayOf } from './chinese-time.ts';
import { instantOf, itemsOf } from './visit-items.ts';

export type RecordProblemCode =
  | 'too-few-officers'
  | 'no-certificate'
  | 'certificate-expired'
  | 'certificate-not-shown'
  | 'rights-not-told'
  | 'no-party'
  | 'no-place'
  | 'no-end'
  | 'ends-before-start'
  | 'after-leaving'
  | 'nothing-found'
  | 'reading-void'
  | 'no-bureau';

export interface RecordProblem {
  readonly code: RecordProblemCode;
  /** `blocks`: the law makes such a record void, so nobody is asked to sign it. */
  readonly severity: 'blocks' | 'warns';
  /** The rule it offends, as cited. */
  readonly law: string;
  /** Who or what is meant, where there are several. */
  readonly who?: string | undefined;
}

const PENALTY_42 = '《行政处罚法》第四十二条第一款';
const PENALTY_43 = '《行政处罚法》第四十三条、第五十五条';
const PENALTY_55 = '《行政处罚法》第五十五条';
const MEASURES_28 = '《生态环境行政处罚办法》第二十八条';
/** Leaving takes a few minutes; more than that, and the record was not made on the spot. */
const LEAVING_MS = 15 * 60_000;

/** What is wrong with a record as it stands. Warnings are shown and kept with it; only what makes it void stops the signing. */
export function recordProblems(
  sources: RecordSources,
  answers: RecordAnswers,
  nowMs: number,
): readonly RecordProblem[] {
  return [
    ...officerProblems(answers.officers, dayOf(answers.startedAt)),
    ...procedureProblems(answers),
    ...timeProblems(sources, answers, nowMs),
    ...contentProblems(sources, answers),
  ];
}

/** 行政处罚法 art. 42: at least two, with the qualification their certificates prove. */
function officerProblems(officers: readonly RecordOfficer[], day: string): readonly RecordProblem[] {
  const problems: RecordProblem[] = [];
  if (officers.length < 2) problems.push({ code: 'too-few-officers', severity: 'blocks', law: PENALTY_42 });
  for (const { name, certificateNo, validTo } of officers) {
    if (certificateNo.trim() === '')
      problems.push({ code: 'no-certificate', severity: 'blocks', law: PENALTY_42, who: name });
    else if (validTo !== undefined && validTo < day)
      problems.push({ code: 'certificate-expired', severity: 'blocks', law: PENALTY_42, who: name });
  }
  return problems;
}

function procedureProblems({
  isCertificateShown,
  isToldOfRights,
  ...answers
}: RecordAnswers): readonly RecordProblem[] {
  const problems: RecordProblem[] = [];
  if (!isCertificateShown) problems.push({ code: 'certificate-not-shown', severity: 'warns', law: PENALTY_55 });
  if (!isToldOfRights) problems.push({ code: 'rights-not-told', severity: 'warns', law: PENALTY_43 });
  if (answers.party.name.trim() === '') problems.push({ code: 'no-party', severity: 'warns', law: MEASURES_28 });
  if (answers.place.trim() === '') problems.push({ code: 'no-place', severity: 'warns', law: MEASURES_28 });
  return problems;
}

function timeProblems({ visit }: RecordSources, answers: RecordAnswers, nowMs: number): readonly RecordProblem[] {
  const { startedAt, endedAt } = answers;
  if (endedAt === null) return [{ code: 'no-end', severity: 'warns', law: MEASURES_28 }];
  const problems: RecordProblem[] = [];
  if (endedAt < startedAt) problems.push({ code: 'ends-before-start', severity: 'warns', law: MEASURES_28 });
  const leftAt = visit.end ? instantOf(visit.end.record) : endedAt;
  if (nowMs > Math.min(leftAt, endedAt) + LEAVING_MS)
    problems.push({ code: 'after-leaving', severity: 'warns', law: MEASURES_28 });
  return problems;
}

function contentProblems({ state, visit, bureau }: RecordSources, { more }: RecordAnswers): readonly RecordProblem[] {
  const problems: RecordProblem[] = [];
  const readings = itemsOf(state, visit, 'noise-reading');
  const seen = itemsOf(state, visit, 'finding').length + readings.length + itemsOf(state, visit, 'checklist').length;
  if (seen === 0 && more.trim() === '') problems.push({ code: 'nothing-found', severity: 'warns', law: MEASURES_28 });
  for (const { body } of readings)
    if (body.judgement?.outcome === 'invalid')
      problems.push({ code: 'reading-void', severity: 'warns', law: body.judgement.clause, who: body.point });
  if (bureau === '') problems.push({ code: 'no-bureau', severity: 'warns', law: MEASURES_28 });
  return problems;
}
