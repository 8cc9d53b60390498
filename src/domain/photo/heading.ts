const RADIANS = Math.PI / 180;
/** Lens within some 11° of straight up or down: it points nowhere on the compass. */
const SHORTEST = 0.2;

/** Angles of a DeviceOrientationEvent against the earth's frame, degrees. */
export interface Orientation {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
}

/**
 * Where the back camera looks, from the three angles of W3C Device Orientation (rotation Z-X′-Y″, x east, y north, z up): the device's −z axis
 * laid on the ground.
 * @returns degrees clockwise from north, 0…359; null when the lens looks at the sky or the floor
 */
export function lensHeading({ alpha, beta, gamma }: Orientation): number | null {
  const [a, b, g] = [alpha * RADIANS, beta * RADIANS, gamma * RADIANS];
  const east = -(Math.cos(g) * Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.sin(g));
  const north = Math.cos(a) * Math.cos(g) * Math.sin(b) - Math.sin(a) * Math.sin(g);
  if (Math.hypot(east, north) < SHORTEST) return null;
  const degrees = Math.round(Math.atan2(east, north) / RADIANS);
  return (degrees + 360) % 360;
}

const POINTS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export type CompassPoint = (typeof POINTS)[number];

export function compassPointOf(degrees: number): CompassPoint {
  return POINTS[Math.round(degrees / 45) % POINTS.length] ?? 'n';
}
