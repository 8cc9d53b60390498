import type { CaseSummary } from '#domain/case/case-summary.ts';
import { isInBox, type Box } from '#app/features/map/district.ts';

export interface Place {
  readonly lat: number;
  readonly lon: number;
}

export type PlacedCase = CaseSummary & Place;

export interface ListedCase {
  readonly summary: PlacedCase;
  readonly distanceM: number;
}

const M_PER_DEGREE = 111_320;

export function isPlaced(summary: CaseSummary): summary is PlacedCase {
  return summary.lat !== null && summary.lon !== null;
}

interface View {
  readonly box: Box;
  readonly from: Place;
  readonly count: number;
}

/**
 * The cases a map window shows, as a list: the nearest to `from` first, `count` of them. Only those are kept in order on the way, for a
 * window may show the whole district.
 */
export function listView(
  placed: readonly PlacedCase[],
  { box, from, count }: View,
): { readonly total: number; readonly listed: readonly ListedCase[] } {
  const nearest: ListedCase[] = [];
  let total = 0;
  for (const summary of placed) {
    if (!isInBox(summary, box)) continue;
    total += 1;
    const distanceM = metresBetween(from, summary);
    const last = nearest.at(-1);
    if (nearest.length === count && last && distanceM >= last.distanceM) continue;
    const at = nearest.findIndex((other) => other.distanceM > distanceM);
    nearest.splice(at < 0 ? nearest.length : at, 0, { summary, distanceM });
    if (nearest.length > count) nearest.pop();
  }
  return { total, listed: nearest };
}

export function middleOf(box: Box): Place {
  return { lat: (box.south + box.north) / 2, lon: (box.west + box.east) / 2 };
}

/** null without places. */
export function boxAround(places: readonly Place[]): Box | null {
  const [first] = places;
  if (!first) return null;
  let box: Box = { south: first.lat, north: first.lat, west: first.lon, east: first.lon };
  for (const { lat, lon } of places) {
    box = {
      south: Math.min(box.south, lat),
      north: Math.max(box.north, lat),
      west: Math.min(box.west, lon),
      east: Math.max(box.east, lon),
    };
  }
  return box;
}

/** What the map opens on: the cases of the district, or all of them when they lie elsewhere (an import from another city). */
export function openingBox(placed: readonly Place[], district: Box | null): Box | null {
  if (!district) return boxAround(placed);
  return boxAround(placed.filter((place) => isInBox(place, district))) ?? boxAround(placed);
}

/** A window on the map is small enough to be taken for flat. */
function metresBetween(a: Place, b: Place): number {
  const lonScale = Math.cos((a.lat * Math.PI) / 180);
  return Math.hypot((a.lat - b.lat) * M_PER_DEGREE, (a.lon - b.lon) * M_PER_DEGREE * lonScale);
}
