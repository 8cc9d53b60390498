import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { AppEnv, Services } from './context.ts';
import { ask, confirm, requestsOf, withdraw } from '../erasure/requests.ts';
import { AskErasureSchema } from '#protocol/erasure.ts';
import { atMost, jsonBody } from './validated.ts';
import { permit } from './authenticate.ts';
import { refuse } from './refuse.ts';
import { visibleCase } from './visible-case.ts';

const SMALL_BODY_BYTES = 4096;

/** Words that the law wants gone: one person asks, another agrees (docs/spec/erasure.md). */
export function erasureRoutes(services: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const tags = ['erasure'];
  const allowed = permit('records.erase');

  app.get(
    '/api/cases/:id/erasures',
    describeRoute({ summary: 'Erasures that wait for a second person', tags }),
    async (c) => {
      const state = await visibleCase(services, c);
      return state ? c.json(await requestsOf(services, state.id)) : refuse(c, 'not-found');
    },
  );

  app.post(
    '/api/cases/:id/erasures',
    describeRoute({ summary: 'Ask that the words of a record be erased', tags }),
    allowed,
    atMost(SMALL_BODY_BYTES),
    jsonBody(AskErasureSchema),
    async (c) => {
      const state = await visibleCase(services, c);
      if (!state) return refuse(c, 'not-found');
      const asked = await ask(services, { state, by: c.get('session').person.id, ...c.req.valid('json') });
      return typeof asked === 'string' ? refuse(c, asked) : c.json(asked, 201);
    },
  );

  app.post(
    '/api/erasures/:id/confirm',
    describeRoute({ summary: 'Agree as the second person: the words are erased', tags }),
    allowed,
    async (c) => {
      const by = c.get('session').person.id;
      const refusal = await confirm(services, c.req.param('id'), by);
      if (refusal) return refuse(c, refusal);
      services.log.warn({ request: c.req.param('id'), by }, 'words of a record erased');
      services.changes.notify();
      return c.body(null, 204);
    },
  );

  app.delete(
    '/api/erasures/:id',
    describeRoute({ summary: 'Take the request back, or decline it', tags }),
    allowed,
    async (c) => ((await withdraw(services, c.req.param('id'))) ? c.body(null, 204) : refuse(c, 'not-found')),
  );

  return app;
}
