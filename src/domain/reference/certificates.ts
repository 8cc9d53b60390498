import { dayOf } from '../noise/period.ts';

/** A month before it runs out there is still time to have an instrument verified. */
const WARN_DAYS = 30;
const DAY_MS = 86_400_000;

export interface CertificateState {
  readonly state: 'valid' | 'soon' | 'expired';
  /** Days left after today; 0 on the last day, negative afterwards. */
  readonly daysLeft: number;
}

/** @param validTo last day of validity, YYYY-MM-DD */
export function certificateState(validTo: string, nowMs: number): CertificateState {
  const daysLeft = Math.round((Date.parse(validTo) - Date.parse(dayOf(nowMs))) / DAY_MS);
  const state = daysLeft < 0 ? 'expired' : daysLeft <= WARN_DAYS ? 'soon' : 'valid';
  return { state, daysLeft };
}
