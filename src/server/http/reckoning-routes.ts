import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { AppEnv, Services } from './context.ts';
import { query } from './validated.ts';
import { reckon } from '../sync/reckoning.ts';
import { ReckoningQuerySchema } from '#protocol/reckoning.ts';
import { refuse } from './refuse.ts';

/** What the server holds of one's own device, so that a phone can be handed over on the server's word and not on its own. */
export function reckoningRoutes({ sync, blobs }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const description = describeRoute({
    summary: 'What this server holds of a device of one’s own, signed',
    tags: ['devices'],
    responses: {
      200: { description: 'Reckoning', content: { 'application/json': {} } },
      404: { description: 'No such device, or somebody else’s', content: { 'application/json': {} } },
    },
  });
  app.get('/api/devices/:id/reckoning', description, query(ReckoningQuerySchema), async (c) => {
    const { person } = c.get('session');
    const from = Number(c.req.valid('query').from);
    const reckoning = await sync.store.read(async (log) => {
      const device = await log.device(c.req.param('id'));
      if (device?.person !== person.id) return null;
      return reckon(log, sync, { device: device.id, from, hasFile: (blob) => blobs.has(blob) });
    });
    return reckoning ? c.json(reckoning) : refuse(c, 'not-found');
  });
  return app;
}
