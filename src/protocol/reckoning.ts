/** Entries of one answer; a longer chain is asked for in parts. */
export const MAX_RECKONED = 1000;

/**
 * `GET /api/devices/:id/reckoning?from=N` (交账): what the server holds of a device's chain from number N on, in its own signed words. Only
 * the device's person is told.
 */
export interface Reckoning {
  readonly v: number;
  readonly alg: string;
  readonly device: string;
  readonly from: number;
  /** By number in the chain; both branches of a fork. */
  readonly entries: readonly ReckonedEntry[];
  /** More follow after the last one. */
  readonly more: boolean;
  readonly epoch: string;
  /** Server clock, ms. */
  readonly at: number;
  readonly sig: string;
}

export interface ReckonedEntry {
  readonly seq: number;
  readonly entry: string;
  /** Blobs the entry speaks of, thumbnails too, whose bytes lie whole on the server now. */
  readonly blobs: readonly string[];
  /** Blobs it speaks of that do not. */
  readonly missing: readonly string[];
}
