import type { CaseSummary } from '#domain/case/case-summary.ts';

interface Point {
  readonly lat: number;
  readonly lon: number;
}

export interface WhereIAm {
  /** Metres; undefined when this device or the case has no position. */
  distanceTo(summary: Pick<CaseSummary, 'lat' | 'lon'>): number | undefined;
}

const EARTH_RADIUS_M = 6_371_000;

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

export function distanceM(from: Point, to: Point): number {
  const toRadians = Math.PI / 180;
  const middle = Math.cos(((from.lat + to.lat) / 2) * toRadians);
  // On a district's scale the earth is flat enough.
  return Math.hypot((to.lat - from.lat) * toRadians, (to.lon - from.lon) * toRadians * middle) * EARTH_RADIUS_M;
}
