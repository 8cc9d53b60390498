import type { Zone, ZoneMap } from '#domain/reference/zones.ts';
import type { ZoneClass } from '#domain/noise/reading.ts';
import type { Spot } from './district.ts';
import type { TownshipId } from './people.ts';
import { districtAreas, districtTrunkRoads, townshipName, townshipRing } from './district.ts';
import { DEMO_TOWNSHIPS } from './people.ts';

/** The town has shops under flats; the villages and the riverside are for living. */
const MIXED: ReadonlySet<TownshipId> = new Set(['town-qingshiqiao', 'town-wangsong', 'town-tingquan']);
const AREA_CLASSES: Readonly<Record<string, ZoneClass>> = { industry: '3', school: '1' };
const AREA_NAMES: Readonly<Record<string, string>> = { industry: '工业园', school: '学校' };
/** GB/T 15190: beside a road next to class 2, some 35 m. */
const ROADSIDE_DEGREES = 0.0004;

/** An invented map of functional zones on the invented district: townships, then industry and schools, then the roads over them. */
export function demoZones(): ZoneMap {
  const townships = DEMO_TOWNSHIPS.map(({ id }): Zone => ({
    zone: MIXED.has(id) ? '2' : '1',
    name: townshipName(id),
    rings: [closed(townshipRing(id))],
  }));
  const areas = districtAreas().flatMap(({ kind, ring }): Zone[] => {
    const zone = AREA_CLASSES[kind];
    return zone ? [{ zone, name: AREA_NAMES[kind] ?? '', rings: [closed(ring)] }] : [];
  });
  const roads = districtTrunkRoads().map((line): Zone => ({
    zone: '4a',
    name: '干线两侧',
    rings: [closed(strip(line))],
  }));
  return { source: '云溪区声环境功能区划（演示，虚构）', zones: [...townships, ...areas, ...roads] };
}

/** There on one side of the road, and back on the other. */
function strip(line: readonly Spot[]): readonly Spot[] {
  const beside = (side: 1 | -1) =>
    line.map((spot, at) => {
      const [before, after] = [line[at - 1] ?? spot, line[at + 1] ?? spot];
      const [dLat, dLon] = [after.lat - before.lat, after.lon - before.lon];
      const length = Math.hypot(dLat, dLon) || 1;
      return {
        lat: spot.lat + (side * ROADSIDE_DEGREES * dLon) / length,
        lon: spot.lon - (side * ROADSIDE_DEGREES * dLat) / length,
      };
    });
  return [...beside(1), ...beside(-1).reverse()];
}

function closed(ring: readonly Spot[]): Zone['rings'][number] {
  const positions = ring.map(({ lat, lon }) => [rounded(lon), rounded(lat)] as const);
  const [first] = positions;
  return first ? [...positions, first] : [];
}

function rounded(degrees: number): number {
  return Math.round(degrees * 100_000) / 100_000;
}
