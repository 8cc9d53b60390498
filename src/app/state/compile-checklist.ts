import type { CompiledChecklist } from '#protocol/checklists.ts';
import type { Outcome } from './failure.ts';
import { failed, succeeded } from './failure.ts';
import { send } from './call-api.ts';

/** What an Excel form compiles to, or what is wrong with it; at the office, with a line to the server. */
export async function compileChecklistFile(file: File): Promise<Outcome<CompiledChecklist>> {
  const response = await send('/api/checklists/compile', { method: 'POST', body: file });
  if (!response) return failed('offline');
  const answer = (await response.json().catch(() => null)) as
    CompiledChecklist | { readonly error: { readonly code: 'too-large' } } | null;
  if (answer === null) return failed('not-our-server');
  return 'error' in answer ? failed(answer.error.code) : succeeded(answer);
}
