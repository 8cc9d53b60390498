import type { Violation } from './violation.ts';
import { broken } from './violation.ts';

/** I16: after a restore and a full exchange the log holds every entry whose words a device still has, whatever receipts it once got. */
export function restoreLosesNothing(
  heldByDevices: ReadonlySet<string>,
  atServer: ReadonlySet<string>,
  excused: ReadonlySet<string>,
): Violation[] {
  return [...heldByDevices]
    .filter((id) => !atServer.has(id) && !excused.has(id))
    .map((id) => broken('I16', `${id} is on a device, and the restored server lacks it`));
}
