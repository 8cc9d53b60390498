import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { ReadableStream } from 'node:stream/web';
import type { AppContext, AppEnv, Services } from './context.ts';
import { atMost } from './validated.ts';
import { importRescue } from '../rescue/import-rescue.ts';
import { MAX_RESCUE_BYTES } from '#protocol/rescue.ts';
import { permit } from './authenticate.ts';
import { refuse } from './refuse.ts';
import { takeImportToken } from '../orders/import-token.ts';

/** Rescue files: what a broken phone still held. */
export function rescueRoutes(services: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const tags = ['rescue'];

  const description = describeRoute({ summary: 'Take in a rescue file of a device (streamed, at most 2 GiB)', tags });
  app.post('/api/rescue', description, permit('rescue.import'), atMost(MAX_RESCUE_BYTES), (c) => take(services, c));

  const local = describeRoute({
    summary: 'The same for `npm run rescue` on this machine, by a token left in the data directory',
    tags,
  });
  app.post('/api/rescue/local', local, atMost(MAX_RESCUE_BYTES), (c) => {
    if (c.req.header('content-length') === '0') return refuse(c, 'bad-request');
    const token = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    return takeImportToken(services.dataDir, token) ? take(services, c) : refuse(c, 'unauthenticated');
  });

  return app;
}

async function take(services: Services, c: AppContext): Promise<Response> {
  const { body } = c.req.raw;
  if (!body) return refuse(c, 'bad-request');
  const announced = Number(c.req.header('content-length') ?? 0);
  // Twice: the sealed file, and the photos in it.
  if (!(await services.blobs.hasRoomFor(2 * announced))) return refuse(c, 'storage-full');
  const path = join(services.blobs.uploadsDir, `rescue-${randomUUID()}`);
  try {
    await pipeline(Readable.fromWeb(body as ReadableStream<Uint8Array>), createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  const answer = await importRescue(services, path);
  if ('refusal' in answer) return c.json(answer, 422);
  const { entries, blobs, head } = answer;
  services.log.info(
    { person: head.person, device: head.device, entries: entries.added, blobs: blobs.added, kept: answer.kept },
    'rescue file taken in',
  );
  services.metrics.entries.inc(entries.added);
  services.metrics.blobs.inc(blobs.added);
  if (entries.added + blobs.added > 0) services.changes.notify();
  return c.json(answer);
}
