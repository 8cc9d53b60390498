import { describe, expect, it } from 'vitest';
import type { CaseSummary } from '#domain/case/case-summary.ts';
import { CaseClusters } from '#app/features/map/case-clusters.ts';
import { markersAt } from '#app/features/map/draw-markers.ts';
import { dueStateOf, mapPoints } from '#app/features/map/due-state.ts';
import { worldOf } from '#app/features/map/world.ts';
import { boxAround, isPlaced, listView, openingBox } from '#app/features/map/view-list.ts';

const now = Date.parse('2026-11-24T09:00:00+08:00');
const hour = 3_600_000;
const home = { south: 39.6, west: 115.9, north: 39.8, east: 116.3 };
const world = { south: -85, west: -180, north: 85, east: 180 };

function summary(id: string, over: Partial<CaseSummary> = {}): CaseSummary {
  return {
    id,
    lastSeq: 1,
    status: 'assigned',
    unit: null,
    person: null,
    dueAtMs: null,
    receivedAtMs: 0,
    orderNo: id,
    earlierOrderNos: [],
    orderCount: 1,
    category: '',
    matter: '',
    address: '',
    lat: 39.7,
    lon: 116.1,
    ...over,
  };
}

describe('due state', () => {
  it.each([
    [{ dueAtMs: now - 1 }, 'overdue'],
    [{ dueAtMs: now }, 'soon'],
    [{ dueAtMs: now + 24 * hour - 1 }, 'soon'],
    [{ dueAtMs: now + 24 * hour }, 'open'],
    [{ dueAtMs: null }, 'open'],
    [{ dueAtMs: now - hour, status: 'closed' as const }, 'closed'],
  ])('of %j is %s', (over, state) => {
    expect(dueStateOf(summary('a', over), now)).toBe(state);
  });

  it('leaves out cases without a position', () => {
    expect(mapPoints([summary('a'), summary('b', { lat: null, lon: null })], now).map(({ id }) => id)).toEqual(['a']);
  });
});

describe('clusters', () => {
  const many = Array.from({ length: 500 }, (_, at) =>
    summary(`c-${String(at)}`, {
      lat: 39.7 + (at % 25) / 2000,
      lon: 116.1 + Math.floor(at / 25) / 2000,
      dueAtMs: at % 5 === 0 ? now - hour : null,
    }),
  );
  const clusters = new CaseClusters(mapPoints(many, now));

  it.each([3, 11, 13, 15, 18])('at zoom %i hold every case once', (zoom) => {
    const markers = clusters.within(world, zoom);
    const cases = markers.reduce((sum, marker) => sum + (marker.kind === 'cluster' ? marker.count : 1), 0);
    expect(cases).toBe(500);
    const overdue = markers.reduce(
      (sum, marker) => sum + (marker.kind === 'cluster' ? marker.counts.overdue : marker.due === 'overdue' ? 1 : 0),
      0,
    );
    expect(overdue).toBe(100);
  });

  it('fall apart at the zoom they name, and into single cases in the end', () => {
    const [cluster] = clusters.within(world, 11);
    if (cluster?.kind !== 'cluster') throw new Error('expected a cluster');
    expect(clusters.within(world, clusters.zoomInto(cluster.cluster)).length).toBeGreaterThan(1);
    expect(clusters.within(world, 18).every(({ kind }) => kind === 'case')).toBe(true);
  });
});

describe('opening window', () => {
  const here = { lat: 39.7, lon: 116.1 };
  const away = { lat: 40.7, lon: -74 };

  it('is around the cases of the district; of others only when there are none', () => {
    expect(openingBox([here, away], home)).toEqual(boxAround([here]));
    expect(openingBox([away], home)).toEqual(boxAround([away]));
    expect(openingBox([away], null)).toEqual(boxAround([away]));
    expect(openingBox([], home)).toBeNull();
  });
});

describe('list beside the map', () => {
  it('holds what the window shows, nearest first, and says how many there are', () => {
    const near = summary('near', { lat: 39.701 });
    const far = summary('far', { lat: 39.75 });
    const out = summary('out', { lat: 41 });
    const view = listView([far, out, near].filter(isPlaced), { box: home, from: { lat: 39.7, lon: 116.1 }, count: 1 });
    expect(view.total).toBe(2);
    expect(view.listed.map(({ summary: { id } }) => id)).toEqual(['near']);
    expect(view.listed[0]?.distanceM).toBeCloseTo(111, 0);
  });
});

describe('a tap', () => {
  it('finds what a fingertip covers, the nearest first', () => {
    const drawn = [10, 25, 80].map((x) => ({
      marker: { kind: 'case' as const, id: String(x), lat: 0, lon: 0, due: 'open' as const },
      x,
      y: 0,
      radius: 9,
    }));
    expect(markersAt(drawn, { x: 22, y: 0 }).map((marker) => (marker.kind === 'case' ? marker.id : ''))).toEqual([
      '25',
      '10',
    ]);
    expect(markersAt(drawn, { x: 140, y: 0 })).toEqual([]);
  });
});

describe('projection', () => {
  it('is Web Mercator: the middle of the world, its corners, and a known place', () => {
    expect(worldOf(0, 0)).toEqual({ x: 128, y: 128 });
    expect(worldOf(89, 180).y).toBeCloseTo(0, 6);
    const { x, y } = worldOf(39.9, 116.4);
    // As OpenStreetMap numbers its tiles.
    expect([Math.floor((x / 256) * 2 ** 14), Math.floor((y / 256) * 2 ** 14)]).toEqual([13489, 6208]);
  });
});
