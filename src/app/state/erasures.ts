import type { AskErasure, ErasureRequest } from '#protocol/erasure.ts';
import type { Outcome } from './failure.ts';
import { callApi } from './call-api.ts';

export type { ErasureRequest };

/** Erasures of the case that wait for a second person. Asked for at the server alone: nothing is erased without a network. */
export function readErasures(caseId: string): Promise<Outcome<readonly ErasureRequest[]>> {
  return callApi(pathOf(caseId));
}

export function askErasure(caseId: string, body: AskErasure): Promise<Outcome<ErasureRequest>> {
  return callApi(pathOf(caseId), { method: 'POST', body });
}

export function confirmErasure(id: string): Promise<Outcome<null>> {
  return callApi(`/api/erasures/${encodeURIComponent(id)}/confirm`, { method: 'POST', body: {} });
}

export function withdrawErasure(id: string): Promise<Outcome<null>> {
  return callApi(`/api/erasures/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

function pathOf(caseId: string): string {
  return `/api/cases/${encodeURIComponent(caseId)}/erasures`;
}
