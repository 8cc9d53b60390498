import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { AppContext, AppEnv, Services } from './context.ts';
import type { CheckpointRow } from '../proof/checkpoints.ts';
import { base64Of } from '#domain/kernel/base64.ts';
import { checkpointOfSize, consistencyOf, latestCheckpoint } from '../proof/checkpoints.ts';
import { originOf, verifierKeyOf } from '#domain/merkle/checkpoint-note.ts';
import { permit } from './authenticate.ts';
import { proofDay } from '../proof/proof-day.ts';
import { ProofDayQuerySchema } from '#protocol/proof-day.ts';
import { query } from './validated.ts';
import { refuse } from './refuse.ts';

/** Signed states of the log for everybody, without a session: whoever keeps one can show later that the log was changed. */
export function checkpointRoutes({ db, serverKey, sync, clock }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const tags = ['proof'];
  const text = (summary: string) =>
    describeRoute({ summary, tags, responses: { 200: { description: summary, content: { 'text/plain': {} } } } });

  app.get('/api/checkpoints/latest', text('The last signed state of the log (C2SP tlog-checkpoint)'), async (c) =>
    asNote(c, await latestCheckpoint(db)),
  );

  app.get('/api/checkpoints/key', text('Verifier key of the present history (C2SP signed-note)'), async (c) => {
    const epoch = await sync.store.read((log) => log.epoch());
    return c.text(`${verifierKeyOf(originOf(epoch), Buffer.from(serverKey.publicKey, 'base64url'))}\n`);
  });

  app.get('/api/checkpoints/:size', text('The signed state of that many entries'), async (c) =>
    asNote(c, await checkpointOfSize(db, sizeOf(c.req.param('size')))),
  );

  app.get(
    '/api/checkpoints/:size/consistency',
    text('Hashes that prove one state to be the beginning of a later one (`?to=`, by default the last), one a line'),
    async (c) => {
      const first = await checkpointOfSize(db, sizeOf(c.req.param('size')));
      const to = c.req.query('to');
      const second = to === undefined ? await latestCheckpoint(db) : await checkpointOfSize(db, sizeOf(to));
      if (!first || !second) return refuse(c, 'not-found');
      if (first.size > second.size) return refuse(c, 'bad-request');
      const proof = await consistencyOf(db, first.size, second.size);
      return c.text(proof.map((hash) => `${base64Of(hash)}\n`).join(''));
    },
  );

  app.get(
    '/api/proof-day',
    describeRoute({ summary: 'The signed states of one day, for the report that is printed', tags }),
    permit('sync-wall.read'),
    query(ProofDayQuerySchema),
    async (c) => {
      const about = { publicKey: serverKey.publicKey, nowMs: clock.now() };
      return c.json(await proofDay(db, { day: c.req.valid('query').day, ...about }));
    },
  );

  return app;
}

function asNote(c: AppContext, row: CheckpointRow | null): Response {
  return row ? c.text(row.note) : refuse(c, 'not-found');
}

/** −1, which nothing has, for anything that is no size. */
function sizeOf(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : -1;
}
