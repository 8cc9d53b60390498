import type { Outcome } from './failure.ts';
import { failed } from './failure.ts';

/** Who called about a case. From the vault, shown and forgotten: never stored on the device. */
export interface Caller {
  readonly orderNo: string;
  readonly name: string | null;
  readonly phone: string | null;
}

export async function readCaller(caseId: string): Promise<Outcome<readonly Caller[]>> {
  return failed('offline', { caseId });
}
