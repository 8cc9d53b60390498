import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { AppEnv, Services } from './context.ts';
import type { DamageCount } from '../scrub/record-damage.ts';
import { anchorState } from '../proof/anchor.ts';
import { countDamage } from '../scrub/record-damage.ts';

/** Monitors may ask often; the disk is asked at most this often. */
const REMEMBER_MS = 2000;

interface Health {
  readonly ok: boolean;
  /** What a scrub found and could not mend. The server works all the same: only these cases are halted. */
  readonly damaged?: DamageCount;
  readonly reason?: string;
  /** Why the last try to have the log's state kept outside failed. The server works all the same. */
  readonly anchor?: string;
}

/** Health by a real write, counts for Prometheus. */
export function healthRoutes(services: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  let last: { readonly health: Health; readonly at: number } | null = null;

  app.get(
    '/healthz',
    describeRoute({ summary: 'Whether the server can store; 503 with the reason when it cannot', tags: ['operation'] }),
    async (c) => {
      const now = performance.now();
      if (!last || now - last.at > REMEMBER_MS) last = { health: await check(services), at: now };
      c.header('Cache-Control', 'no-store');
      return c.json({ ...last.health, version: services.version }, last.health.ok ? 200 : 503);
    },
  );

  app.get('/metrics', describeRoute({ summary: 'Counts for Prometheus', tags: ['operation'] }), async (c) => {
    c.header('Cache-Control', 'no-store');
    await countForMetrics(services);
    return c.text(await services.metrics.registry.metrics(), 200, {
      'Content-Type': services.metrics.registry.contentType,
    });
  });

  return app;
}

async function countForMetrics({ db, blobs, metrics }: Services): Promise<void> {
  const { cases, blobs: lost, database } = (await countDamage(db, (blob) => blobs.has(blob))) ?? NONE;
  metrics.damaged.set({ kind: 'case' }, cases);
  metrics.damaged.set({ kind: 'blob' }, lost);
  metrics.damaged.set({ kind: 'database' }, database);
}

const NONE: DamageCount = { cases: 0, blobs: 0, database: 0 };

async function check({ db, clock, blobs }: Services): Promise<Health> {
  try {
    const value = String(clock.now());
    const insert = db.insertInto('meta').values({ name: 'health', value });
    await insert.onConflict((conflict) => conflict.column('name').doUpdateSet({ value })).execute();
  } catch (error) {
    return { ok: false, reason: `the database cannot be written: ${messageOf(error)}` };
  }
  try {
    if (!(await blobs.hasRoomFor(0))) return { ok: false, reason: 'the disk is nearly full' };
    await blobs.probe();
    const damaged = await countDamage(db, (blob) => blobs.has(blob));
    const failure = (await anchorState(db))?.failure;
    return { ok: true, ...(damaged ? { damaged } : {}), ...(failure ? { anchor: failure } : {}) };
  } catch (error) {
    return { ok: false, reason: `photos cannot be written: ${messageOf(error)}` };
  }
}

/** Code and call alone: the message of a file error names paths, and anybody may ask for health. */
function messageOf(error: unknown): string {
  const { code, syscall } = error as { readonly code?: string; readonly syscall?: string };
  if (code !== undefined && syscall !== undefined) return `${code} on ${syscall}`;
  return error instanceof Error ? error.message : String(error);
}
