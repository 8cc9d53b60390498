import { worldOf, type Frame } from '#app/features/map/world.ts';
import type { District, Names } from '#app/features/map/district.ts';
import type { MapColours } from '#app/features/map/map-colours.ts';

type Line = Float64Array;

interface Place {
  readonly name: Names;
  readonly at: Line;
  readonly minZoom: number;
  readonly size: number;
}

/** The district with every point projected once. */
export interface DrawnDistrict {
  readonly outline: Line;
  readonly townships: readonly Line[];
  readonly water: readonly Line[];
  readonly areas: readonly { readonly kind: string; readonly ring: Line }[];
  readonly roads: Readonly<Record<'trunk' | 'main' | 'street', readonly Line[]>>;
  readonly places: readonly Place[];
}

const TOWN_SIZE = 14;
const PLACE_SIZE = 12;

export function projectDistrict(district: District): DrawnDistrict {
  const line = (flat: readonly number[]) => projected(flat, district.scale);
  const roadsOf = (wanted: string) =>
    district.roads.filter((road) => road.class === wanted).map((road) => line(road.line));
  return {
    outline: line(district.outline),
    townships: district.townships.map(({ ring }) => line(ring)),
    water: district.water.map(({ ring }) => line(ring)),
    areas: district.areas.map(({ kind, ring }) => ({ kind, ring: line(ring) })),
    roads: { trunk: roadsOf('trunk'), main: roadsOf('main'), street: roadsOf('street') },
    places: [
      ...district.townships.map(({ name, label }) => ({ name, at: line(label), minZoom: 11, size: TOWN_SIZE })),
      ...district.labels.map(({ name, at, minZoom }) => ({ name, at: line(at), minZoom, size: PLACE_SIZE })),
    ],
  };
}

/** From the ground up: land, water, areas, roads, borders. Streets only where they are more than noise. */
export function drawDistrict(frame: Frame, district: DrawnDistrict, colours: MapColours): void {
  const { ctx, zoom } = frame;
  ctx.lineJoin = 'round';
  ctx.lineCap = 'round';
  fill(frame, [district.outline], colours.land);
  for (const { kind, ring } of district.areas) fill(frame, [ring], kind === 'green' ? colours.green : colours.built);
  fill(frame, district.water, colours.water);
  if (zoom >= 13) stroke(frame, district.roads.street, colours.line, zoom >= 15 ? 3 : 1.5);
  if (zoom >= 10) stroke(frame, district.roads.main, colours.line, zoom >= 13 ? 4 : 2);
  stroke(frame, district.roads.trunk, colours.lineStrong, zoom >= 13 ? 5 : 2.5);
  stroke(frame, district.roads.trunk, colours.raised, zoom >= 13 ? 3 : 1.2);
  ctx.setLineDash([5, 5]);
  stroke(frame, district.townships, colours.lineStrong, 1);
  ctx.setLineDash([]);
  stroke(frame, [district.outline], colours.lineStrong, 2);
}

/** Above the ground, below the cases. A name that would cover another is left out. */
export function drawNames(
  frame: Frame,
  places: DrawnDistrict['places'],
  colours: MapColours,
  language: keyof Names,
): void {
  const { ctx, zoom } = frame;
  const taken: { x: number; y: number; width: number }[] = [];
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.lineWidth = 3;
  ctx.lineJoin = 'round';
  for (const { name, at, minZoom, size } of places) {
    if (zoom < minZoom) continue;
    ctx.font = `${size === TOWN_SIZE ? 600 : 400} ${String(size)}px ${colours.font}`;
    const words = name[language];
    const [x, y, width] = [frame.x(at[0] ?? 0), frame.y(at[1] ?? 0), ctx.measureText(words).width];
    if (taken.some((other) => Math.abs(other.y - y) < 18 && Math.abs(other.x - x) < (other.width + width) / 2 + 6))
      continue;
    taken.push({ x, y, width });
    ctx.strokeStyle = colours.land;
    ctx.strokeText(words, x, y);
    ctx.fillStyle = colours.inkSoft;
    ctx.fillText(words, x, y);
  }
}

function projected(flat: readonly number[], scale: number): Line {
  const line = new Float64Array(flat.length);
  for (let at = 0; at + 1 < flat.length; at += 2) {
    const { x, y } = worldOf((flat[at] ?? 0) / scale, (flat[at + 1] ?? 0) / scale);
    line[at] = x;
    line[at + 1] = y;
  }
  return line;
}

function trace({ ctx, x, y }: Frame, lines: readonly Line[]): void {
  ctx.beginPath();
  for (const line of lines) {
    for (let at = 0; at + 1 < line.length; at += 2) {
      const [px, py] = [x(line[at] ?? 0), y(line[at + 1] ?? 0)];
      if (at === 0) ctx.moveTo(px, py);
      else ctx.lineTo(px, py);
    }
  }
}

function fill(frame: Frame, rings: readonly Line[], colour: string): void {
  trace(frame, rings);
  frame.ctx.closePath();
  frame.ctx.fillStyle = colour;
  frame.ctx.fill();
}

function stroke(frame: Frame, lines: readonly Line[], colour: string, width: number): void {
  trace(frame, lines);
  frame.ctx.strokeStyle = colour;
  frame.ctx.lineWidth = width;
  frame.ctx.stroke();
}
