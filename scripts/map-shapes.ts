import { randomOf } from '#server/demo/random.ts';

/** Kilometres east and north. */
export type Point = readonly [number, number];
export type Line = readonly Point[];

/** Lines are broken until no piece is longer than this, km. */
const SHORTEST = 0.45;
const ROUGHNESS = 0.1;

/**
 * A line as nature or old fields would have drawn it. The break of a piece depends only on its two ends, so that two townships that
 * share a border break it in the same places.
 */
export function fractal(line: Line, name: string, closed: boolean): Line {
  const out: Point[] = [];
  const last = closed ? line.length : line.length - 1;
  for (let index = 0; index < last; index += 1) {
    const from = line[index];
    const to = line[(index + 1) % line.length];
    if (from && to) out.push(...broken(from, to, name));
  }
  const end = line.at(-1);
  return closed || !end ? out : [...out, end];
}

/** The piece without its last point. */
function broken(from: Point, to: Point, name: string): Point[] {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (length < SHORTEST) return [from];
  const forward = from[0] < to[0] || (from[0] === to[0] && from[1] < to[1]);
  const [a, b] = forward ? [from, to] : [to, from];
  const random = randomOf(`${name} ${keyOf(a)} ${keyOf(b)}`);
  const shift = random.between(-ROUGHNESS, ROUGHNESS);
  const at = random.between(0.4, 0.6);
  const middle: Point = [
    a[0] + (b[0] - a[0]) * at - (b[1] - a[1]) * shift,
    a[1] + (b[1] - a[1]) * at + (b[0] - a[0]) * shift,
  ];
  return [...broken(from, middle, name), ...broken(middle, to, name)];
}

/** Part of a convex ring inside a convex outline (Sutherland-Hodgman). */
export function clipped(ring: Line, outline: Line): Line {
  const turn = Math.sign(area(outline));
  let result = ring;
  outline.forEach((from, index) => {
    const to = outline[(index + 1) % outline.length] ?? from;
    const side = ([x, y]: Point) => turn * ((to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0]));
    result = result.flatMap((point, at) => {
      const next = result[(at + 1) % result.length] ?? point;
      const [here, there] = [side(point), side(next)];
      const crossing: Point[] = here >= 0 === there >= 0 ? [] : [mix(point, next, here / (here - there))];
      return here >= 0 ? [point, ...crossing] : crossing;
    });
  });
  return result.map(([x, y]): Point => [round(x), round(y)]);
}

/** The border that only one of the rings has, as one ring. */
export function outerRing(rings: readonly Line[]): Line {
  const nextOf = new Map<string, Point>();
  const seen = new Set(rings.flatMap((ring) => edges(ring).map(([from, to]) => `${keyOf(from)}>${keyOf(to)}`)));
  for (const [from, to] of rings.flatMap(edges))
    if (!seen.has(`${keyOf(to)}>${keyOf(from)}`)) nextOf.set(keyOf(from), to);
  const start = [...nextOf.values()][0];
  const out: Point[] = [];
  for (let point = start; point && out.length <= nextOf.size; point = nextOf.get(keyOf(point))) {
    if (out.length > 0 && point === start) break;
    out.push(point);
  }
  return out;
}

/** A band along a line, growing from one width to another, as a ring. */
export function buffered(line: Line, fromKm: number, toKm: number): Line {
  const sides = line.map((point, index) => {
    const before = line[Math.max(0, index - 1)] ?? point;
    const after = line[Math.min(line.length - 1, index + 1)] ?? point;
    const length = Math.hypot(after[0] - before[0], after[1] - before[1]) || 1;
    const half = (fromKm + ((toKm - fromKm) * index) / line.length) / 2;
    return { x: (-(after[1] - before[1]) / length) * half, y: ((after[0] - before[0]) / length) * half, point };
  });
  return [
    ...sides.map(({ point, x, y }): Point => [point[0] + x, point[1] + y]),
    ...sides.reverse().map(({ point, x, y }): Point => [point[0] - x, point[1] - y]),
  ];
}

export function ringOfBlob([cx, cy]: Point, radiusKm: number, name: string): Line {
  const random = randomOf(`blob ${name}`);
  const stretch = random.between(0.6, 0.9);
  return Array.from({ length: 26 }, (_, index): Point => {
    const angle = (index / 26) * 2 * Math.PI;
    const radius = radiusKm * (0.85 + 0.3 * random.next());
    return [cx + radius * Math.cos(angle), cy + radius * stretch * Math.sin(angle)];
  });
}

function edges(ring: Line): [Point, Point][] {
  return ring.map((point, index) => [point, ring[(index + 1) % ring.length] ?? point]);
}

function area(ring: Line): number {
  return edges(ring).reduce((sum, [a, b]) => sum + a[0] * b[1] - b[0] * a[1], 0) / 2;
}

function mix(a: Point, b: Point, share: number): Point {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function keyOf([x, y]: Point): string {
  return `${round(x)},${round(y)}`;
}
