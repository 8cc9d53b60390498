import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { AppEnv, Services } from './context.ts';
import { addTemplate, listTemplates, templateBytes, templateFault } from '../documents/word-templates.ts';
import { atMost } from './validated.ts';
import { WORD_TYPE } from '../documents/documents.ts';
import { isTemplateKind } from '#protocol/documents.ts';
import { permit } from './authenticate.ts';
import { refuse } from './refuse.ts';

const MAX_BYTES = 1_000_000;
const LONGEST_NAME = 200;

/** Word templates of the bureau for signed documents. Everybody signed in may look; who may change them is a permission. */
export function templateRoutes({ db, clock, log }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const tags = ['documents'];

  app.get('/api/document-templates', describeRoute({ summary: 'Every version, newest first', tags }), async (c) =>
    c.json(await listTemplates(db)),
  );

  app.get(
    '/api/document-templates/:kind/:version',
    describeRoute({ summary: 'A version as it was uploaded', tags }),
    async (c) => {
      const version = Number(c.req.param('version'));
      const bytes = Number.isSafeInteger(version) ? await templateBytes(db, c.req.param('kind'), version) : null;
      if (!bytes) return refuse(c, 'not-found');
      c.header('Content-Type', WORD_TYPE);
      c.header('Content-Disposition', `attachment; filename="${c.req.param('kind')}-${String(version)}.docx"`);
      return c.body(new Uint8Array(bytes));
    },
  );

  app.put(
    '/api/document-templates/:kind',
    describeRoute({ summary: 'A further version; unknown placeholders are named and refused', tags }),
    permit('reference.edit'),
    atMost(MAX_BYTES),
    async (c) => {
      const kind = c.req.param('kind');
      const fileName = c.req.query('name')?.trim() ?? '';
      if (!isTemplateKind(kind)) return refuse(c, 'not-found');
      if (fileName === '' || fileName.length > LONGEST_NAME) return refuse(c, 'bad-request');
      const bytes = new Uint8Array(await c.req.arrayBuffer());
      const fault = await templateFault(kind, bytes);
      if (fault === 'not-a-document') return refuse(c, 'template-unusable', { unknown: '' });
      if (fault) return refuse(c, 'template-unusable', { unknown: fault.unknown.join('、') });
      const by = c.get('session').person.id;
      const added = await addTemplate(db, { kind, fileName, bytes, at: clock.now(), by });
      log.info({ kind, version: added.version, by }, 'word template added');
      return c.json(added, 201);
    },
  );

  return app;
}
