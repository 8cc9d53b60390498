import type { Outcome } from './failure.ts';
import type { ProofDay } from '#protocol/proof-day.ts';
import { callApi } from './call-api.ts';

export type { ProofDay };

/** The signed states of the log of one day (YYYY-MM-DD). */
export function readProofDay(day: string): Promise<Outcome<ProofDay>> {
  return callApi(`/api/proof-day?day=${encodeURIComponent(day)}`);
}
