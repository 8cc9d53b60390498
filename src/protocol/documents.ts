/** What the server prints of a case. */
export const DOCUMENT_KINDS = [
  'visit-record',
  'monitoring-record',
  'photo-sheet',
  'rectification-order',
  'delivery-receipt',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** The name of a document that is printed from one entry. */
export function documentName(kind: DocumentKind, entry: string): string {
  return `${kind}-${entry.slice(0, 12)}.pdf`;
}

/** One line of `GET /api/cases/:id/documents`; `name` is its file name and the end of its address. */
export interface CaseDocument {
  readonly kind: DocumentKind;
  readonly name: string;
  /** Entry it is printed from (the visit's start for a monitoring record); null for what is made of many. */
  readonly entry: string | null;
}
