import type { AskPackage, PackageTaken } from '#protocol/package-schema.ts';
import type { Outcome } from './failure.ts';
import { callApi, refusalOf, send } from './call-api.ts';
import { failed, succeeded } from './failure.ts';
import { saveFile } from '#rescue/save-file.ts';

export type { AskPackage, PackageTaken };

/** Originals are read through twice at the office before the first byte comes. */
const PATIENCE_MS = 15 * 60_000;

/** Packages of the case that were taken, newest first. */
export function packagesTaken(caseId: string): Promise<Outcome<readonly PackageTaken[]>> {
  return callApi(`/api/cases/${encodeURIComponent(caseId)}/packages`);
}

/** Has the office make a package, and puts it into the downloads. Half a package is a failure, for its length was announced. @returns its name */
export async function takePackage(caseId: string, ask: AskPackage): Promise<Outcome<string>> {
  const path = `/api/cases/${encodeURIComponent(caseId)}/package`;
  const response = await send(path, { method: 'POST', body: ask, timeoutMs: PATIENCE_MS });
  if (!response) return failed('offline');
  if (!response.ok) return refusalOf(response);
  if (!response.headers.get('content-type')?.includes('application/zip')) return failed('not-our-server');
  const file = await response.blob().catch(() => null);
  if (!file || file.size !== Number(response.headers.get('content-length'))) return failed('offline');
  const name = `${caseId}-${ask.audience}.zip`;
  saveFile(file, name);
  return succeeded(name);
}
