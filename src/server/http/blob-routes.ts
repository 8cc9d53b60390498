import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { sql } from 'kysely';
import type { AppEnv, Services } from './context.ts';
import type { Person } from '#domain/people/person.ts';
import { isInline } from '../blobs/media-type.ts';
import { keysOf } from '#domain/people/policy.ts';
import { openNow } from '../db/sqlite/sqlite-log-reader.ts';
import { refuse } from './refuse.ts';

/** An evidence file that opens in the browser can do nothing there. */
const BLOB_CSP = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/** Evidence bytes, to whoever sees a case that refers to them. */
export function blobRoutes(services: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/api/blobs/:sha', describeRoute({ summary: 'A blob, or its thumbnail', tags: ['blobs'] }), async (c) => {
    const asked = c.req.param('sha');
    const person = c.get('session').person;
    const blob = /^[0-9a-f]{64}$/.test(asked)
      ? await visibleBlob(services, person, asked, c.req.query('variant') === 'thumb')
      : null;
    if (!blob || !services.blobs.has(blob.id)) return refuse(c, 'not-found');
    const headers = {
      ETag: `"${blob.id}"`,
      // Evidence goes to a device's disk through its store alone, never past it into the browser's cache.
      'Cache-Control': 'private, no-store',
      'Content-Security-Policy': BLOB_CSP,
    };
    if (c.req.header('if-none-match') === headers.ETag) return c.body(null, 304, headers);
    return c.body(Readable.toWeb(services.blobs.read(blob.id)) as ReadableStream, 200, {
      ...headers,
      'Content-Type': blob.media_type,
      'Content-Length': String(blob.bytes),
      'Content-Disposition': isInline(blob.media_type) ? 'inline' : `attachment; filename="${blob.id.slice(0, 16)}"`,
    });
  });
  return app;
}

async function visibleBlob({ db }: Services, person: Person, asked: string, asThumb: boolean) {
  const column = asThumb ? 'blob_ref.thumb_of' : 'blob_ref.blob';
  const query = db
    .selectFrom('blob_ref')
    .innerJoin('blob', 'blob.id', 'blob_ref.blob')
    .select(['blob.id', 'blob.bytes', 'blob.media_type']);
  return query
    .where(column, '=', asked)
    .where(openNow(sql.ref('blob_ref.case_id'), keysOf(person)))
    .executeTakeFirst();
}
