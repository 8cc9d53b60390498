/** A position as the device had it. WGS-84 degrees. Spoofable, and therefore only a claim. */
export interface Fix {
  readonly lat: number;
  readonly lon: number;
  readonly accuracyM: number;
  /** Device clock when the position was taken, ms. */
  readonly at: number;
  readonly source: 'gps' | 'map';
}

/** Why a record carries no position. */
export type NoFixReason = 'denied' | 'unavailable' | 'timeout' | 'not-asked';

export interface Placed {
  readonly fix?: Fix | undefined;
  readonly noFix?: NoFixReason | undefined;
}
