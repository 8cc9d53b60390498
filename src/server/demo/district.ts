import { readFileSync } from 'node:fs';
import { DEMO_TOWNSHIPS } from './people.ts';
import type { TownshipId } from './people.ts';
import type { Random } from './random.ts';

interface DistrictFile {
  readonly scale: number;
  readonly townships: readonly {
    readonly id: string;
    readonly ring: readonly number[];
    readonly label: readonly number[];
  }[];
  readonly areas: readonly { readonly kind: string; readonly ring: readonly number[] }[];
  readonly roads: readonly { readonly class: string; readonly line: readonly number[] }[];
}

export interface Spot {
  readonly lat: number;
  readonly lon: number;
}

/** The same file the map draws, so that no order lies outside the township it names. */
const DISTRICT = JSON.parse(
  readFileSync(new URL('../../../public/map/district.json', import.meta.url), 'utf8'),
) as DistrictFile;

export function townshipRing(id: TownshipId): readonly Spot[] {
  return spots(DISTRICT.townships.find((township) => township.id === id)?.ring ?? []);
}

export function districtAreas(): readonly { readonly kind: string; readonly ring: readonly Spot[] }[] {
  return DISTRICT.areas.map(({ kind, ring }) => ({ kind, ring: spots(ring) }));
}

export function districtTrunkRoads(): readonly (readonly Spot[])[] {
  return DISTRICT.roads.filter((road) => road.class === 'trunk').map(({ line }) => spots(line));
}

export function townshipName(id: TownshipId): string {
  return DEMO_TOWNSHIPS.find((township) => township.id === id)?.name ?? id;
}

/** A place in the township, nearer to its centre than chance would have it: that is where people live. */
export function spotIn(id: TownshipId, random: Random): Spot {
  const ring = townshipRing(id);
  const [centre] = spots(DISTRICT.townships.find((township) => township.id === id)?.label ?? []);
  if (!centre) throw new Error(`the map has no ${id}`);
  for (;;) {
    const reach = random.next() ** 1.6;
    const angle = random.between(0, 2 * Math.PI);
    const spot = {
      lat: round(centre.lat + 0.036 * reach * Math.sin(angle)),
      lon: round(centre.lon + 0.046 * reach * Math.cos(angle)),
    };
    if (isInside(spot, ring)) return spot;
  }
}

export function isInside(spot: Spot, ring: readonly Spot[]): boolean {
  let inside = false;
  ring.forEach((a, index) => {
    const b = ring[(index + 1) % ring.length] ?? a;
    const crosses =
      a.lat > spot.lat !== b.lat > spot.lat &&
      spot.lon < ((b.lon - a.lon) * (spot.lat - a.lat)) / (b.lat - a.lat) + a.lon;
    if (crosses) inside = !inside;
  });
  return inside;
}

function spots(flat: readonly number[]): Spot[] {
  return Array.from({ length: flat.length / 2 }, (_, index) => ({
    lat: (flat[index * 2] ?? 0) / DISTRICT.scale,
    lon: (flat[index * 2 + 1] ?? 0) / DISTRICT.scale,
  }));
}

function round(degrees: number): number {
  return Math.round(degrees * 100_000) / 100_000;
}
