import type { Context } from 'hono';
import type { Logger } from 'pino';
import type { HttpBindings } from '@hono/node-server';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { ChangeBus } from '../sync/change-bus.ts';
import type { Db } from '../db/sqlite/open-database.ts';
import type { Metrics } from './metrics.ts';
import type { SyncLimits } from './sync-limits.ts';
import type { Session } from '../auth/sessions.ts';
import type { SigningKey } from '../keys/p256.ts';
import type { SyncDeps } from '../sync/ports.ts';
import type { Typesetter } from '../documents/typesetter.ts';

/** What the routes work with; made once at the start. */
export interface Services {
  readonly db: Db;
  readonly dataDir: string;
  readonly sync: SyncDeps;
  readonly clock: { now(): number };
  /** Signs receipts; its public half is pinned by devices. */
  readonly serverKey: SigningKey;
  /** The server's own device, which writes the orders. */
  readonly systemKey: SigningKey;
  /** Opens rescue files; devices seal them to its public half. */
  readonly rescueKey: SigningKey;
  readonly blobs: BlobStore;
  readonly typesetter: Typesetter;
  readonly changes: ChangeBus;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly syncLimits: SyncLimits;
  readonly epoch: string;
  readonly version: string;
  readonly isDemo: boolean;
  readonly isTls: boolean;
  /** Folder of the built page; null when only the API is served. */
  readonly distDir: string | null;
}

export interface AppEnv {
  Bindings: HttpBindings;
  Variables: {
    session: Session;
  };
}

export type AppContext = Context<AppEnv>;
