import type { Violation } from './violation.ts';
import { broken } from './violation.ts';

/** I14: after one round without faults nothing waits but what is wrong itself. */
export function delaysNoOther(unsent: readonly string[], wrong: ReadonlySet<string>): Violation[] {
  return unsent
    .filter((id) => !wrong.has(id))
    .map((id) => broken('I14', `${id} still unsent after a round without faults`));
}
