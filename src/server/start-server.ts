import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpsServer } from 'node:https';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import type { Config } from './config.ts';
import type { Services } from './http/context.ts';
import type { SyncLimits } from './http/sync-limits.ts';
import { SYNC_LIMITS } from './http/sync-limits.ts';
import type { OpenDatabase } from './db/sqlite/open-database.ts';
import { BlobStore } from './blobs/blob-store.ts';
import { ChangeBus } from './sync/change-bus.ts';
import { checkpointHourly } from './proof/checkpoint-hourly.ts';
import { createApp } from './http/app.ts';
import { createMetrics } from './http/metrics.ts';
import { deviceRowOf } from './keys/device-writer.ts';
import { ensureEpoch } from './db/sqlite/meta.ts';
import { ensureKeyFile } from './keys/key-file.ts';
import { mendTree } from './proof/mend-tree.ts';
import { noteServerKey } from './db/sqlite/server-keys.ts';
import { openDatabase } from './db/sqlite/open-database.ts';
import { replayLedger } from './erasure/erase.ts';
import { populate } from './populate.ts';
import { SqliteLogStore } from './db/sqlite/sqlite-log-store.ts';
import { scrubDaily } from './scrub/scrub-daily.ts';
import { SYSTEM_PERSON } from '#domain/people/person.ts';
import { Typesetter } from './documents/typesetter.ts';
import { verifyP256 } from './keys/p256.ts';

export interface StartOptions extends Omit<Config, 'tls'> {
  readonly tls?: Config['tls'] | undefined;
  /** Folder of the built page; null serves the API alone. */
  readonly distDir: string | null;
  readonly version: string;
  readonly clock?: { now(): number } | undefined;
  /** Where log lines go; the process's output when absent. */
  readonly logTo?: DestinationStream | undefined;
  /** Others than usual, so that a test meets them. */
  readonly syncLimits?: SyncLimits | undefined;
  readonly timeouts?: HttpTimeouts | undefined;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  readonly isDemo: boolean;
  /** For tests and scripts that live in the same process. */
  readonly services: Services;
  /** Finishes what is being answered, then closes the database. */
  stop(): Promise<void>;
}

/** Whoever sends more slowly than this only holds a connection (fault 71). */
interface HttpTimeouts {
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  readonly connectionsCheckingInterval: number;
}

const TIMEOUTS: HttpTimeouts = { headersTimeout: 15_000, requestTimeout: 300_000, connectionsCheckingInterval: 5000 };
/** Long enough for a chunk of a photo on a bad line; after that the connection is cut. */
const STOP_MS = 10_000;
const LIVE_WAIT_MS = 200;

/**
 * Opens the data directory, fills it when it is new, and serves.
 * @throws DataDirInUseError, UnfinishedRestoreError, PortInUseError, SetupError: each says what to do
 */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const database = await openDatabase(options.dataDir);
  try {
    const services = await makeServices(database, options);
    const server = makeHttpServer(services, options);
    const port = await listen(server, options);
    const url = `${options.tls ? 'https' : 'http'}://${urlHost(options.host)}:${String(port)}`;
    writeFileSync(join(options.dataDir, 'server.json'), JSON.stringify({ url, pid: process.pid }));
    const stopScrub = scrubDaily(services, options.scrubHours ?? 0);
    const stopCheckpoints = checkpointHourly(services, options.anchor);
    const stop = once(async () => {
      stopScrub();
      await stopCheckpoints();
      services.changes.stop();
      await close(server);
      rmSync(join(options.dataDir, 'server.json'), { force: true });
      await database.close();
    });
    return { url, port, isDemo: services.isDemo, services, stop };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function makeServices(database: OpenDatabase, options: StartOptions): Promise<Services> {
  const { db, dataDir } = database;
  const clock = options.clock ?? { now: () => Date.now() };
  const epoch = await ensureEpoch(db);
  const serverKey = await ensureKeyFile(dataDir, 'statements');
  const systemKey = await ensureKeyFile(dataDir, 'orders');
  const rescueKey = await ensureKeyFile(dataDir, 'rescue');
  await noteServerKey(db, serverKey.publicKey);
  const store = new SqliteLogStore(db);
  const systemDevice = deviceRowOf(systemKey, { person: SYSTEM_PERSON.id, name: 'Server', at: clock.now() });
  await store.write(async (log) => ((await log.device(systemDevice.id)) ? undefined : log.enrol(systemDevice)));
  const sync = { store, clock, signer: serverKey, verifyDeviceSignature: verifyP256 };
  const blobs = new BlobStore(dataDir);
  const isDemo = await populate({ db, sync, systemKey, blobs, nowMs: clock.now() }, options);
  const log = logOf(options);
  const tree = await mendTree(db);
  if (tree === 'rebuilt') log.warn('the tree over the log did not fit it and was built anew');
  if (tree === 'contradicts') log.error('the log contradicts a state of it that was signed: npm run restore -- BACKUP');
  const replayed = await replayLedger({ db, dataDir, sync, systemKey, blobs });
  if (replayed > 0) log.warn({ replayed }, 'erased words had come back and were erased again');
  const changes = new ChangeBus(LIVE_WAIT_MS);
  const { version, distDir } = options;
  const metrics = createMetrics();
  const isTls = Boolean(options.tls);
  return {
    db,
    dataDir,
    sync,
    clock,
    serverKey,
    systemKey,
    rescueKey,
    blobs,
    typesetter: new Typesetter(options.fontDir ?? null),
    changes,
    metrics,
    log,
    syncLimits: options.syncLimits ?? SYNC_LIMITS,
    epoch,
    version,
    isDemo,
    isTls,
    distDir,
  };
}

function logOf({ logLevel, logTo }: StartOptions): Logger {
  const settings = { level: logLevel, base: null };
  return logTo ? pino(settings, logTo) : pino(settings);
}

function makeHttpServer(services: Services, { tls, timeouts = TIMEOUTS }: StartOptions): Server {
  const { fetch } = createApp(services);
  if (!tls) return createAdaptorServer({ fetch, serverOptions: timeouts }) as Server;
  const files = { cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) };
  return createAdaptorServer({
    fetch,
    createServer: createHttpsServer,
    serverOptions: { ...files, ...timeouts },
  }) as Server;
}

export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
}

function listen(server: Server, { port, host }: StartOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const text = `Port ${String(port)} is taken by another program. Stop that one, or choose another port: PORT=${String(port + 1)} npm start`;
      reject(error.code === 'EADDRINUSE' ? new PortInUseError(text, { cause: error }) : error);
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      server.closeAllConnections();
    }, STOP_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** 0.0.0.0 is where to listen, not where to go. Secure cookies need the name localhost or HTTPS. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::' || host === '127.0.0.1' || host === '::1') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => (done ??= work());
}
