import type { Zone } from '#domain/reference/zones.ts';
import type { MapColours } from '#app/features/map/map-colours.ts';
import { worldOf, type Frame } from '#app/features/map/world.ts';

/** Zones with every point projected once; rings are flat lists of x, y at zoom 0. */
export interface DrawnZone {
  readonly zone: Zone['zone'];
  readonly rings: readonly Float64Array[];
}

const TINT = 0.2;
const EDGE = 0.55;

export function projectZones(zones: readonly Zone[]): readonly DrawnZone[] {
  return zones.map(({ zone, rings }) => ({ zone, rings: rings.map(projected) }));
}

/** Tinted, so that the ground is seen through; holes stay clear. Later zones lie on top. */
export function drawZones({ ctx, x, y }: Frame, zones: readonly DrawnZone[], colours: MapColours): void {
  ctx.save();
  ctx.lineWidth = 1;
  for (const { zone, rings } of zones) {
    ctx.beginPath();
    for (const ring of rings) {
      for (let at = 0; at + 1 < ring.length; at += 2) {
        const [px, py] = [x(ring[at] ?? 0), y(ring[at + 1] ?? 0)];
        if (at === 0) ctx.moveTo(px, py);
        else ctx.lineTo(px, py);
      }
      ctx.closePath();
    }
    ctx.fillStyle = ctx.strokeStyle = colours.zones[zone];
    ctx.globalAlpha = TINT;
    ctx.fill('evenodd');
    ctx.globalAlpha = EDGE;
    ctx.stroke();
  }
  ctx.restore();
}

function projected(ring: Zone['rings'][number]): Float64Array {
  const line = new Float64Array(ring.length * 2);
  ring.forEach(([lon, lat], at) => {
    const { x, y } = worldOf(lat, lon);
    line[at * 2] = x;
    line[at * 2 + 1] = y;
  });
  return line;
}
