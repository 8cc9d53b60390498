import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Beacon } from '#protocol/beacon.ts';
import type { BlobTask } from '#sync/ports.ts';
import type { Handler } from './faulty-server.ts';
import type { SyncRequest } from '#protocol/sync.ts';
import { DEVICE, headWith } from './scripted.ts';
import { FaultyServer } from './faulty-server.ts';
import { createHttpTransport } from '#sync/http-transport.ts';

const server = new FaultyServer();
beforeAll(async () => server.start());
afterAll(async () => server.stop());
beforeEach(() => void server.requests.splice(0));

const transport = (change: { answerMs?: number; stallMs?: number; signal?: AbortSignal } = {}) =>
  createHttpTransport({ device: DEVICE, origin: server.origin, answerMs: 2_000, stallMs: 2_000, ...change });

const REQUEST = { protocol: 1, device: DEVICE, entries: [] } as unknown as SyncRequest;
const NDJSON = { 'content-type': 'application/x-ndjson' };
const LINES = Array.from({ length: 400 }, (_, i) => `["gone","case-${String(i)}-案"]\n`).join('');
const PAGE = `${JSON.stringify(headWith({ count: 400, digest: createHash('sha256').update(LINES).digest('hex') }))}\n${LINES}`;
const failed = (cause: string, retryAfterMs: number | null = null) => ({ kind: 'failed', cause, retryAfterMs });
const answer =
  (status: number, body = '', headers: Record<string, string> = {}): Handler =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);
const errorBody = (code: string) => JSON.stringify({ error: { code } });

async function syncWith(handle: Handler, change = {}) {
  server.handle = handle;
  return transport(change).sync(REQUEST);
}

describe('POST /api/sync', () => {
  it('[ENGINE-20] a whole page arrives, plain and gzipped', async () => {
    expect(await syncWith(answer(200, PAGE, NDJSON))).toMatchObject({ kind: 'ok', page: { head: { count: 400 } } });
    const gzipped: Handler = (_, response) =>
      void response.writeHead(200, { ...NDJSON, 'content-encoding': 'gzip' }).end(gzipSync(PAGE));
    expect(await syncWith(gzipped)).toMatchObject({ kind: 'ok' });
    expect(JSON.parse(server.requests[0]!.body.toString())).toEqual(REQUEST);
  });

  it('[ENGINE-20] [FAULT-35] a close-delimited body cut short, at a line or within one, is no page', async () => {
    for (const length of [PAGE.length - 22, 3_000, 10]) {
      const cut: Handler = (request) => {
        request.socket.end(
          `HTTP/1.1 200 OK\r\ncontent-type: application/x-ndjson\r\nconnection: close\r\n\r\n${PAGE.slice(0, length)}`,
        );
      };
      expect(await syncWith(cut)).toEqual(failed('offline'));
    }
  });

  it('[ENGINE-20] [FAULT-35] a gzip stream cut short is no page', async () => {
    const whole = gzipSync(PAGE);
    const cut: Handler = (request) => {
      request.socket.write(
        'HTTP/1.1 200 OK\r\ncontent-type: application/x-ndjson\r\ncontent-encoding: gzip\r\nconnection: close\r\n\r\n',
      );
      request.socket.end(whole.subarray(0, Math.floor(whole.length / 2)));
    };
    expect(await syncWith(cut)).toEqual(failed('offline'));
  });

  it('[ENGINE-20] a body that ends before its length is no page', async () => {
    const cut: Handler = (_, response) => {
      response.writeHead(200, { ...NDJSON, 'content-length': String(Buffer.byteLength(PAGE)) });
      response.write(PAGE.slice(0, 5_000));
      setTimeout(() => response.destroy(), 20);
    };
    expect(await syncWith(cut)).toEqual(failed('offline'));
  });

  it("[ENGINE-25] [FAULT-33] a portal's page, a redirect to one and a stranger's refusal are a captive portal", async () => {
    const html = { 'content-type': 'text/html' };
    expect(await syncWith(answer(200, '<!doctype html>登录', html))).toEqual(failed('captive-portal'));
    expect(await syncWith(answer(200, PAGE, { 'content-type': 'application/json' }))).toEqual(failed('captive-portal'));
    expect(await syncWith(answer(302, '', { location: `${server.origin}/login` }))).toEqual(failed('captive-portal'));
    expect(await syncWith(answer(511, '<html>', html))).toEqual(failed('captive-portal'));
    expect(await syncWith(answer(403, '<html>', html))).toEqual(failed('captive-portal'));
    expect(server.requests.map(({ url }) => url)).not.toContain('/login');
  });

  it.each([
    [401, errorBody('unauthenticated'), 'sign-in'],
    [403, errorBody('device-of-another-person'), 'sign-in'],
    [403, errorBody('device-unknown'), 'sign-in'],
    [403, errorBody('device-revoked'), 'device-revoked'],
    [426, errorBody('protocol-too-old'), 'protocol-too-old'],
    [400, errorBody('bad-request'), 'server-error'],
    [500, '<html>', 'server-error'],
    [502, '', 'server-error'],
    [507, errorBody('storage-full'), 'server-error'],
  ])('[ENGINE-27] %i %s means %s', async (status, body, cause) => {
    expect(await syncWith(answer(status, body))).toEqual(failed(cause));
  });

  it('[ENGINE-27] [FAULT-31] Retry-After is heard in seconds and as a date', async () => {
    expect(await syncWith(answer(429, errorBody('rate-limited'), { 'retry-after': '7' }))).toEqual(
      failed('server-error', 7_000),
    );
    const date = new Date(Date.now() + 60_000).toUTCString();
    const { retryAfterMs } = (await syncWith(answer(503, '', { 'retry-after': date }))) as { retryAfterMs: number };
    expect(retryAfterMs).toBeGreaterThan(50_000);
    expect(await syncWith(answer(503, '', { 'retry-after': 'soon' }))).toEqual(failed('server-error'));
  });

  it('[ENGINE-11] 413 is told apart', async () => {
    expect(await syncWith(answer(413, errorBody('too-large')))).toEqual({ kind: 'too-large' });
  });

  it('[ENGINE-26] [FAULT-40] silence before the answer and within its body is cut', async () => {
    expect(await syncWith(() => undefined, { answerMs: 150 })).toEqual(failed('offline'));
    const stalled: Handler = (_, response) => {
      response.writeHead(200, NDJSON);
      response.write(PAGE.slice(0, 4_000));
    };
    expect(await syncWith(stalled, { stallMs: 150 })).toEqual(failed('offline'));
  });

  it('[ENGINE-26] a slow body that keeps coming is waited for', async () => {
    const slow: Handler = (_, response) => {
      response.writeHead(200, NDJSON);
      const bytes = Buffer.from(PAGE);
      for (let i = 0; i < 6; i++)
        setTimeout(() => response.write(bytes.subarray((i * bytes.length) / 6, ((i + 1) * bytes.length) / 6)), i * 80);
      setTimeout(() => response.end(), 500);
    };
    expect(await syncWith(slow, { stallMs: 200 })).toMatchObject({ kind: 'ok' });
  });

  it('nobody there, and a sign-out in the middle, are offline', async () => {
    expect(await createHttpTransport({ device: DEVICE, origin: 'http://127.0.0.1:9' }).sync(REQUEST)).toEqual(
      failed('offline'),
    );
    const control = new AbortController();
    setTimeout(() => control.abort(), 50);
    expect(await syncWith(() => undefined, { signal: control.signal })).toEqual(failed('offline'));
    expect(await transport({ signal: control.signal }).sync(REQUEST)).toEqual(failed('offline'));
  });
});

describe('uploads', () => {
  const TUS = { 'tus-resumable': '1.0.0' };
  const BLOB = 'b'.repeat(64);
  const TASK: BlobTask = { blob: BLOB, bytes: 9, mediaType: 'image/jpeg', role: 'original', failures: 0, notBefore: 0 };

  it('[ENGINE-40] the offset is asked at the address made of hash and device', async () => {
    server.handle = answer(200, '', { ...TUS, 'upload-offset': '5', 'upload-length': '9' });
    expect(await transport().uploadOffset(BLOB)).toEqual({ kind: 'offset', offset: 5 });
    expect(server.requests[0]).toMatchObject({ method: 'HEAD', url: `/api/blobs/uploads/${BLOB}-${DEVICE}` });
    server.handle = answer(404, '', TUS);
    expect(await transport().uploadOffset(BLOB)).toEqual({ kind: 'absent' });
    server.handle = answer(410, '', TUS);
    expect(await transport().uploadOffset(BLOB)).toEqual({ kind: 'absent' });
  });

  it("[ENGINE-25] a portal's 200 and 404 are no offset", async () => {
    server.handle = answer(200, '', { 'content-type': 'text/html' });
    expect(await transport().uploadOffset(BLOB)).toEqual(failed('captive-portal'));
    server.handle = answer(404, '', { 'content-type': 'text/html' });
    expect(await transport().uploadOffset(BLOB)).toEqual(failed('captive-portal'));
  });

  it('[ENGINE-40] is created with length, hash, device and type, and found whole when the server has it already', async () => {
    server.handle = answer(201, '', { ...TUS, location: '/x' });
    expect(await transport().createUpload(TASK)).toEqual({ kind: 'offset', offset: 0 });
    const { method, headers } = server.requests[0]!;
    expect([method, headers['upload-length'], headers['tus-resumable']]).toEqual(['POST', '9', '1.0.0']);
    expect(headers['upload-metadata']).toBe(
      `sha256 ${btoa(BLOB)},device ${btoa(DEVICE)},mediaType ${btoa('image/jpeg')}`,
    );
    server.handle = answer(201, '', { ...TUS, 'upload-offset': '9' });
    expect(await transport().createUpload(TASK)).toEqual({ kind: 'offset', offset: 9 });
  });

  it('[ENGINE-40] a chunk goes with its offset; 409 and a lock held elsewhere ask for the offset anew', async () => {
    server.handle = answer(204, '', { ...TUS, 'upload-offset': '9' });
    expect(await transport().sendChunk(BLOB, 4, Uint8Array.of(1, 2, 3, 4, 5))).toEqual({ kind: 'offset', offset: 9 });
    const { method, headers, body } = server.requests[0]!;
    expect([method, headers['upload-offset'], headers['content-type'], [...body]]).toEqual([
      'PATCH',
      '4',
      'application/offset+octet-stream',
      [1, 2, 3, 4, 5],
    ]);
    for (const status of [409, 423]) {
      server.handle = answer(status, errorBody('conflict'), TUS);
      expect(await transport().sendChunk(BLOB, 4, Uint8Array.of(1))).toEqual({ kind: 'conflict' });
    }
  });

  it.each(['hash-mismatch', 'length-mismatch', 'blob-not-announced', 'too-large', 'forbidden'])(
    '[ENGINE-41] %s is about this blob',
    async (code) => {
      server.handle = answer(code === 'too-large' ? 413 : 422, errorBody(code));
      expect(await transport().sendChunk(BLOB, 0, Uint8Array.of(1))).toEqual({ kind: 'refused', code });
    },
  );

  it('[ENGINE-41] 401, 503 and a full server are about the connection', async () => {
    server.handle = answer(401, '');
    expect(await transport().uploadOffset(BLOB)).toEqual(failed('sign-in'));
    server.handle = answer(503, errorBody('storage-unavailable'), { 'retry-after': '3' });
    expect(await transport().createUpload(TASK)).toEqual(failed('server-error', 3_000));
  });

  it('[ENGINE-27] a refusal of HEAD has no body: creating hears why', async () => {
    server.handle = answer(403, '');
    expect(await transport().uploadOffset(BLOB)).toEqual({ kind: 'absent' });
    server.handle = answer(403, errorBody('device-revoked'));
    expect(await transport().createUpload(TASK)).toEqual(failed('device-revoked'));
  });
});

it('[WALL-5] [FAULT-32] only a 204 is a beacon that arrived: a portal’s page, a refusal and silence are no contact', async () => {
  const beacon = { device: DEVICE, at: 1, sig: 's'.repeat(86) } as unknown as Beacon;
  const say = async (handle: Handler): Promise<boolean> => {
    server.handle = handle;
    return transport({ answerMs: 150 }).beacon(beacon);
  };
  expect(await say(answer(204))).toBe(true);
  expect(JSON.parse(server.requests[0]?.body.toString() ?? '')).toEqual(beacon);
  expect(await say(answer(200, '<html>Wi-Fi</html>', { 'content-type': 'text/html' }))).toBe(false);
  expect(await say(answer(302, '', { location: 'http://login.example/' }))).toBe(false);
  expect(await say(answer(503, errorBody('storage-unavailable')))).toBe(false);
  expect(await say(() => undefined)).toBe(false);
});
