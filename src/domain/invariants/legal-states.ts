import type { CaseState, CaseStatus } from '../case/case-state.ts';
import type { Violation } from './violation.ts';
import { broken } from './violation.ts';

/** From which states an accepted record of a kind may come, and where it leads. Written down apart from `decide` and `evolve`, on purpose. */
const MOVES: Readonly<Record<string, { readonly from: readonly CaseStatus[]; readonly to: CaseStatus }>> = {
  assign: { from: ['new', 'assigned', 'accepted'], to: 'assigned' },
  accept: { from: ['assigned'], to: 'accepted' },
  return: { from: ['assigned', 'accepted'], to: 'new' },
  close: { from: ['new', 'assigned', 'accepted'], to: 'closed' },
};

/** I12: the case came to its state by legal moves alone, and the parts of the state fit each other. */
export function legalStates(state: CaseState): Violation[] {
  const found: Violation[] = [];
  let status: CaseStatus = 'new';
  let returns = 0;
  for (const { id, kind, verdict } of state.records) {
    if (verdict.outcome !== 'accepted') continue;
    const move = MOVES[kind];
    if (move && !move.from.includes(status)) found.push(broken('I12', `${kind} ${id} was accepted in state ${status}`));
    if (move) status = move.to;
    else if (kind === 'order' && status === 'closed') status = 'new';
    if (kind === 'return') returns++;
  }
  if (state.status !== status) found.push(broken('I12', `${state.id} is ${state.status}, its records say ${status}`));
  if (state.returns !== returns) found.push(broken('I12', `${state.id} counts ${String(state.returns)} returns`));
  return [...found, ...misfits(state)];
}

function misfits({ id, status, assignee, dueAtMs }: CaseState): Violation[] {
  const isHeld = status === 'assigned' || status === 'accepted';
  const found: Violation[] = [];
  if (isHeld && !assignee) found.push(broken('I12', `${id} is ${status}, and nobody holds it`));
  if (status === 'new' && assignee) found.push(broken('I12', `${id} is new, and somebody holds it`));
  if (status === 'accepted' && assignee && assignee.person === null)
    found.push(broken('I12', `${id} was accepted by nobody`));
  if (status === 'closed' && dueAtMs !== null) found.push(broken('I12', `${id} is closed, and still due`));
  return found;
}
