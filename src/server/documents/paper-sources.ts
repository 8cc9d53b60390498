import type { BureauProfile } from '#domain/reference/bureau.ts';
import type { CaseState } from '#domain/case/case-state.ts';
import type { OfficerRegister } from '#domain/reference/officers.ts';
import type { Services } from '../http/context.ts';
import { currentReference } from '../reference/references.ts';
import { directory } from '../auth/people.ts';

/** What documents are written from, beside the case: names, certificates, the bureau's head. */
export interface PaperSources {
  readonly state: CaseState;
  readonly bureau: BureauProfile;
  readonly officers: OfficerRegister;
  readonly nameOf: (person: string) => string;
}

export async function paperSources({ db }: Pick<Services, 'db'>, state: CaseState): Promise<PaperSources> {
  const { people } = await directory(db);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const [bureau, officers] = await Promise.all([currentReference(db, 'bureau'), currentReference(db, 'officers')]);
  return { state, bureau: bureau.body, officers: officers.body, nameOf: (person) => names.get(person) ?? person };
}
