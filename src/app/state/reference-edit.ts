import type { PublishReference, ReferenceChange } from '#protocol/reference.ts';
import type { ReferenceBodies, ReferenceName, ReferenceVersion } from '#domain/reference/reference.ts';
import type { Outcome } from './failure.ts';
import { callApi } from './call-api.ts';
import { keepReference } from './reference.svelte.ts';

export interface Correction<N extends ReferenceName> {
  readonly body: ReferenceBodies[N];
  /** Why, in the author's words: it stands in the history for ever. */
  readonly reason: string;
  /** Version the author saw. Somebody else's newer one is a `conflict`, and nothing is published. */
  readonly basedOn: number;
}

/** At the office only: a correction is in force for everybody or for nobody. */
export async function publishReference<N extends ReferenceName>(
  name: N,
  correction: Correction<N>,
): Promise<Outcome<ReferenceVersion<N>>> {
  const body = correction as unknown as PublishReference;
  const published = await callApi<ReferenceVersion<N>>(`/api/reference/${name}`, { method: 'PUT', body });
  if (published.ok) await keepReference(published.value);
  return published;
}

/** Newest first; without the one shipped with the app, which has no author. */
export function referenceHistory(name: ReferenceName): Promise<Outcome<readonly ReferenceChange[]>> {
  return callApi(`/api/reference/${name}/history`);
}

/** A version by its hash, also one no longer in force: what a record of that day was made by. */
export function referenceByHash<N extends ReferenceName>(name: N, hash: string): Promise<Outcome<ReferenceVersion<N>>> {
  return callApi(`/api/reference/${name}?hash=${encodeURIComponent(hash)}`);
}
