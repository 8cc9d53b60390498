import type { CaseSummary } from '#domain/case/case-summary.ts';
import { distanceM } from '#app/features/case/distance.ts';

interface Point {
  readonly lat: number;
  readonly lon: number;
}

export interface WhereIAm {
  /** Metres; undefined when this device or the case has no position. */
  distanceTo(summary: Pick<CaseSummary, 'lat' | 'lon'>): number | undefined;
}

/** Distances for a list. Nobody is asked for anything: only where positioning was allowed before is it used. */
export function useWhereIAm(): WhereIAm {
  let here: Point | null = $state.raw(null);

  $effect(() => {
    let isCurrent = true;
    void isAllowed().then((allowed) => {
      if (!allowed) return;
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          if (isCurrent) here = { lat: coords.latitude, lon: coords.longitude };
        },
        () => undefined,
        { maximumAge: 120_000, timeout: 15_000 },
      );
    });
    return () => (isCurrent = false);
  });

  return {
    distanceTo({ lat, lon }) {
      return here && lat !== null && lon !== null ? distanceM(here, { lat, lon }) : undefined;
    },
  };
}

async function isAllowed(): Promise<boolean> {
  try {
    return (
      'geolocation' in navigator && (await navigator.permissions.query({ name: 'geolocation' })).state === 'granted'
    );
  } catch {
    return false;
  }
}
