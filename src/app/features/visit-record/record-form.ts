import type { CaseState } from '#domain/case/case-state.ts';
import type { RecordAnswers } from '#domain/visit-record/answers.ts';
import type { RecordDocument } from '#domain/visit-record/document.ts';
import type { RecordProblem } from '#domain/visit-record/problems.ts';
import type { RecordSources } from '#domain/visit-record/compose.ts';
import type { SignatureRefusal, VisitRecordBody } from '#domain/visit-record/bodies.ts';
import type { Signature } from '#domain/visit-record/signature.ts';
import type { Visit } from '#domain/visit-record/visit-items.ts';
import { USUAL_OPINION } from '#domain/visit-record/answers.ts';
import { composeRecord } from '#domain/visit-record/compose.ts';
import { hashOfDocument } from '#domain/visit-record/document.ts';
import { recordOfVisit } from '#domain/visit-record/read-record.ts';
import { recordProblems } from '#domain/visit-record/problems.ts';
import { visitsOf } from '#domain/visit-record/visit-items.ts';

/** The text as it is being signed. */
export interface Frozen {
  readonly document: RecordDocument;
  readonly textHash: string;
}

/** What the draft keeps: everything up to the sealing survives the page. */
export interface RecordValues {
  answers: RecordAnswers;
  frozen: Frozen | null;
  signatures: readonly Signature[];
  refusal: SignatureRefusal | null;
}

/** The visit to write of: the last one that somebody was on, and whether it has its record. */
export function visitToRecord(state: CaseState, person: string): Visit | null {
  const own = visitsOf(state).filter(({ people }) => people.includes(person));
  return own.findLast(({ start }) => !recordOfVisit(state, start.record.id)) ?? own.at(-1) ?? null;
}

/** As it will be frozen: who says no end ends it now. A screen's clock may lag behind a start of this minute. */
export function endedBy(answers: RecordAnswers, nowMs: number): RecordAnswers {
  return { ...answers, endedAt: answers.endedAt ?? Math.max(nowMs, answers.startedAt) };
}

export function problemsOf(sources: RecordSources, values: RecordValues, nowMs: number): readonly RecordProblem[] {
  return recordProblems(sources, endedBy(values.answers, nowMs), nowMs);
}

export function freeze(sources: RecordSources, answers: RecordAnswers): Frozen {
  const document = composeRecord(sources, answers);
  return { document, textHash: hashOfDocument(document) };
}

/**
 * Without the party's signature. The usual 属实 is not put into the mouth of who refused it: the text is made anew, and whoever had signed the
 * other one signs again.
 */
export function refused(sources: RecordSources, values: RecordValues, refusal: SignatureRefusal): RecordValues {
  const { opinion } = values.answers;
  const answers = { ...values.answers, opinion: opinion === USUAL_OPINION ? '' : opinion };
  const frozen = freeze(sources, answers);
  const signatures = values.signatures.filter(({ role, textHash }) => role !== 'party' && textHash === frozen.textHash);
  return { answers, frozen, refusal, signatures };
}

export function hasOfficers({ signatures }: RecordValues): boolean {
  return signatures.filter(({ role }) => role === 'officer').length >= 2;
}

export function hasParty({ signatures, refusal }: RecordValues): boolean {
  return refusal !== null || signatures.some(({ role }) => role === 'party');
}

export function recordBody(
  visit: string,
  { frozen, signatures, refusal }: RecordValues,
  problems: readonly RecordProblem[],
): VisitRecordBody {
  if (!frozen) throw new Error('nothing is frozen yet');
  const warned = problems.map(({ code }) => code);
  return {
    visit,
    ...frozen,
    signatures: signatures.filter(({ role }) => role !== 'party' || refusal === null),
    refusal: refusal ?? undefined,
    warned: warned.length > 0 ? warned : undefined,
  };
}
