import type { Zone, ZoneMap } from './zones.ts';

type Position = readonly [lon: number, lat: number];

export interface Place {
  readonly lat: number;
  readonly lon: number;
}

/** Where a place lies on the map of functional zones. */
export interface ZoneHit {
  /** Null outside of all zones: somebody has to choose by hand. */
  readonly zone: Zone | null;
  /** Way to the nearest border between zones, metres; null without a map. */
  readonly borderM: number | null;
}

/** A position is never so sure that a border nearer than this means nothing. */
const LEAST_DOUBT_M = 20;
const METRES_PER_DEGREE = 111_320;

/** The zone of a place. Where zones overlap the later one lies on top, as it is drawn: streets are put over the areas they cross. */
export function zoneAt({ zones }: ZoneMap, { lat, lon }: Place): ZoneHit {
  const zone = zones.findLast(({ rings }) => isInside([lon, lat], rings)) ?? null;
  const borders = zones.map(({ rings }) => distanceM([lon, lat], rings));
  return { zone, borderM: borders.length === 0 ? null : Math.min(...borders) };
}

/** The border is nearer than the position is sure: the class has to be confirmed by hand. */
export function isZoneDoubtful({ borderM }: ZoneHit, accuracyM: number): boolean {
  return borderM !== null && borderM <= Math.max(accuracyM, LEAST_DOUBT_M);
}

/** Even-odd over all rings, so that holes are outside. */
function isInside([lon, lat]: Position, rings: Zone['rings']): boolean {
  let inside = false;
  for (const ring of rings) {
    eachEdge(ring, ([x1, y1], [x2, y2]) => {
      if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
    });
  }
  return inside;
}

/** In a plane touching the earth at the place: good to a metre over the kilometres that matter. */
function distanceM([lon, lat]: Position, rings: Zone['rings']): number {
  const eastM = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  let least = Infinity;
  for (const ring of rings) {
    eachEdge(ring, ([x1, y1], [x2, y2]) => {
      const [ax, ay] = [(x1 - lon) * eastM, (y1 - lat) * METRES_PER_DEGREE];
      const [bx, by] = [(x2 - lon) * eastM, (y2 - lat) * METRES_PER_DEGREE];
      const [dx, dy] = [bx - ax, by - ay];
      const along = dx === 0 && dy === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy)));
      least = Math.min(least, Math.hypot(ax + along * dx, ay + along * dy));
    });
  }
  return least;
}

function eachEdge(ring: readonly Position[], edge: (from: Position, to: Position) => void): void {
  for (let at = 0; at + 1 < ring.length; at += 1) {
    const [from, to] = [ring[at], ring[at + 1]];
    if (from && to) edge(from, to);
  }
}
