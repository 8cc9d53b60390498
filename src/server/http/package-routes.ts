import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { AppEnv, Services } from './context.ts';
import type { PackagedEntry } from '#domain/package/package-format.ts';
import { AskPackageSchema } from '#protocol/package-schema.ts';
import { atMost, jsonBody } from './validated.ts';
import { makePackage, PackageTooLargeError } from '../package/make-package.ts';
import { noteTaken, packagesTaken } from '../package/packages-taken.ts';
import { packDocuments } from '../package/pack-documents.ts';
import { refuse } from './refuse.ts';
import { visibleCase } from './visible-case.ts';

const SMALL_BODY_BYTES = 4096;

/** 一键卷宗: a case as one file that proves itself, for whoever may see the case; each one taken is written down. */
export function packageRoutes(services: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const tags = ['proof'];

  app.post(
    '/api/cases/:id/package',
    describeRoute({
      summary: 'An evidence package of the case (ZIP), for one kind of reader',
      tags,
      responses: { 200: { description: 'The package', content: { 'application/zip': {} } } },
    }),
    atMost(SMALL_BODY_BYTES),
    jsonBody(AskPackageSchema),
    async (c) => {
      const state = await visibleCase(services, c);
      if (!state) return refuse(c, 'not-found');
      const { audience, purpose } = c.req.valid('json');
      const order = { caseId: state.id, audience, person: c.get('session').person.id, nowMs: services.clock.now() };
      const documentsFor = (entries: readonly PackagedEntry[]) => packDocuments(services, state, { entries, audience });
      const made = await makePackage(services, order, documentsFor).catch((error: unknown) => {
        if (error instanceof PackageTooLargeError) return null;
        throw error;
      });
      if (!made) return refuse(c, 'too-large');
      await noteTaken(services.db, { ...order, purpose }, made);
      services.log.info({ person: order.person, case: state.id, audience }, 'evidence package taken');
      return c.body(Readable.toWeb(Readable.from(made.stream())) as ReadableStream, 200, {
        'Content-Type': 'application/zip',
        'Content-Length': String(made.bytes),
        'Content-Disposition': `attachment; filename="${state.id}-${audience}.zip"`,
      });
    },
  );

  app.get(
    '/api/cases/:id/packages',
    describeRoute({ summary: 'Packages that were taken of the case', tags }),
    async (c) => {
      const state = await visibleCase(services, c);
      return state ? c.json(await packagesTaken(services.db, state.id)) : refuse(c, 'not-found');
    },
  );

  return app;
}
