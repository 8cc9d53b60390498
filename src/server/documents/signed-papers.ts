import type { CaseState } from '#domain/case/case-state.ts';
import type { Manuscript } from './typesetter.ts';
import type { PaperHead, PrintedStatement } from './paper.ts';
import type { RecordDocument } from '#domain/visit-record/document.ts';
import type { RectificationOrderBody, VisitRecordBody } from '#domain/visit-record/bodies.ts';
import type { Standing } from '#domain/visit-record/visit-items.ts';
import { amendedSections, amendmentsOf, signedPieces } from '#domain/visit-record/read-record.ts';
import type { AmendedStatement, Amendment } from '#domain/visit-record/read-record.ts';
import { chineseDateTime, chineseDay, dayOf } from '#domain/visit-record/chinese-time.ts';
import { instantOf } from '#domain/visit-record/visit-items.ts';
import { piecesOf } from '#domain/visit-record/altered-words.ts';
import { printedSignature, qrOf } from './paper.ts';

const HASH_LABEL = '签名所对应文本的 SHA-256（二维码内含记录号与本值）：';
const HASH_MORE = '文本改动任何一个字，此值即不同。签名笔迹由屏幕手写轨迹绘出，轨迹存于电子卷宗。';

function headOf(document: RecordDocument, entry: string, textHash: string): Omit<PaperHead, 'dated'> {
  const { title, number, bureau, facts } = document;
  const sealed = { hash: textHash, hashLabel: HASH_LABEL, hashMore: HASH_MORE, qr: qrOf(entry, textHash) };
  return { title, number, bureau, facts, foot: `${title}\u3000记录号 ${entry.slice(0, 12)}`, ...sealed };
}

/** 现场检查（勘察）笔录 as signed, with its amendments under the statements they alter. */
export function visitRecordPaper(state: CaseState, { record, body }: Standing<'visit-record'>): Manuscript {
  const amendments = amendmentsOf(state, record.id);
  const data = {
    ...headOf(body.document, record.id, body.textHash),
    sections: printedSections(body.document, amendments),
    dated: dayOf(instantOf(record)),
    closing: `（以下无正文）\u3000本笔录封存时间：${chineseDateTime(instantOf(record))}`,
    refusal: refusalWords(body),
    signatures: body.signatures.map((one) => printedSignature(one)),
    blanks: [],
    seal: '',
    sealDate: '',
  };
  return { template: 'record', data };
}

/** 责令改正违法行为决定书: the seal is put on the paper. */
export function orderPaper(_: CaseState, { record, body }: Standing<'rectification-order'>): Manuscript {
  const data = {
    ...headOf(body.document, record.id, body.textHash),
    sections: printedSections(body.document, []),
    dated: body.issuedOn,
    closing: '',
    refusal: '',
    signatures: body.signatures.map((one) => printedSignature(one, '承办人')),
    blanks: [],
    ...sealOf(body),
  };
  return { template: 'record', data };
}

function sealOf({ document, issuedOn }: RectificationOrderBody): { readonly seal: string; readonly sealDate: string } {
  return { seal: `${document.bureau}（印章）`, sealDate: chineseDay(issuedOn) };
}

function refusalWords({ refusal }: VisitRecordBody): string {
  if (!refusal) return '';
  const how = refusal.how === 'refused' ? '当事人拒绝签名' : '当事人不在场，未签名';
  const witness = refusal.witness === '' ? '无见证人签名' : `见证人：${refusal.witness}`;
  return `${how}。原因：${refusal.reason}。${witness}。`;
}

function printedSections(document: RecordDocument, amendments: readonly Amendment[]) {
  return amendedSections(document, amendments).map(({ title, statements }) => ({
    title,
    statements: statements.map(printedStatement),
  }));
}

function printedStatement(statement: AmendedStatement): PrintedStatement {
  return {
    no: String(statement.no),
    pieces: signedPieces(statement),
    amendments: statement.amendments.map(({ record, body }) => ({
      when: chineseDateTime(instantOf(record)),
      pieces: piecesOf(body.before, body.after),
      reason: body.reason,
      signatures: body.signatures.map((one) => printedSignature(one)),
    })),
  };
}
