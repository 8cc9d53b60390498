import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { AppEnv, Services } from './context.ts';
import { callersOf } from '../orders/callers.ts';
import { mayReadCaller } from '#domain/people/policy.ts';
import { refuse } from './refuse.ts';
import { sequencedOfRow } from '../db/sqlite/rows.ts';
import { visibleCase } from './visible-case.ts';

const LONGEST_PURPOSE = 200;

/** One case as the office reads it: its state, its signed entries, and (apart, and noted) who complained. */
export function caseRoutes(services: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const tags = ['cases'];

  app.get('/api/cases/:id', describeRoute({ summary: 'The folded case', tags }), async (c) => {
    const state = await visibleCase(services, c);
    return state ? c.json(state) : refuse(c, 'not-found');
  });

  app.get(
    '/api/cases/:id/entries',
    describeRoute({ summary: 'Signed entries and their receipts, as they came', tags }),
    async (c) => {
      const state = await visibleCase(services, c);
      if (!state) return refuse(c, 'not-found');
      const query = services.db
        .selectFrom('entry')
        .leftJoin('payload', 'payload.entry_id', 'entry.id')
        .selectAll('entry')
        .select(['salt', 'body']);
      const rows = await query.where('case_id', '=', state.id).orderBy('seq').execute();
      return c.json({
        case: state.id,
        entries: rows.map(sequencedOfRow).map(({ entry, receipt }) => ({ entry, receipt })),
      });
    },
  );

  app.get(
    '/api/cases/:id/caller',
    describeRoute({ summary: 'Who complained: masked, or revealed for a purpose that is noted', tags }),
    async (c) => {
      const state = await visibleCase(services, c);
      if (!state) return refuse(c, 'not-found');
      const { person } = c.get('session');
      if (!mayReadCaller(person, state)) return refuse(c, 'forbidden');
      if (c.req.query('reveal') !== '1') return c.json(await callersOf(services.db, state.id, null));
      const purpose = c.req.query('purpose')?.trim() ?? '';
      if (purpose === '' || purpose.length > LONGEST_PURPOSE) return refuse(c, 'bad-request');
      return c.json(await callersOf(services.db, state.id, { person: person.id, purpose, atMs: services.clock.now() }));
    },
  );

  return app;
}
