import type { CaseState } from '../case/case-state.ts';
import type { Piece } from './altered-words.ts';
import type { RecordAmendmentBody } from './bodies.ts';
import type { RecordDocument, Statement } from './document.ts';
import type { RecordOf } from '../case/case-records.ts';
import type { Standing } from './visit-items.ts';
import { piecesOf } from './altered-words.ts';
import { recordsOf } from '../case/case-records.ts';
import { standingOf } from './visit-items.ts';

export function lastRecordOf(state: CaseState): Standing<'visit-record'> | null {
  return standingOf(state, 'visit-record').at(-1) ?? null;
}

export function recordOfVisit(state: CaseState, visit: string): Standing<'visit-record'> | null {
  return standingOf(state, 'visit-record').findLast(({ body }) => body.visit === visit) ?? null;
}

/** A fact of a document's head; empty where nothing was written. */
export function factOf(document: RecordDocument | undefined, label: string): string {
  const value = document?.facts.find((fact) => fact.label === label)?.value ?? '';
  return value === '—' ? '' : value;
}

export interface Amendment {
  readonly record: RecordOf<'record-amendment'>;
  readonly body: RecordAmendmentBody;
}

/** A statement with the alterations of it, oldest first. The signed words are never touched. */
export interface AmendedStatement extends Statement {
  readonly amendments: readonly Amendment[];
}

export function amendmentsOf(state: CaseState, record: string): readonly Amendment[] {
  return recordsOf(state, 'record-amendment').flatMap((entry) =>
    entry.body?.record === record && entry.verdict.outcome !== 'refused' ? [{ record: entry, body: entry.body }] : [],
  );
}

export function deliveriesOf(state: CaseState, target: string): readonly Standing<'delivery-receipt'>[] {
  return standingOf(state, 'delivery-receipt').filter(({ body }) => body.target === target);
}

export interface AmendedSection {
  readonly title: string;
  readonly statements: readonly AmendedStatement[];
}

/** The document with the alterations of each statement, oldest first. */
export function amendedSections(document: RecordDocument, amendments: readonly Amendment[]): readonly AmendedSection[] {
  return document.sections.map(({ title, statements }) => ({
    title,
    statements: statements.map((statement) => ({
      ...statement,
      amendments: amendments.filter(({ body }) => body.statement === statement.no),
    })),
  }));
}

/** How a statement reads now. */
export function currentText({ text, amendments }: AmendedStatement): string {
  return amendments.at(-1)?.body.after ?? text;
}

/** The signed words, those struck through that no longer hold. */
export function signedPieces({ text, amendments }: AmendedStatement): readonly Piece[] {
  const [first] = amendments;
  return first ? piecesOf(text, first.body.after).filter(({ kind }) => kind !== 'added') : [{ kind: 'kept', text }];
}
