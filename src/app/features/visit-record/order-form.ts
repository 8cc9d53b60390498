import type { BureauProfile } from '#domain/reference/bureau.ts';
import type { CaseState } from '#domain/case/case-state.ts';
import type { Frozen } from '#app/features/visit-record/record-form.ts';
import type { Measure, RectificationOrderBody } from '#domain/visit-record/bodies.ts';
import type { OrderAnswers } from '#domain/visit-record/rectification.ts';
import type { Signature } from '#domain/visit-record/signature.ts';
import { composeOrder, orderNumber } from '#domain/visit-record/rectification.ts';
import { dayOf } from '#domain/visit-record/chinese-time.ts';
import { factOf, lastRecordOf } from '#domain/visit-record/read-record.ts';
import { hashOfDocument, statementsOf } from '#domain/visit-record/document.ts';
import { standingOf } from '#domain/visit-record/visit-items.ts';
import { found, isBlank, type Problems } from '#app/features/record/form-problems.ts';
import { rectifyText, visitRecordText } from '#app/text/visit-record.ts';

export interface OrderValues {
  answers: OrderAnswers;
  /** Id of the provision chosen, for the chips. */
  provision: string;
  frozen: Frozen | null;
  signatures: readonly Signature[];
}

const DAY_MS = 86_400_000;
const USUAL_DAYS = 15;

/** Party, facts and evidence from the signed record; demands made on the spot as the first measures. */
export function startOrder(state: CaseState, nowMs: number): OrderValues {
  const record = lastRecordOf(state);
  const document = record?.body.document;
  const by = dayOf(nowMs + USUAL_DAYS * DAY_MS);
  const visit = record?.body.visit;
  const findings = standingOf(state, 'finding').filter(({ body }) => visit === undefined || body.visit === visit);
  const demands = findings.flatMap(({ body }) => (body.demand?.trim() ? [body.demand.trim()] : []));
  return {
    answers: {
      serial: '',
      issuedOn: dayOf(nowMs),
      party: {
        name: factOf(document, '被检查单位（人）'),
        creditCode: factOf(document, '统一社会信用代码'),
        address: factOf(document, '住所'),
        legalRepresentative: factOf(document, '法定代表人（负责人）'),
      },
      facts: factsOf(state),
      evidence: evidenceOf(state),
      violated: '',
      basis: '',
      measures: (demands.length > 0 ? demands : ['']).map((what) => ({ what, how: '', by })),
      consequence: '',
    },
    provision: '',
    frozen: null,
    signatures: [],
  };
}

/** What the signed record says was found; its sections three and four without the list of photos. */
function factsOf(state: CaseState): string {
  const document = lastRecordOf(state)?.body.document;
  if (!document) return '';
  const sections = document.sections.filter(({ title }) => /^[三四]、/u.test(title));
  return sections
    .flatMap(({ statements }) => statements)
    .filter(({ text }) => !text.startsWith('现场拍摄照片'))
    .map(({ text }) => text)
    .join('\n');
}

function evidenceOf(state: CaseState): string {
  const counted: readonly (readonly [string, number])[] = [
    ['现场检查（勘察）笔录', standingOf(state, 'visit-record').length],
    ['噪声监测记录', standingOf(state, 'noise-reading').length > 0 ? 1 : 0],
    ['现场照片证据', standingOf(state, 'photo').length],
  ];
  return counted
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${what}${String(count)}${what === '现场照片证据' ? '张' : '份'}`)
    .join('\n');
}

export function emptyMeasure(nowMs: number): Measure {
  return { what: '', how: '', by: dayOf(nowMs + USUAL_DAYS * DAY_MS) };
}

export function orderProblems({ answers, frozen, signatures }: OrderValues): Problems {
  if (frozen) {
    const signed = signatures.filter(({ role }) => role === 'officer').length;
    return found({ signatures: signed >= 2 ? undefined : visitRecordText.needSignatures });
  }
  const isMeasured =
    answers.measures.length > 0 && answers.measures.every(({ what, by }) => !isBlank(what) && by !== '');
  return found({
    serial: isBlank(answers.serial) ? rectifyText.needSerial : undefined,
    party: isBlank(answers.party.name) ? rectifyText.needParty : undefined,
    facts: isBlank(answers.facts) ? rectifyText.needFacts : undefined,
    basis: isBlank(answers.basis) || isBlank(answers.violated) ? rectifyText.needBasis : undefined,
    measures: isMeasured ? undefined : rectifyText.needMeasure,
  });
}

export function freezeOrder(bureau: BureauProfile, answers: OrderAnswers): Frozen {
  const document = composeOrder(bureau, answers);
  if (statementsOf(document).length === 0) throw new Error('an order without a word');
  return { document, textHash: hashOfDocument(document) };
}

export function orderBody(
  state: CaseState,
  bureau: BureauProfile,
  { answers, frozen, signatures }: OrderValues,
): RectificationOrderBody {
  if (!frozen) throw new Error('nothing is frozen yet');
  return {
    visit: lastRecordOf(state)?.body.visit,
    number: orderNumber(bureau, answers),
    partyName: answers.party.name.trim(),
    issuedOn: answers.issuedOn,
    measures: answers.measures,
    ...frozen,
    signatures,
  };
}
