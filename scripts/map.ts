/** Draws the invented district 云溪区 into public/map/district.json. Same result on every run: `node scripts/map.ts`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { Delaunay } from 'd3-delaunay';
import { DEMO_TOWNSHIPS } from '#server/demo/people.ts';
import { randomOf } from '#server/demo/random.ts';
import { buffered, clipped, fractal, outerRing, ringOfBlob } from './map-shapes.ts';
import type { Line, Point } from './map-shapes.ts';

const SCALE = 100_000;
const CENTRE = { lat: 39.72, lon: 116.1 };
const KM_PER_LAT = 111.2;
const KM_PER_LON = 111.2 * Math.cos((CENTRE.lat * Math.PI) / 180);

/** All shapes are drawn in kilometres east and north of the centre. */
const OUTLINE: Line = [
  [-13.2, -1.5],
  [-11.4, 4.6],
  [-8.2, 8.3],
  [-2.6, 10.2],
  [2.8, 9.1],
  [7.6, 9.9],
  [11.9, 6.1],
  [13.6, 0.4],
  [11.7, -5.2],
  [7.1, -8.8],
  [1.2, -9.9],
  [-4.9, -9.2],
  [-10.1, -6.6],
];

/** Town centres, in the order of DEMO_TOWNSHIPS: six sub-districts close together, the rest around them. */
const SITES: Line = [
  [-2.4, 0.9],
  [0.6, 2.2],
  [2.2, -0.6],
  [-0.4, -2.1],
  [-3.6, -2.4],
  [3.4, 2.9],
  [4.6, -3.3],
  [8.9, -2.4],
  [-7.6, 2.2],
  [9.2, 3.1],
  [-7.4, -3.6],
  [-3.8, 6.0],
  [0.2, -6.4],
  [4.2, 6.8],
];

const RIVER: Line = [
  [-12.6, 7.4],
  [-8.6, 5.3],
  [-5.6, 4.2],
  [-2.0, 3.6],
  [0.9, 0.7],
  [2.9, 0.9],
  [5.0, -0.6],
  [6.3, -2.2],
  [6.5, -4.4],
  [7.8, -6.6],
  [9.6, -9.8],
];

const TRUNK_ROADS: readonly { readonly name: string; readonly en: string; readonly line: Line }[] = [
  {
    name: '云溪大道',
    en: 'Yunxi Avenue',
    line: [
      [-13.4, -0.4],
      [-7.4, 0.2],
      [-2.4, 0.1],
      [1.8, -1.4],
      [5.6, -1.6],
      [9.4, -0.9],
      [13.5, 0.9],
    ],
  },
  {
    name: '松涛路',
    en: 'Songtao Road',
    line: [
      [-1.4, 10.2],
      [-0.8, 5.6],
      [-0.9, 1.4],
      [-0.6, -2.2],
      [-0.2, -6.2],
      [0.6, -10],
    ],
  },
  {
    name: '环溪路',
    en: 'Huanxi Ring Road',
    line: [
      [-4.9, 0.6],
      [-3.7, 3.0],
      [-0.6, 4.1],
      [2.6, 3.9],
      [4.4, 1.4],
      [3.9, -1.9],
      [2.0, -3.6],
      [-1.4, -3.9],
      [-4.3, -2.8],
      [-4.9, 0.6],
    ],
  },
];

const AREAS: readonly {
  readonly id: string;
  readonly name: string;
  readonly en: string;
  readonly kind: string;
  readonly ring: Line;
}[] = [
  {
    id: 'dongan-park',
    name: '东岸工业园',
    en: 'Dongan industrial park',
    kind: 'industry',
    ring: [
      [7.1, -2.9],
      [8.9, -3.2],
      [9.2, -4.6],
      [8.1, -5.0],
      [7.2, -4.4],
    ],
  },
  {
    id: 'luwan-estate',
    name: '芦湾家园',
    en: 'Luwan estate',
    kind: 'estate',
    ring: [
      [5.0, -3.2],
      [5.8, -3.1],
      [5.9, -4.1],
      [5.2, -4.3],
    ],
  },
  {
    id: 'huaian-estate',
    name: '槐安里小区',
    en: 'Huaianli estate',
    kind: 'estate',
    ring: [
      [-2.9, 1.2],
      [-2.2, 1.3],
      [-2.1, 0.8],
      [-2.8, 0.7],
    ],
  },
  {
    id: 'school',
    name: '青石桥小学',
    en: 'Qingshiqiao school',
    kind: 'school',
    ring: [
      [-3.4, 1.1],
      [-3.1, 1.2],
      [-3.05, 0.9],
      [-3.35, 0.85],
    ],
  },
  { id: 'wetland', name: '白鹭湿地', en: 'Bailu wetland', kind: 'green', ring: ringOfBlob([9.0, 5.2], 1.3, 'wetland') },
  { id: 'hill', name: '云台山', en: 'Yuntai hill', kind: 'green', ring: ringOfBlob([-5.6, 7.2], 1.6, 'hill') },
  { id: 'garden', name: '溪心公园', en: 'Xixin garden', kind: 'green', ring: ringOfBlob([1.5, -0.5], 0.45, 'garden') },
  {
    id: 'reservoir',
    name: '石盘水库',
    en: 'Shipan reservoir',
    kind: 'water',
    ring: ringOfBlob([-9.6, 3.4], 0.9, 'reservoir'),
  },
];

function coordinates(line: Line): number[] {
  return line.flatMap(([x, y]) => [
    Math.round((CENTRE.lat + y / KM_PER_LAT) * SCALE),
    Math.round((CENTRE.lon + x / KM_PER_LON) * SCALE),
  ]);
}

const voronoi = Delaunay.from(SITES.map(([x, y]) => [x, y] as [number, number])).voronoi([-20, -20, 20, 20]);
const rings = SITES.map((_, index) =>
  fractal(clipped((voronoi.cellPolygon(index) as Point[]).slice(0, -1), OUTLINE), 'border', true),
);

/** Roads between neighbouring town centres; the long way round is left out. */
function townRoads(): Line[] {
  const delaunay = Delaunay.from(SITES.map(([x, y]) => [x, y] as [number, number]));
  return SITES.flatMap((from, index) =>
    [...delaunay.neighbors(index)].flatMap((other) => {
      const to = SITES[other];
      if (!to || other < index || Math.hypot(to[0] - from[0], to[1] - from[1]) > 6.3) return [];
      return [fractal([from, to], 'road', false)];
    }),
  );
}

/** A few blocks around each centre, turned a little, so that a zoomed map is not empty. */
function streets(): Line[] {
  const random = randomOf('streets');
  return SITES.flatMap(([cx, cy], index) => {
    const turn = random.between(-0.4, 0.4);
    const reach = index < 6 ? 1.05 : 0.6;
    const step = reach / (index < 6 ? 4 : 2.5);
    const lines: Line[] = [];
    for (let offset = -reach; offset <= reach + 0.01; offset += step) {
      const jitter = random.between(-0.06, 0.06);
      const ends: Line = [
        [-reach * random.between(0.7, 1.1), offset + jitter],
        [reach * random.between(0.7, 1.1), offset + jitter],
      ];
      for (const swap of [false, true]) {
        lines.push(
          ends
            .map(([x, y]) => (swap ? [y, x] : [x, y]) as Point)
            .map(([x, y]): Point => [
              cx + x * Math.cos(turn) - y * Math.sin(turn),
              cy + x * Math.sin(turn) + y * Math.cos(turn),
            ]),
        );
      }
    }
    return lines;
  });
}

const river = fractal(RIVER, 'river', false);
const outline = outerRing(rings);
const bbox = [
  Math.min(...outline.map(([, y]) => y)),
  Math.min(...outline.map(([x]) => x)),
  Math.max(...outline.map(([, y]) => y)),
  Math.max(...outline.map(([x]) => x)),
];
/** Below this zoom a label would lie over the townships' names. */
const LABEL_FROM_ZOOM: Readonly<Record<string, number>> = {
  road: 12,
  water: 11,
  industry: 12,
  green: 12,
  estate: 14,
  school: 15,
};
const label = (text: string, en: string, kind: string, at: Point) => ({
  name: { zh: text, en },
  kind,
  minZoom: LABEL_FROM_ZOOM[kind] ?? 13,
  at: coordinates([at]),
});
const middle = (ring: Line): Point => [
  ring.reduce((sum, [x]) => sum + x, 0) / ring.length,
  ring.reduce((sum, [, y]) => sum + y, 0) / ring.length,
];

const district = {
  v: 1,
  note: 'An invented district: no place, road or border here exists. Whole numbers are degrees x 100000 (WGS-84), flat lists of lat,lon.',
  name: { zh: '云溪区', en: 'Yunxi District' },
  scale: SCALE,
  bbox: [...coordinates([[bbox[1] ?? 0, bbox[0] ?? 0]]), ...coordinates([[bbox[3] ?? 0, bbox[2] ?? 0]])],
  outline: coordinates(outline),
  townships: DEMO_TOWNSHIPS.map(({ id, name, en }, index) => ({
    id,
    name: { zh: name, en },
    label: coordinates([SITES[index] ?? [0, 0]]),
    ring: coordinates(rings[index] ?? []),
  })),
  water: [
    { name: { zh: '云溪', en: 'Yunxi River' }, ring: coordinates(buffered(river, 0.11, 0.2)) },
    ...AREAS.filter((area) => area.kind === 'water').map((area) => ({
      name: { zh: area.name, en: area.en },
      ring: coordinates(area.ring),
    })),
  ],
  areas: AREAS.filter((area) => area.kind !== 'water').map(({ id, name, en, kind, ring }) => ({
    id,
    kind,
    name: { zh: name, en },
    ring: coordinates(ring),
  })),
  roads: [
    ...TRUNK_ROADS.map(({ name, en, line }) => ({
      class: 'trunk',
      name: { zh: name, en },
      line: coordinates(fractal(line, 'trunk', false)),
    })),
    ...townRoads().map((line) => ({ class: 'main', line: coordinates(line) })),
    ...streets().map((line) => ({ class: 'street', line: coordinates(line) })),
  ],
  labels: [
    ...TRUNK_ROADS.map(({ name, en, line }) => label(name, en, 'road', line[1] ?? [0, 0])),
    label('云溪', 'Yunxi River', 'water', [-5.6, 4.2]),
    ...AREAS.map((area) => label(area.name, area.en, area.kind, middle(area.ring))),
  ],
};

mkdirSync('public/map', { recursive: true });
const text = `${JSON.stringify(district)}\n`;
writeFileSync('public/map/district.json', text);
process.stdout.write(`public/map/district.json: ${text.length} bytes\n`);
