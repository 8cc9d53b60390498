/** Where things are on a canvas, at the moment of drawing. */
export interface Frame {
  readonly ctx: CanvasRenderingContext2D;
  readonly zoom: number;
  /** Canvas pixels of a place given as world pixels at zoom 0 (`worldOf`). */
  readonly x: (worldX: number) => number;
  readonly y: (worldY: number) => number;
  readonly width: number;
  readonly height: number;
}

const WORLD_PX = 256;
/** Where Web Mercator ends. */
const MAX_LAT = 85.0511287798;

/** Web Mercator at zoom 0. Projected once, a frame only multiplies and subtracts. */
export function worldOf(lat: number, lon: number): { readonly x: number; readonly y: number } {
  const sine = Math.sin((Math.min(MAX_LAT, Math.max(-MAX_LAT, lat)) * Math.PI) / 180);
  return {
    x: WORLD_PX * (lon / 360 + 0.5),
    y: WORLD_PX * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)),
  };
}
