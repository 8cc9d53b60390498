import type { CaseDocument, DocumentKind } from '#protocol/documents.ts';
import type { Outcome } from './failure.ts';
import { documentName } from '#protocol/documents.ts';
import { callApi } from './call-api.ts';

/** What the server can print of a case now. */
export function documentsOfCase(caseId: string): Promise<Outcome<readonly CaseDocument[]>> {
  return callApi(`/api/cases/${encodeURIComponent(caseId)}/documents`);
}

export function documentHref(caseId: string, name: string): string {
  return `/api/cases/${encodeURIComponent(caseId)}/documents/${encodeURIComponent(name)}`;
}

/** Address of the PDF of one entry, once the server has the entry. */
export function paperHref(caseId: string, kind: DocumentKind, entry: string): string {
  return documentHref(caseId, documentName(kind, entry));
}
