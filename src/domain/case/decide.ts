import type { BodyByKind } from './bodies.ts';
import type { CaseState } from './case-state.ts';
import type { EntryHeader } from '../log/entry.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { Person } from '../people/person.ts';
import { DECISION_KINDS, isKnownShape, SIGNED_KINDS } from './bodies.ts';
import { ordersOf, recordsOf } from './case-records.ts';
import { keysOf, maySeeCase } from '../people/policy.ts';
import { isErasable, isErased } from './erasure.ts';
import { ACCEPTED, forReview, refused, RULES_VERSION } from '../log/verdict.ts';
import type { Verdict } from '../log/verdict.ts';

/** Kinds that earlier rules did not know, by the version that brought them. */
const KINDS_SINCE: Readonly<Partial<Record<string, number>>> = {
  erase: 2,
  'visit-record': 3,
  'record-amendment': 3,
  'rectification-order': 3,
  'delivery-receipt': 3,
};

/** What `decide` judges: the parts of a header that count, and the body. */
export type Intent = Pick<EntryHeader, 'case' | 'device' | 'kind' | 'kindV' | 'base'> & { readonly body: JsonObject };

/**
 * The verdict on an entry against the confirmed state it arrives at. The server records the outcome; phones run the same function over
 * pending entries to say early what would be refused. No clock takes part. `rules`: an earlier version, to replay what was judged under it
 * (I10).
 */
export function decide(state: CaseState, intent: Intent, actor: Person, rules: number = RULES_VERSION): Verdict {
  const isOfThoseRules = (KINDS_SINCE[intent.kind] ?? 1) <= rules;
  if (!isOfThoseRules || !isKnownShape(intent.kind, intent.kindV)) return forReview('unknown-kind');
  if (intent.kind === 'order') return decideOrder(state, intent, actor);
  if (ordersOf(state).length === 0) return refused('case-unknown');
  if (DECISION_KINDS.has(intent.kind)) return decideDecision(state, intent, actor);
  if (intent.kind === 'correction') return decideCorrection(state, intent, { actor, rules });
  // An observation always stands; who made it from outside is for a person to look at (fault 51).
  return maySeeCase(actor, state) ? ACCEPTED : forReview('outside-scope');
}

function decideOrder(state: CaseState, intent: Intent, actor: Person): Verdict {
  if (actor.role !== 'system') return refused('not-allowed');
  const { orderNo } = intent.body as unknown as BodyByKind['order'];
  return ordersOf(state).some((order) => order.orderNo === orderNo) ? refused('order-duplicate') : ACCEPTED;
}

function decideDecision(state: CaseState, intent: Intent, actor: Person): Verdict {
  switch (intent.kind) {
    case 'assign':
      return decideAssign(state, intent, actor);
    case 'accept':
      if (state.status === 'accepted') return refused('already-accepted');
      return state.status === 'assigned' ? byAssignee(state, actor) : notOpen(state);
    case 'return':
      return state.status === 'assigned' || state.status === 'accepted' ? byAssignee(state, actor) : notOpen(state);
    case 'erase':
      return decideErase(state, intent, actor);
    default:
      return decideClose(state, actor);
  }
}

/** Dispatch is first come, first served: who had not seen another's dispatch is told, not obeyed (fault 80). */
function decideAssign(state: CaseState, intent: Intent, actor: Person): Verdict {
  if (actor.role !== 'supervisor' && actor.role !== 'leader') return refused('not-allowed');
  if (state.status === 'closed') return refused('case-closed');
  const unseen = recordsOf(state, 'assign').some(
    (record) => record.seq > intent.base && record.device !== intent.device && record.verdict.outcome === 'accepted',
  );
  return unseen ? refused('changed-meanwhile') : ACCEPTED;
}

function decideClose(state: CaseState, actor: Person): Verdict {
  if (state.status === 'closed') return refused('case-closed');
  if (keysOf(actor).includes('all')) return ACCEPTED;
  return state.status === 'accepted' ? byAssignee(state, actor) : refused('not-assigned');
}

/** The server writes it once two people asked for it (ERASE-2); nobody's device can. */
function decideErase(state: CaseState, intent: Intent, actor: Person): Verdict {
  const { target, askedBy, confirmedBy } = intent.body as unknown as BodyByKind['erase'];
  if (actor.role !== 'system' || askedBy === confirmedBy) return refused('not-allowed');
  const record = state.records.find(({ id }) => id === target);
  return record && isErasable(state, record) ? ACCEPTED : refused('no-such-record');
}

function decideCorrection(
  state: CaseState,
  intent: Intent,
  { actor, rules }: { readonly actor: Person; readonly rules: number },
): Verdict {
  const { target } = intent.body as unknown as BodyByKind['correction'];
  const corrected = state.records.find((record) => record.id === target);
  if (!corrected || DECISION_KINDS.has(corrected.kind)) return refused('no-such-record');
  if (rules >= 2 && isErased(state, target)) return refused('record-erased');
  if (rules >= 3 && SIGNED_KINDS.has(corrected.kind)) return refused('record-signed');
  return corrected.actor === actor.id ? ACCEPTED : forReview('not-author');
}

function notOpen(state: CaseState): Verdict {
  return refused(state.status === 'closed' ? 'case-closed' : 'not-assigned');
}

/** The unit that holds the case acts; when it was given to a person, a colleague of the unit may step in for them. */
function byAssignee(state: CaseState, actor: Person): Verdict {
  return state.assignee?.unit === actor.unit ? ACCEPTED : refused('not-assignee');
}
