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

/** Kinds a bureau may have its own Word template for: what people signed. */
export const TEMPLATE_KINDS = ['visit-record', 'rectification-order'] as const satisfies readonly DocumentKind[];
export type TemplateKind = (typeof TEMPLATE_KINDS)[number];

export function isTemplateKind(kind: string): kind is TemplateKind {
  return (TEMPLATE_KINDS as readonly string[]).includes(kind);
}

/** One version of a Word template; `GET /api/document-templates` lists all, newest first. */
export interface TemplateVersion {
  readonly kind: TemplateKind;
  readonly version: number;
  readonly fileName: string;
  readonly at: number;
  readonly by: string;
}
