import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { AppContext, AppEnv, Services } from './context.ts';
import type { ChecklistSet } from '#domain/checklist/checklist.ts';
import type { Db } from '../db/sqlite/open-database.ts';
import type { ReferenceName } from '#domain/reference/reference.ts';
import { atMost, jsonBody } from './validated.ts';
import { isReferenceName, PublishReferenceSchema } from '#protocol/reference.ts';
import {
  currentReference,
  publishReference,
  referenceByHash,
  referenceHeads,
  referenceHistory,
} from '../reference/references.ts';
import { permit } from './authenticate.ts';
import { misfitOfSet } from '#domain/checklist/check-set.ts';
import { referenceMisfit } from '#protocol/reference-schemas.ts';
import { refuse } from './refuse.ts';

/** Zone maps are the largest: a district's streets as polygons. */
const MAX_BODY_BYTES = 8_000_000;

/** What the bureau keeps right itself (docs/spec/reference.md). Everybody signed in reads; who may correct is a permission. */
export function referenceRoutes({ db, clock, changes, log }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const tags = ['reference'];

  app.get('/api/reference', describeRoute({ summary: 'Which version of each document is in force', tags }), async (c) =>
    c.json(await referenceHeads(db)),
  );

  app.get(
    '/api/reference/:name',
    describeRoute({ summary: 'A document: the version in force, or the one of `?hash=`', tags }),
    async (c) => {
      const name = nameIn(c);
      if (!name) return refuse(c, 'not-found');
      const hash = c.req.query('hash');
      const version = hash === undefined ? await currentReference(db, name) : await referenceByHash(db, name, hash);
      return version ? c.json(version) : refuse(c, 'not-found');
    },
  );

  app.get(
    '/api/reference/:name/history',
    describeRoute({ summary: 'Every version with its author and reason, newest first', tags }),
    async (c) => {
      const name = nameIn(c);
      return name ? c.json(await referenceHistory(db, name)) : refuse(c, 'not-found');
    },
  );

  app.put(
    '/api/reference/:name',
    describeRoute({ summary: 'Publish a corrected version', tags }),
    permit('reference.edit'),
    atMost(MAX_BODY_BYTES),
    jsonBody(PublishReferenceSchema),
    async (c) => {
      const name = nameIn(c);
      if (!name) return refuse(c, 'not-found');
      const published = c.req.valid('json');
      const misfit = referenceMisfit(name, published.body) ?? (await checklistsMisfit(db, name, published.body));
      if (misfit !== null) return refuse(c, 'bad-request', { detail: misfit });
      const by = c.get('session').person.id;
      const version = await publishReference(db, { name, by, at: clock.now(), ...published });
      if (!version) return refuse(c, 'conflict');
      log.info({ name, version: version.version, by }, 'reference document published');
      changes.notify();
      return c.json(version, 201);
    },
  );

  return app;
}

/** Of the right shape is not enough for a form: phones would run it as it is. */
async function checklistsMisfit(db: Db, name: ReferenceName, body: object): Promise<string | null> {
  if (name !== 'checklists') return null;
  const inForce = await currentReference(db, 'checklists');
  return misfitOfSet(body as ChecklistSet, inForce.body);
}

function nameIn(c: AppContext): ReferenceName | null {
  const name = c.req.param('name') ?? '';
  return isReferenceName(name) ? name : null;
}
