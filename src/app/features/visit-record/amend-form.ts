import type { AmendedStatement } from '#domain/visit-record/read-record.ts';
import type { CaseState } from '#domain/case/case-state.ts';
import type { RecordAmendmentBody } from '#domain/visit-record/bodies.ts';
import type { Signature } from '#domain/visit-record/signature.ts';
import type { Standing } from '#domain/visit-record/visit-items.ts';
import { amendedSections, amendmentsOf, currentText } from '#domain/visit-record/read-record.ts';
import { hashOfAmendment } from '#domain/visit-record/amendment.ts';
import { found, isBlank, type Problems } from '#app/features/record/form-problems.ts';
import { amendText } from '#app/text/visit-record.ts';

export interface AmendValues {
  /** Number of the statement as text, for the list; empty before one is chosen. */
  statement: string;
  before: string;
  after: string;
  reason: string;
  signatures: readonly Signature[];
}

export function emptyAmendment(): AmendValues {
  return { statement: '', before: '', after: '', reason: '', signatures: [] };
}

export function statementsNow(
  state: CaseState,
  { record, body }: Standing<'visit-record'>,
): readonly AmendedStatement[] {
  return amendedSections(body.document, amendmentsOf(state, record.id)).flatMap(({ statements }) => statements);
}

/** The statement as it reads now is what the next alteration strikes through. */
export function chosen(statements: readonly AmendedStatement[], no: string): AmendValues {
  const statement = statements.find((one) => String(one.no) === no);
  const text = statement ? currentText(statement) : '';
  return { ...emptyAmendment(), statement: no, before: text, after: text };
}

/** What its signatures name. Another word, and they are void. */
export function amendmentHash(record: string, values: AmendValues): string {
  const { before, after, reason } = values;
  return hashOfAmendment({
    record,
    statement: Number(values.statement),
    before,
    after: after.trim(),
    reason: reason.trim(),
  });
}

/** Those over the words as they stand now. */
export function validSignatures(record: string, values: AmendValues): readonly Signature[] {
  const textHash = amendmentHash(record, values);
  return values.signatures.filter((one) => one.textHash === textHash);
}

export function amendProblems(record: string, values: AmendValues): Problems {
  const isSigned = validSignatures(record, values).some(({ role }) => role === 'officer');
  return found({
    statement: values.statement === '' ? amendText.needStatement : undefined,
    after: values.after.trim() === values.before.trim() ? amendText.needAfter : undefined,
    reason: isBlank(values.reason) ? amendText.needReason : undefined,
    signatures: isSigned ? undefined : amendText.needSignature,
  });
}

export function amendmentBody(record: string, values: AmendValues): RecordAmendmentBody {
  return {
    record,
    statement: Number(values.statement),
    before: values.before,
    after: values.after.trim(),
    reason: values.reason.trim(),
    textHash: amendmentHash(record, values),
    signatures: validSignatures(record, values),
  };
}
