import type { ColumnMapping, ImportRefusal, ImportReport } from '#protocol/import.ts';
import type { Failure } from './failure.ts';
import { send } from './call-api.ts';

/** Reading a large sheet takes the server its time. */
const TIMEOUT_MS = 180_000;

type ImportAnswer =
  { readonly report: ImportReport } | { readonly refusal: ImportRefusal['refusal'] } | { readonly failure: Failure };

export async function askImport(
  file: File,
  step: 'preview' | 'commit',
  mapping: ColumnMapping | null,
): Promise<ImportAnswer> {
  const query = new URLSearchParams({ step, name: file.name });
  if (mapping) query.set('mapping', JSON.stringify(mapping));
  const response = await send(`/api/orders/import?${query.toString()}`, {
    method: 'POST',
    body: file,
    timeoutMs: TIMEOUT_MS,
  });
  if (!response) return { failure: { code: 'offline', params: {} } };
  const answer = (await response.json().catch(() => null)) as
    ImportReport | ImportRefusal | { readonly error: Failure } | null;
  if (answer && 'refusal' in answer) return answer;
  if (answer && 'error' in answer) return { failure: { code: answer.error.code, params: answer.error.params } };
  if (!answer || !response.ok) return { failure: { code: 'not-our-server', params: {} } };
  return { report: answer };
}
