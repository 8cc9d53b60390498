import type { Zone } from './zones.ts';
import type { ZoneClass } from '../noise/reading.ts';

/** What is wrong with a GeoJSON file of functional zones, and where. `feature` counts from 1; null for the file as a whole. */
export interface ZoneProblem {
  readonly feature: number | null;
  readonly code:
    | 'not-json'
    | 'not-a-collection'
    | 'empty'
    | 'other-datum'
    | 'no-polygon'
    | 'ring-too-short'
    | 'ring-open'
    | 'not-a-position'
    | 'swapped'
    | 'outside-china'
    | 'no-class'
    | 'unknown-class';
  /** What was found there. */
  readonly found: string;
}

export type ZoneImport =
  | { readonly ok: true; readonly zones: readonly Zone[] }
  | { readonly ok: false; readonly problems: readonly ZoneProblem[] };

/** Names under which bureaus keep the class; the first that a feature has is taken. */
const CLASS_NAMES = ['zone', 'class', 'type', '功能区类别', '功能区', '声功能区', '声环境功能区', '类别', '区划类别'];
const NAME_NAMES = ['name', '名称', '功能区名称', '区域名称', '区域'];
const CLASSES: ReadonlySet<string> = new Set(['0', '1', '2', '3', '4', '4a', '4b'] satisfies ZoneClass[]);
/** WGS 84, and CGCS2000, which is the same to the decimetre. */
const SAME_DATUM = /(CRS84|4326|4490)\D*$/;
const CHINA = { west: 73, south: 3, east: 136, north: 54 };
const SHOWN_CHARACTERS = 40;
const MAX_PROBLEMS = 50;
const MAX_NAME = 200;

type Ring = readonly (readonly [number, number])[];

/** Reads a FeatureCollection of polygons with a class each (RFC 7946). Nothing is mended silently: what cannot be meant is said. */
export function readZones(text: string): ZoneImport {
  const file = parsed(text);
  if (file === undefined) return failed([problem(null, 'not-json', text)]);
  if (!isObject(file) || file['type'] !== 'FeatureCollection' || !Array.isArray(file['features']))
    return failed([problem(null, 'not-a-collection', isObject(file) ? file['type'] : file)]);
  const features: readonly unknown[] = file['features'];
  const datum = datumOf(file);
  if (datum !== null) return failed([problem(null, 'other-datum', datum)]);
  if (features.length === 0) return failed([problem(null, 'empty', '')]);
  const read = features.map((feature, at) => zonesOf(feature, at + 1));
  const problems = read.flatMap((one) => (one.ok ? [] : one.problems));
  return problems.length > 0 ? failed(problems) : { ok: true, zones: read.flatMap((one) => (one.ok ? one.zones : [])) };
}

function zonesOf(feature: unknown, number: number): ZoneImport {
  const geometry = isObject(feature) ? feature['geometry'] : null;
  const properties = isObject(feature) && isObject(feature['properties']) ? feature['properties'] : {};
  const given = valueUnder(properties, CLASS_NAMES);
  if (given === undefined) return failed([problem(number, 'no-class', Object.keys(properties).join('、'))]);
  const zone = classOf(given);
  if (zone === null) return failed([problem(number, 'unknown-class', given)]);
  const polygons = polygonsOf(geometry);
  if (!polygons) return failed([problem(number, 'no-polygon', isObject(geometry) ? geometry['type'] : geometry)]);
  const problems = polygons.flat().flatMap((ring) => ringProblem(ring, number) ?? []);
  if (problems.length > 0) return failed(problems.slice(0, 1));
  const named = valueUnder(properties, NAME_NAMES);
  const name = typeof named === 'string' ? named.slice(0, MAX_NAME) : '';
  return { ok: true, zones: polygons.map((rings) => ({ zone, name, rings: rings as readonly Ring[] })) };
}

function polygonsOf(geometry: unknown): readonly (readonly unknown[])[] | null {
  if (!isObject(geometry) || !Array.isArray(geometry['coordinates'])) return null;
  const coordinates: readonly unknown[] = geometry['coordinates'];
  const polygons =
    geometry['type'] === 'Polygon' ? [coordinates] : geometry['type'] === 'MultiPolygon' ? coordinates : null;
  if (!polygons || polygons.length === 0) return null;
  return polygons.every((polygon) => Array.isArray(polygon) && polygon.length > 0)
    ? (polygons as readonly (readonly unknown[])[])
    : null;
}

function ringProblem(ring: unknown, feature: number): ZoneProblem | null {
  if (!Array.isArray(ring) || ring.length < 4) return problem(feature, 'ring-too-short', ring);
  for (const position of ring as readonly unknown[]) {
    if (!isPosition(position)) return problem(feature, 'not-a-position', position);
    if (isInChina(position[1], position[0])) return problem(feature, 'swapped', position);
    if (!isInChina(position[0], position[1])) return problem(feature, 'outside-china', position);
  }
  const [first, last] = [ring[0], ring.at(-1)] as [Ring[number], Ring[number]];
  return first[0] === last[0] && first[1] === last[1] ? null : problem(feature, 'ring-open', last);
}

/** `2`, `2类`, `2 类区`, `４Ａ类` all mean a class. */
function classOf(given: unknown): ZoneClass | null {
  const plain = String(given)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[类類区區声聲环環境功能\s]/g, '');
  return CLASSES.has(plain) ? (plain as ZoneClass) : null;
}

/** The old `crs` member, where it names another datum; null when there is none to mind. */
function datumOf(file: Readonly<Record<string, unknown>>): string | null {
  const crs = file['crs'];
  const properties = isObject(crs) ? crs['properties'] : undefined;
  const name = isObject(properties) ? properties['name'] : undefined;
  return typeof name === 'string' && !SAME_DATUM.test(name) ? name : null;
}

function valueUnder(properties: Readonly<Record<string, unknown>>, names: readonly string[]): unknown {
  const name = names.find((one) => properties[one] !== undefined && properties[one] !== null);
  return name === undefined ? undefined : properties[name];
}

function isPosition(position: unknown): position is readonly [number, number] {
  return Array.isArray(position) && position.length >= 2 && position.slice(0, 2).every((one) => Number.isFinite(one));
}

function isInChina(lon: number, lat: number): boolean {
  return lon >= CHINA.west && lon <= CHINA.east && lat >= CHINA.south && lat <= CHINA.north;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function problem(feature: number | null, code: ZoneProblem['code'], found: unknown): ZoneProblem {
  const words = typeof found === 'string' ? found : (JSON.stringify(found) ?? '');
  return { feature, code, found: words.slice(0, SHOWN_CHARACTERS) };
}

function failed(problems: readonly ZoneProblem[]): ZoneImport {
  return { ok: false, problems: problems.slice(0, MAX_PROBLEMS) };
}
