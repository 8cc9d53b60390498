import type { CaseDocument, DocumentKind, TemplateKind, TemplateVersion } from '#protocol/documents.ts';
import type { Outcome } from './failure.ts';
import { documentName } from '#protocol/documents.ts';
import { callApi } from './call-api.ts';

const UPLOAD_MS = 60_000;

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

/** Word templates of the bureau, every version, newest first. */
export function wordTemplates(): Promise<Outcome<readonly TemplateVersion[]>> {
  return callApi('/api/document-templates');
}

export function addWordTemplate(kind: TemplateKind, file: File): Promise<Outcome<TemplateVersion>> {
  const path = `/api/document-templates/${kind}?name=${encodeURIComponent(file.name)}`;
  return callApi(path, { method: 'PUT', body: file, timeoutMs: UPLOAD_MS });
}

export function wordTemplateHref({ kind, version }: TemplateVersion): string {
  return `/api/document-templates/${kind}/${String(version)}`;
}

export type { CaseDocument, DocumentKind, TemplateKind, TemplateVersion } from '#protocol/documents.ts';
export { TEMPLATE_KINDS } from '#protocol/documents.ts';
