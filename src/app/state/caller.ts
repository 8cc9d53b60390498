import type { CallerAnswer } from '#protocol/caller.ts';
import type { Outcome } from './failure.ts';
import { callApi } from './call-api.ts';

/** Who called about a case. From the vault, shown and forgotten: never stored on the device. */
export type Callers = CallerAnswer;

/** Masked: enough to see whether somebody left a name. Nothing is noted down. */
export function readCaller(caseId: string): Promise<Outcome<Callers>> {
  return callApi<Callers>(`/api/cases/${encodeURIComponent(caseId)}/caller`);
}

/** In full. The server writes down who looked, when and what for before it answers. */
export function revealCaller(caseId: string, purpose: string): Promise<Outcome<Callers>> {
  return callApi<Callers>(
    `/api/cases/${encodeURIComponent(caseId)}/caller?${new URLSearchParams({ reveal: '1', purpose }).toString()}`,
  );
}

/** Whoever called four times about one matter is one person: one line, one number to call. */
export function namedCallers(callers: Callers | null): Callers['callers'] {
  const known = (callers?.callers ?? []).filter(({ name, phone }) => name !== null || phone !== null);
  return [...new Map(known.map((caller) => [`${caller.name ?? ''} ${caller.phone ?? ''}`, caller])).values()];
}
