import { worldOf, type Frame } from '#app/features/map/world.ts';
import type { Marker } from '#app/features/map/case-clusters.ts';
import { DUE_STATES, type DueState } from '#app/features/map/due-state.ts';
import type { MapColours } from '#app/features/map/map-colours.ts';

/** Where a mark was drawn, so that a tap can find it. */
export interface DrawnMarker {
  readonly marker: Marker;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

const CASE_RADIUS = 9;
/** A fingertip: whatever the mark's size, it can be hit. */
const TOUCH_RADIUS = 22;
const FULL = 2 * Math.PI;

export function drawMarkers(
  frame: Frame,
  markers: readonly Marker[],
  colours: MapColours,
  selected: ReadonlySet<string>,
): readonly DrawnMarker[] {
  return [...markers].sort(worstLast).map((marker) => {
    const world = worldOf(marker.lat, marker.lon);
    const [x, y] = [frame.x(world.x), frame.y(world.y)];
    if (marker.kind === 'cluster') return { marker, x, y, radius: drawCluster(frame.ctx, { x, y, marker }, colours) };
    if (selected.has(marker.id)) ring(frame.ctx, { x, y }, CASE_RADIUS + 6, colours.ink);
    drawCase(frame.ctx, { x, y }, marker.due, colours);
    return { marker, x, y, radius: CASE_RADIUS };
  });
}

/** What is under a tap, the nearest first. */
export function markersAt(
  drawn: readonly DrawnMarker[],
  at: { readonly x: number; readonly y: number },
): readonly Marker[] {
  return drawn
    .map(({ marker, x, y, radius }) => ({
      marker,
      distance: Math.hypot(x - at.x, y - at.y),
      reach: Math.max(radius, TOUCH_RADIUS),
    }))
    .filter(({ distance, reach }) => distance <= reach)
    .sort((a, b) => a.distance - b.distance)
    .map(({ marker }) => marker);
}

/** The own position: a dot, and how far off it may be. */
export function drawMe(
  frame: Frame,
  fix: { readonly lat: number; readonly lon: number; readonly accuracyM: number },
  colours: MapColours,
): void {
  const { ctx } = frame;
  const world = worldOf(fix.lat, fix.lon);
  const [x, y] = [frame.x(world.x), frame.y(world.y)];
  const metresPerPixel = (40_075_016.686 * Math.cos((fix.lat * Math.PI) / 180)) / (256 * 2 ** frame.zoom);
  ctx.beginPath();
  ctx.arc(x, y, fix.accuracyM / metresPerPixel, 0, FULL);
  ctx.globalAlpha = 0.15;
  ctx.fillStyle = colours.me;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.beginPath();
  ctx.arc(x, y, 7, 0, FULL);
  ctx.fillStyle = colours.me;
  ctx.fill();
  ctx.lineWidth = 3;
  ctx.strokeStyle = colours.raised;
  ctx.stroke();
}

function worstLast(a: Marker, b: Marker): number {
  return rank(b) - rank(a);
}

function rank(marker: Marker): number {
  return marker.kind === 'cluster' ? -1 : DUE_STATES.indexOf(marker.due);
}

/** Shape as well as colour: a diamond is overdue, a square is due soon, a ring is closed. */
function drawCase(
  ctx: CanvasRenderingContext2D,
  { x, y }: { x: number; y: number },
  due: DueState,
  colours: MapColours,
): void {
  ctx.beginPath();
  if (due === 'overdue') {
    const reach = CASE_RADIUS + 2;
    ctx.moveTo(x, y - reach);
    ctx.lineTo(x + reach, y);
    ctx.lineTo(x, y + reach);
    ctx.lineTo(x - reach, y);
    ctx.closePath();
  } else if (due === 'soon') ctx.rect(x - 7.5, y - 7.5, 15, 15);
  else ctx.arc(x, y, due === 'closed' ? CASE_RADIUS - 3 : CASE_RADIUS - 1, 0, FULL);
  ctx.fillStyle = due === 'closed' ? colours.raised : colours.due[due];
  ctx.fill();
  ctx.lineWidth = 2;
  ctx.strokeStyle = due === 'closed' ? colours.due.closed : colours.raised;
  ctx.stroke();
}

/** How many, and of what kind: the ring is shared out among the states. */
function drawCluster(
  ctx: CanvasRenderingContext2D,
  { x, y, marker }: { readonly x: number; readonly y: number; readonly marker: Marker & { readonly kind: 'cluster' } },
  colours: MapColours,
): number {
  const radius = 15 + Math.min(13, Math.log2(marker.count) * 1.6);
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, FULL);
  ctx.fillStyle = colours.raised;
  ctx.fill();
  ctx.lineWidth = 5;
  let from = -Math.PI / 2;
  for (const due of DUE_STATES) {
    if (marker.counts[due] === 0) continue;
    const to = from + (FULL * marker.counts[due]) / marker.count;
    ctx.beginPath();
    ctx.arc(x, y, radius - 2.5, from, to);
    ctx.strokeStyle = colours.due[due];
    ctx.stroke();
    from = to;
  }
  ctx.fillStyle = colours.ink;
  ctx.font = `600 13px ${colours.font}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(shortCount(marker.count), x, y + 0.5);
  return radius;
}

function ring(ctx: CanvasRenderingContext2D, { x, y }: { x: number; y: number }, radius: number, colour: string): void {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, FULL);
  ctx.lineWidth = 3;
  ctx.strokeStyle = colour;
  ctx.stroke();
}

function shortCount(count: number): string {
  return count < 1000 ? String(count) : `${(count / 1000).toFixed(count < 10_000 ? 1 : 0)}k`;
}
