import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { AppEnv, Services } from './context.ts';
import { admitSync } from './admission.ts';
import { atMost, jsonBody } from './validated.ts';
import { exchange, itemsText } from '../sync/exchange.ts';
import { refuse } from './refuse.ts';
import { PAGE_LENGTH_HEADER, SyncRequestSchema } from '#protocol/sync.ts';
import type { PageLimits } from '../sync/page-builder.ts';
import { PAGE_LIMITS } from '../sync/page-builder.ts';

/** Above what a client sends at most, below what would hurt. */
const MAX_BODY_BYTES = 1_048_576;
const GZIP_FROM_LENGTH = 1024;
const GZIP_LEVEL = 4;
const gzipped = promisify(gzip);

/** Push and pull in one exchange. */
export function syncRoutes(services: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const description = describeRoute({
    summary: 'Push entries, get receipts, pull what is new',
    tags: ['sync'],
    responses: {
      200: { description: 'First line: SyncHead. Then one PullItem a line.', content: { 'application/x-ndjson': {} } },
    },
  });

  app.post(
    '/api/sync',
    description,
    admitSync(services, services.syncLimits),
    atMost(MAX_BODY_BYTES),
    jsonBody(SyncRequestSchema),
    async (c) => {
      const { person, isHandIn } = c.get('session');
      const request = c.req.valid('json');
      // No receipt for a file that is gone: who asks may be the last to have it.
      const blobsAsked = request.blobsAsked.filter((blob) => services.blobs.has(blob));
      const pageLimits = limitsAsked(c.req.header(PAGE_LENGTH_HEADER)) ?? services.sync.pageLimits;
      const outcome = await exchange(
        { ...services.sync, pageLimits },
        { ...request, blobsAsked },
        { person, isHandIn },
      );
      if (!outcome.ok) return refuse(c, outcome.code);
      const { head, lines, added } = outcome;
      count(services, added, head.quarantined);
      if (added > 0) services.changes.notify();
      const text = `${JSON.stringify(head)}\n${itemsText(lines)}`;
      const headers = { 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'no-store', Vary: 'Accept-Encoding' };
      const wantsGzip = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '') && text.length >= GZIP_FROM_LENGTH;
      if (!wantsGzip) return c.body(text, 200, headers);
      const body = new Uint8Array(await gzipped(text, { level: GZIP_LEVEL }));
      return c.body(body, 200, { ...headers, 'Content-Encoding': 'gzip', 'Content-Length': String(body.length) });
    },
  );

  return app;
}

/** Less than a full page for a link that is up for seconds at a time; never more. */
function limitsAsked(header: string | undefined): PageLimits | null {
  const length = Number(header);
  if (!Number.isSafeInteger(length) || length < 1 || length >= PAGE_LIMITS.length) return null;
  return { items: PAGE_LIMITS.items, length };
}

function count({ metrics, log }: Services, added: number, quarantined: readonly { readonly code: string }[]): void {
  metrics.entries.inc(added);
  for (const { code } of quarantined) metrics.quarantined.inc({ code });
  // A foreign signature or actor is no accident (fault 101).
  const hostile = quarantined.filter(
    ({ code }) => code === 'bad-signature' || code === 'wrong-actor' || code === 'wrong-device',
  );
  if (hostile.length > 0)
    log.error({ codes: hostile.map(({ code }) => code) }, 'entries that claim to be somebody else’s');
}
