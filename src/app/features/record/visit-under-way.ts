import { openVisitOf } from '#domain/case/case-records.ts';
import type { CaseView } from '#domain/case/overlay.ts';
import { session } from '#app/state/session.svelte.ts';

/** Id of the own visit that a record belongs to, if one is under way. */
export function visitUnderWay(view: CaseView | null): string | undefined {
  const { person } = session;
  return view && person ? openVisitOf(view.state, person.id)?.id : undefined;
}
