import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { AppEnv, Services } from './context.ts';
import { listDocuments, renderDocument } from '../documents/documents.ts';
import { NoChineseFontError } from '../documents/typesetter.ts';
import { refuse } from './refuse.ts';
import { visibleCase } from './visible-case.ts';

/** Documents of a case, for whoever may read the case. */
export function documentRoutes(services: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const tags = ['documents'];

  app.get(
    '/api/cases/:id/documents',
    describeRoute({ summary: 'What can be printed of the case', tags }),
    async (c) => {
      const state = await visibleCase(services, c);
      return state ? c.json(await listDocuments(services, state)) : refuse(c, 'not-found');
    },
  );

  app.get(
    '/api/cases/:id/documents/:name',
    describeRoute({
      summary:
        'One of them, as PDF or in the bureau’s Word template; 503 `fonts-missing` on a machine without Chinese fonts',
      tags,
    }),
    async (c) => {
      const state = await visibleCase(services, c);
      if (!state) return refuse(c, 'not-found');
      const name = c.req.param('name');
      try {
        const file = await renderDocument(services, state, name);
        if (!file) return refuse(c, 'not-found');
        c.header('Content-Type', file.mediaType);
        c.header('Content-Disposition', `attachment; filename="${name}"`);
        return c.body(new Uint8Array(file.bytes));
      } catch (error) {
        if (!(error instanceof NoChineseFontError)) throw error;
        services.log.error({ error: error.message }, 'no document can be printed');
        return refuse(c, 'fonts-missing');
      }
    },
  );

  return app;
}
