import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { AppContext, AppEnv, Services } from './context.ts';
import type { ErrorCode } from '#protocol/errors.ts';
import type { UploadId, Uploads } from '../blobs/uploads.ts';
import { errorBody, refuse, statusOf } from './refuse.ts';
import { MAX_BLOB_BYTES, readUploadId } from '../blobs/uploads.ts';

const TUS_VERSION = '1.0.0';
const TUS_HEADERS = { 'Tus-Resumable': TUS_VERSION, 'Cache-Control': 'no-store' } as const;

/** Resumable upload of announced blobs, tus 1.0: create, HEAD, PATCH. */
export function uploadsRoutes(services: Services, uploads: Uploads): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.post(
    '/api/blobs/uploads',
    describeRoute({ summary: 'Begin the upload of an announced blob (tus 1.0)', tags: ['blobs'] }),
    async (c) => {
      const metadata = readMetadata(c.req.header('upload-metadata'));
      const bytes = Number(c.req.header('upload-length'));
      if (!Number.isSafeInteger(bytes) || bytes < 1) return refuse(c, 'bad-request');
      if (bytes > MAX_BLOB_BYTES) return refuse(c, 'too-large', { maxBytes: MAX_BLOB_BYTES });
      const id = await announced(services, c, metadata);
      if (!id) return refuse(c, 'blob-not-announced');
      const stored = await storedBytes(services, id.blob);
      if (stored !== null)
        return c.body(null, 201, { ...TUS_HEADERS, 'Upload-Offset': String(stored), 'Upload-Length': String(stored) });
      // Creating anew would throw away what is there: the device must ask how far it is.
      if (await uploads.exists(id)) return refuse(c, 'conflict');
      if (!(await services.blobs.hasRoomFor(bytes))) return refuse(c, 'storage-full');
      return asErrorBody(services, await uploads.create(c.req.raw, id));
    },
  );

  // Hono routes HEAD as GET; a real GET of an upload is nobody's business.
  app.get(
    '/api/blobs/uploads/:id',
    describeRoute({ summary: 'How far an upload is (HEAD, tus 1.0)', tags: ['blobs'] }),
    async (c) => {
      const id = await ownUpload(services, c);
      if (typeof id === 'string') return c.json(errorBody(id), statusOf(id), TUS_HEADERS);
      if (c.req.method !== 'HEAD') return refuse(c, 'not-found');
      const stored = await storedBytes(services, id.blob);
      if (stored !== null)
        return c.body(null, 200, { ...TUS_HEADERS, 'Upload-Offset': String(stored), 'Upload-Length': String(stored) });
      if (!(await uploads.isComplete(id))) return uploads.handle(c.req.raw);
      if (await uploads.finish(id)) return c.json(errorBody('not-found'), 404, TUS_HEADERS);
      const size = String(await storedBytes(services, id.blob));
      return c.body(null, 200, { ...TUS_HEADERS, 'Upload-Offset': size, 'Upload-Length': size });
    },
  );

  app.patch(
    '/api/blobs/uploads/:id',
    describeRoute({ summary: 'Send a chunk of an upload (tus 1.0)', tags: ['blobs'] }),
    async (c) => {
      const id = await ownUpload(services, c);
      if (typeof id === 'string') return refuse(c, id);
      return asErrorBody(services, await uploads.handle(c.req.raw));
    },
  );

  return app;
}

/**
 * The upload's device must be the person's, and an entry of one of the person's devices must have spoken of the blob: the one that signed it
 * may be gone ([SYNC-29]).
 */
async function ownUpload(services: Services, c: AppContext): Promise<UploadId | ErrorCode> {
  const id = readUploadId(c.req.param('id') ?? '');
  if (!id) return 'not-found';
  const found = await announced(services, c, { sha256: id.blob, device: id.device });
  return found ?? 'blob-not-announced';
}

async function announced(
  services: Services,
  c: AppContext,
  asked: Readonly<Record<string, string>>,
): Promise<UploadId | null> {
  if (!asked['sha256'] || !/^[0-9a-f]{64}$/.test(asked['sha256'])) return null;
  const person = c.get('session').person.id;
  const row = await services.db
    .selectFrom('blob_ref')
    .innerJoin('device', 'device.id', 'blob_ref.device')
    .select('blob_ref.device')
    .where('blob', '=', asked['sha256'])
    .where('device.person', '=', person)
    .orderBy('device.last_contact_at', 'desc')
    .executeTakeFirst();
  if (!row) return null;
  const device = asked['device'] ?? row.device;
  return device === row.device || (await isTheirs(services, device, person)) ? { blob: asked['sha256'], device } : null;
}

async function isTheirs(services: Services, device: string, person: string): Promise<boolean> {
  const row = await services.db
    .selectFrom('device')
    .select('id')
    .where('id', '=', device)
    .where('person', '=', person)
    .executeTakeFirst();
  return row !== undefined;
}

async function storedBytes(services: Services, blob: string): Promise<number | null> {
  const row = await services.db.selectFrom('blob').select('bytes').where('id', '=', blob).executeTakeFirst();
  // A row whose file is gone (a bad disk) is no copy: the device that still has one must be let in.
  return row && services.blobs.has(blob) ? row.bytes : null;
}

/** `key base64,key base64`; what cannot be read is left out. */
function readMetadata(header: string | undefined): Record<string, string> {
  const pairs = (header ?? '').split(',').map((pair) => pair.trim().split(' '));
  return Object.fromEntries(
    pairs.filter(([key]) => key).map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString('utf8')]),
  );
}

const CODE_BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  404: 'not-found',
  409: 'conflict',
  410: 'not-found',
  413: 'too-large',
  423: 'conflict',
};

/** tus answers in plain words; our clients read codes. */
async function asErrorBody({ blobs }: Services, response: Response): Promise<Response> {
  if (response.status < 400) return response;
  const text = await response.text();
  const own = text.startsWith('{"error"') ? text : null;
  const isFault = response.status >= 500;
  const fault = isFault ? await diskFault(blobs) : null;
  const code = fault ?? CODE_BY_STATUS[response.status] ?? 'bad-request';
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  headers.set('content-type', 'application/json');
  if (isFault) headers.set('retry-after', '30');
  const status = fault ? statusOf(fault) : response.status;
  return new Response(own ?? JSON.stringify(errorBody(code)), { status, headers });
}

/** tus says only that it could not write. */
async function diskFault(blobs: Services['blobs']): Promise<ErrorCode> {
  const hasRoom = await blobs.hasRoomFor(0).catch(() => true);
  return hasRoom ? 'storage-unavailable' : 'storage-full';
}
