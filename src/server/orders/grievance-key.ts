import { createHmac } from 'node:crypto';
import type { GrievanceKeys } from '../intake/grievance.ts';

/**
 * Names of what orders of one grievance share, for matching against earlier imports. Keyed with the server's secret: phone numbers are few
 * enough to be tried out against a plain hash.
 */
export function grievanceKeyHashes(keys: GrievanceKeys, secret: string): string[] {
  const named = [
    keys.caller === null ? null : `caller ${keys.caller}`,
    keys.place === null ? null : `place ${keys.place}`,
  ];
  return named.filter((key) => key !== null).map((key) => createHmac('sha256', secret).update(key).digest('hex'));
}
