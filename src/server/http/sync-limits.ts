/** How much syncing is taken on. A field device needs a few exchanges an hour; a first sync of 100,000 cases about 200 in a row. */
export interface SyncLimits {
  /** Exchanges worked on at the same time: beyond, memory and waiting would grow with the crowd. */
  readonly atOnce: number;
  /** Exchanges of one session in a row, and how fast they come back. */
  readonly burst: number;
  readonly perSecond: number;
}

export const SYNC_LIMITS: SyncLimits = { atOnce: 64, burst: 400, perSecond: 10 };
