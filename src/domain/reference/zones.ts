import type { ZoneClass } from '../noise/reading.ts';

/** 声环境功能区: GB/T 15190 zones as the government published them. WGS-84, rings as in GeoJSON: [lon, lat], closed. */
export interface ZoneMap {
  /** Document that made the zones law here, as cited; empty when nobody has imported any. */
  readonly source: string;
  readonly zones: readonly Zone[];
}

export interface Zone {
  readonly zone: ZoneClass;
  readonly name: string;
  /** Outer ring first, then holes, as in a GeoJSON Polygon. */
  readonly rings: readonly (readonly (readonly [number, number])[])[];
}

export const SHIPPED_ZONES: ZoneMap = { source: '', zones: [] };
