import type { CaseState } from '../case/case-state.ts';
import type { Person } from '../people/person.ts';
import type { Violation } from './violation.ts';
import { broken } from './violation.ts';
import { maySeeCase } from '../people/policy.ts';

/**
 * I8: a device holds no case its person may not see, except those kept for something unsent (or until a mass removal is agreed to). `cases`:
 * in the state that counts, the server's where it is known, else the device's own.
 */
export function withinScope(person: Person, cases: Iterable<CaseState>, kept: ReadonlySet<string>): Violation[] {
  return [...cases]
    .filter((state) => !kept.has(state.id) && !maySeeCase(person, state))
    .map((state) => broken('I8', `${state.id} is held, and out of scope`));
}
