import type { CaseSummary } from '#domain/case/case-summary.ts';
import type { Person } from '#domain/people/person.ts';

export type ListName = 'todo' | 'done' | 'team' | 'partner';

/**
 * 待办: dispatched to me, or to my unit and to nobody in it yet: anybody may take it.
 * 本队: everything open that my unit holds. 协办: held by others, and we took part in a joint action. 已办: closed, newest first.
 */
function belongsTo(list: ListName, summary: CaseSummary, me: Person): boolean {
  const isOpen = summary.status !== 'closed';
  if (list === 'done') return !isOpen;
  if (list === 'team') return isOpen && summary.unit === me.unit;
  if (list === 'partner') return isOpen && summary.unit !== me.unit;
  return isOpen && (summary.person === me.id || (summary.unit === me.unit && summary.person === null));
}

/** Rows come by deadline; closed cases have none, so the newest order leads. */
export function listOf(list: ListName, rows: readonly CaseSummary[], me: Person): readonly CaseSummary[] {
  const listed = rows.filter((summary) => belongsTo(list, summary, me));
  return list === 'done' ? listed.sort((a, b) => b.receivedAtMs - a.receivedAtMs) : listed;
}
