import type { PersonStore } from '#storage/person-store.ts';
import { unsentByCase } from '#storage/own-entries.ts';

/** Work of one case that is on this device only. */
export interface UnsentWork {
  readonly caseId: string;
  readonly entries: number;
  readonly blobs: number;
}

export async function unsentWork(store: PersonStore): Promise<readonly UnsentWork[]> {
  return [...(await unsentByCase(store))].map(([caseId, counts]) => ({ caseId, ...counts }));
}
