import type { AppContext, Services } from './context.ts';
import type { CaseState } from '#domain/case/case-state.ts';
import { maySeeCase } from '#domain/people/policy.ts';

/** null for a case that is not there and for one the person may not see: the two must look alike (fault 96). */
export async function visibleCase(services: Services, c: AppContext): Promise<CaseState | null> {
  const id = c.req.param('id') ?? '';
  const state = (await services.sync.store.read((log) => log.cases([id]))).get(id);
  const { person } = c.get('session');
  if (!state || maySeeCase(person, state)) return state ?? null;
  services.log.warn({ person: person.id, case: id }, 'asked for a case outside their scope');
  return null;
}
