import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ZoneMap } from '#domain/reference/zones.ts';
import { isZoneDoubtful, zoneAt } from '#domain/reference/zone-at.ts';
import { readZones } from '#domain/reference/zone-import.ts';
import { demoZones } from '#server/demo/zones.ts';
import { referenceMisfit } from '#protocol/reference-schemas.ts';

const square = (west: number, south: number, size: number) =>
  [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ] as const;

const MAP: ZoneMap = {
  source: '',
  zones: [
    { zone: '2', name: '', rings: [square(116, 39, 0.1), square(116.04, 39.04, 0.02)] },
    { zone: '4a', name: '', rings: [square(116, 39.08, 0.02)] },
  ],
};

describe('where a place lies', () => {
  it('[ZONE-1] inside its zone, not inside a hole, and nowhere outside of all', () => {
    expect(zoneAt(MAP, { lat: 39.01, lon: 116.01 }).zone?.zone).toBe('2');
    expect(zoneAt(MAP, { lat: 39.05, lon: 116.05 }).zone).toBeNull();
    expect(zoneAt(MAP, { lat: 38.9, lon: 116.05 }).zone).toBeNull();
    expect(zoneAt({ source: '', zones: [] }, { lat: 39, lon: 116 })).toEqual({ zone: null, borderM: null });
  });

  it('[ZONE-1] where zones overlap the later one lies on top', () => {
    expect(zoneAt(MAP, { lat: 39.09, lon: 116.01 }).zone?.zone).toBe('4a');
  });

  it('[ZONE-2] a border nearer than the position is sure leaves the class in doubt', () => {
    const near = zoneAt(MAP, { lat: 39.0005, lon: 116.03 });
    expect(near.borderM).toBeCloseTo(55.7, 0);
    expect(isZoneDoubtful(near, 15)).toBe(false);
    expect(isZoneDoubtful(near, 60)).toBe(true);
    expect(isZoneDoubtful(zoneAt(MAP, { lat: 39.0001, lon: 116.03 }), 3)).toBe(true);
  });

  it('[ZONE-2] going straight to a border shortens the way to it by as much', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.0001, max: 0.019, noNaN: true }), (off) => {
        const { borderM } = zoneAt(MAP, { lat: 39 + off, lon: 116.03 });
        expect(borderM).toBeCloseTo(off * 111_320, 0);
      }),
    );
  });

  it('[ZONE-4] the demo’s map has the restaurant in class 2, industry in 3, and fits the schema', () => {
    const map = demoZones();
    expect(referenceMisfit('zones', map)).toBeNull();
    const hit = zoneAt(map, { lat: 39.72848, lon: 116.07312 });
    expect(hit.zone?.zone).toBe('2');
    expect(isZoneDoubtful(hit, 10)).toBe(false);
    expect(new Set(map.zones.map(({ zone }) => zone))).toEqual(new Set(['1', '2', '3', '4a']));
  });
});

describe('import of a GeoJSON file', () => {
  const feature = (
    properties: object,
    geometry: object = { type: 'Polygon', coordinates: [square(116, 39, 0.1)] },
  ) => ({
    type: 'Feature',
    properties,
    geometry,
  });
  const file = (...features: readonly object[]) => JSON.stringify({ type: 'FeatureCollection', features });
  const problems = (text: string) => {
    const read = readZones(text);
    return read.ok ? [] : read.problems.map(({ feature: at, code }) => [at, code]);
  };

  it('[ZONE-3] classes as bureaus write them; a MultiPolygon becomes several zones of one name', () => {
    const multi = { type: 'MultiPolygon', coordinates: [[square(116, 39, 0.1)], [square(117, 39, 0.1)]] };
    const read = readZones(
      file(feature({ 类别: '２ 类区', 名称: '老城' }), feature({ zone: '4A类' }, multi), feature({ class: 3 })),
    );
    expect(read.ok && read.zones.map(({ zone, name }) => [zone, name])).toEqual([
      ['2', '老城'],
      ['4a', ''],
      ['4a', ''],
      ['3', ''],
    ]);
  });

  it.each<[string, string, readonly (readonly [number | null, string])[]]>([
    ['no JSON', 'zone,2', [[null, 'not-json']]],
    ['no collection', '{"type":"Polygon"}', [[null, 'not-a-collection']]],
    ['an empty one', file(), [[null, 'empty']]],
    ['no class', file(feature({ name: '老城' })), [[1, 'no-class']]],
    ['an unknown class', file(feature({ zone: '2' }), feature({ zone: '5' })), [[2, 'unknown-class']]],
    ['a line', file(feature({ zone: '2' }, { type: 'LineString', coordinates: [] })), [[1, 'no-polygon']]],
    [
      'an open ring',
      file(feature({ zone: '2' }, { type: 'Polygon', coordinates: [square(116, 39, 1).slice(0, 4)] })),
      [[1, 'ring-open']],
    ],
    [
      'a ring of three',
      file(feature({ zone: '2' }, { type: 'Polygon', coordinates: [[[116, 39]]] })),
      [[1, 'ring-too-short']],
    ],
    [
      'latitude first',
      file(feature({ zone: '2' }, { type: 'Polygon', coordinates: [square(39, 116, 0.1)] })),
      [[1, 'swapped']],
    ],
    [
      'metres',
      file(feature({ zone: '2' }, { type: 'Polygon', coordinates: [square(448_000, 4_410_000, 9)] })),
      [[1, 'outside-china']],
    ],
    [
      'another datum',
      JSON.stringify({
        type: 'FeatureCollection',
        crs: { properties: { name: 'EPSG:2436' } },
        features: [feature({ zone: '2' })],
      }),
      [[null, 'other-datum']],
    ],
  ])('[ZONE-3] %s is refused with its place, and nothing is taken in', (_what, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });
});
