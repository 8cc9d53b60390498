import type { AppContext, Services } from './context.ts';
import type { CaseState } from '#domain/case/case-state.ts';
import { HaltedCaseError } from './storage-fault.ts';
import { maySeeCase } from '#domain/people/policy.ts';

/** null for a case that is not there and for one the person may not see: the two must look alike (fault 96). */
export async function visibleCase(services: Services, c: AppContext): Promise<CaseState | null> {
  const id = c.req.param('id') ?? '';
  const { state, isHalted } = await services.sync.store.read(async (log) => ({
    state: (await log.cases([id])).get(id),
    isHalted: (await log.damagedCases()).has(id),
  }));
  const { person } = c.get('session');
  if (!state) return null;
  if (maySeeCase(person, state)) {
    if (isHalted) throw new HaltedCaseError(`case ${id} is halted: what is stored of it is damaged`);
    return state;
  }
  services.log.warn({ person: person.id, case: id }, 'asked for a case outside their scope');
  return null;
}
