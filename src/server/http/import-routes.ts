import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import type { AppContext, AppEnv, Services } from './context.ts';
import type { ImportRefusal } from '#protocol/import.ts';
import { atMost, query } from './validated.ts';
import { importOrders } from '../orders/import-orders.ts';
import { MAX_FILE_BYTES } from '../intake/table.ts';
import { permit } from './authenticate.ts';
import { refuse } from './refuse.ts';
import { SYSTEM_PERSON } from '#domain/people/person.ts';
import { takeImportToken } from '../orders/import-token.ts';

const QuerySchema = v.object({
  step: v.picklist(['preview', 'commit']),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  mapping: v.optional(
    v.pipe(
      v.string(),
      v.maxLength(2000),
      v.rawTransform(({ dataset, addIssue, NEVER }) => {
        try {
          return v.parse(v.record(v.string(), v.unknown()), JSON.parse(dataset.value));
        } catch {
          addIssue({ message: 'not a JSON object' });
          return NEVER;
        }
      }),
    ),
  ),
});
type ImportQuery = v.InferOutput<typeof QuerySchema>;

/** Orders of the hotline, from a spreadsheet. */
export function importRoutes(services: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const tags = ['orders'];

  const description = describeRoute({ summary: 'Preview or import an order file (.xlsx, .csv)', tags });
  app.post(
    '/api/orders/import',
    description,
    permit('orders.import'),
    atMost(MAX_FILE_BYTES),
    query(QuerySchema),
    (c) => answer(services, c, c.req.valid('query'), c.get('session').person.id),
  );

  const local = describeRoute({
    summary: 'The same for `npm run import` on this machine, by a token left in the data directory',
    tags,
  });
  app.post('/api/orders/import/local', local, atMost(MAX_FILE_BYTES), query(QuerySchema), (c) => {
    const token = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    if (!takeImportToken(services.dataDir, token)) return refuse(c, 'unauthenticated');
    return answer(services, c, c.req.valid('query'), SYSTEM_PERSON.id);
  });

  return app;
}

async function answer(services: Services, c: AppContext, asked: ImportQuery, person: string): Promise<Response> {
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  const { db, clock, sync, systemKey } = services;
  const deps = { db, clock, signer: sync.signer, verifyDeviceSignature: sync.verifyDeviceSignature, systemKey };
  const mapping = asked.mapping ?? null;
  const outcome = await importOrders(deps, {
    file: asked.name,
    bytes,
    mapping,
    commit: asked.step === 'commit',
    person,
  });
  if (!outcome.ok) return c.json({ refusal: outcome.refusal } satisfies ImportRefusal, 422);
  const { report } = outcome;
  if (report.committed && report.ready > 0) services.changes.notify();
  services.log.info(
    { step: asked.step, rows: report.rows, ready: report.ready, errors: report.errors.length },
    'orders read',
  );
  return c.json(report);
}
