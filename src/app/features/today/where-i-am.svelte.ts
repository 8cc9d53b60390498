import type { CaseSummary } from '#domain/case/case-summary.ts';
import { useAllowedLocation } from '#app/state/location.svelte.ts';
import { distanceM } from '#app/features/case/distance.ts';

export interface WhereIAm {
  /** Metres; undefined when this device or the case has no position. */
  distanceTo(summary: Pick<CaseSummary, 'lat' | 'lon'>): number | undefined;
}

/** Distances for a list. Nobody is asked for anything: only where positioning was allowed before is it used. */
export function useWhereIAm(): WhereIAm {
  const location = useAllowedLocation();
  return {
    distanceTo({ lat, lon }) {
      return location.best && lat !== null && lon !== null ? distanceM(location.best, { lat, lon }) : undefined;
    },
  };
}
