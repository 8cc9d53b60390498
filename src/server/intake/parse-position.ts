import type { OrderBody } from '#domain/case/order.ts';
import type { Cell } from './table.ts';

type Position = NonNullable<OrderBody['position']>;
export type PositionWarning =
  'coordinates-unreadable' | 'coordinates-half' | 'coordinates-swapped' | 'coordinates-zero' | 'coordinates-bd09';

export interface ParsedPosition {
  readonly position?: Position | undefined;
  readonly warning?: PositionWarning | undefined;
}

/** A position never stops an order: what cannot be right is left out and said. */
export function parsePosition(latitude: Cell, longitude: Cell, datum: Datum): ParsedPosition {
  if (latitude === null && longitude === null) return {};
  if (latitude === null || longitude === null) return { warning: 'coordinates-half' };
  const lat = degreesOf(latitude);
  const lon = degreesOf(longitude);
  if (lat === null || lon === null) return { warning: 'coordinates-unreadable' };
  if (lat === 0 && lon === 0) return { warning: 'coordinates-zero' };
  // BD-09 is off by a kilometre and no order may carry it unconverted (standards §7, trap 34).
  if (datum === 'BD09') return { warning: 'coordinates-bd09' };
  if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180) return { position: { lat, lon, datum } };
  if (Math.abs(lon) <= 90 && Math.abs(lat) <= 180)
    return { position: { lat: lon, lon: lat, datum }, warning: 'coordinates-swapped' };
  return { warning: 'coordinates-unreadable' };
}

export type Datum = Position['datum'] | 'BD09';

/** The header is the only place where an export ever names its coordinate system. */
export function datumOfHeader(header: string): Datum {
  if (/bd-?09|百度/i.test(header)) return 'BD09';
  if (/gcj-?02|高德|腾讯|火星/i.test(header)) return 'GCJ02';
  return /wgs-?84|cgcs|2000|gps|天地图/i.test(header) ? 'WGS84' : 'unknown';
}

function degreesOf(cell: Cell): number | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
  if (typeof cell !== 'string') return null;
  const text = cell
    .normalize('NFKC')
    .trim()
    .replace(/[°度]$/, '');
  return /^[+-]?\d{1,3}(?:\.\d{1,15})?$/.test(text) ? Number(text) : null;
}
