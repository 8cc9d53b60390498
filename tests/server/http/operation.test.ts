import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SyncHead } from '#protocol/sync.ts';
import { createApp } from '#server/http/app.ts';
import { OPTIONS, ServerScene } from './server-scene.ts';
import { PEOPLE } from '#tests/server/log-scene.ts';
import { readConfig } from '#server/config.ts';
import { startServer } from '#server/start-server.ts';

describe('operation', () => {
  const dist = mkdtempSync(join(tmpdir(), 'jiban-dist-'));
  const script = `console.log(${JSON.stringify('x'.repeat(5000))})`;
  const scene = new ServerScene({ distDir: dist });

  beforeAll(async () => {
    mkdirSync(join(dist, 'assets'));
    writeFileSync(join(dist, 'index.html'), '<!doctype html><title>即办</title>');
    writeFileSync(join(dist, 'sw.js'), script);
    writeFileSync(join(dist, 'assets/main-abc123.js'), script);
    writeFileSync(join(dist, '.secret'), 'secret');
    await scene.start();
  });
  afterAll(async () => {
    await scene.stop();
    rmSync(dist, { recursive: true });
  });

  it('[API-15] the page and the worker ask again each time, hashed assets never', async () => {
    const get = (path: string) => scene.fetch(null, path);
    for (const path of ['/', '/index.html', '/sw.js'])
      expect([path, (await get(path)).headers.get('cache-control')]).toEqual([path, 'no-cache']);
    const asset = await get('/assets/main-abc123.js');
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect([await asset.text(), asset.headers.get('content-type')]).toEqual([script, 'text/javascript; charset=utf-8']);
    const etag = asset.headers.get('etag') ?? '';
    expect((await scene.fetch(null, '/sw.js', { headers: { 'if-none-match': etag } })).status).toBe(304);
    writeFileSync(join(dist, 'sw.js'), 'changed');
    expect(await (await get('/sw.js')).text()).toBe('changed');
  });

  it('[API-15] is compressed as the browser takes it', async () => {
    for (const encoding of ['br', 'gzip']) {
      const answer = await scene.fetch(null, '/assets/main-abc123.js', { headers: { 'accept-encoding': encoding } });
      expect([answer.headers.get('content-encoding'), await answer.text()]).toEqual([encoding, script]);
    }
  });

  it('[API-15] nothing outside the folder and nothing hidden', async () => {
    for (const path of [
      '/.secret',
      '/%2e%2e/package.json',
      '/assets/..%2f..%2fpackage.json',
      '/assets/%00',
      '/assets',
      '/..%5cx',
    ]) {
      expect([path, (await scene.fetch(null, path)).status]).toEqual([path, 404]);
    }
  });

  it('[API-13] the API description names every route there is', async () => {
    const described = (await (await scene.fetch(null, '/openapi.json')).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const known = Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const routes = createApp(scene.server.services).routes.filter(
      ({ method, path }) => method !== 'ALL' && !path.includes('*') && path !== '/openapi.json',
    );
    const wanted = routes.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(new Set(known)).toEqual(new Set(wanted));
    expect(JSON.stringify(described.paths['/api/sync'])).toContain('blobsAsked');
  });

  it('[API-12] health writes, and is 503 with the reason when the database is gone', async () => {
    const good = await scene.fetch(null, '/healthz');
    expect([good.status, await good.json()]).toEqual([200, { ok: true, version: 'test' }]);
    const { services } = scene.server;
    const broken = createApp({
      ...services,
      db: {
        insertInto: () => {
          throw new Error('disk I/O error');
        },
      } as never,
    });
    const bad = await broken.request('/healthz');
    expect([bad.status, await bad.json()]).toEqual([
      503,
      { ok: false, reason: 'the database cannot be written: disk I/O error', version: 'test' },
    ]);
  });

  it('[API-12] a database that cannot store makes sync 503 with Retry-After, never a receipt', async () => {
    const { services } = scene.server;
    const full = Object.assign(new Error('database or disk is full'), { errcode: 13 });
    const sync = {
      ...services.sync,
      store: { read: services.sync.store.read.bind(services.sync.store), write: () => Promise.reject(full) },
    };
    const app = createApp({ ...services, sync });
    const device = await scene.enrol(PEOPLE.north);
    const headers = { 'content-type': 'application/json', cookie: `__Host-jiban=${await scene.token(PEOPLE.north)}` };
    const answer = await app.request('/api/sync', { method: 'POST', headers, body: JSON.stringify(device.request()) });
    expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toEqual([
      507,
      '30',
      { error: { code: 'storage-full' } },
    ]);
  });

  it('[SYNC-61] a request above one megabyte is 413', async () => {
    const device = await scene.enrol(PEOPLE.north);
    const answer = await scene.post(PEOPLE.north, '/api/sync', device.request({ entries: ['x'.repeat(1_100_000)] }));
    expect([answer.status, ((await answer.json()) as { error: { code: string } }).error.code]).toEqual([
      413,
      'too-large',
    ]);
  });

  it('[SYNC-12] [FAULT-71] JSON nested a hundred thousand deep is quarantined, and the server goes on', async () => {
    const device = await scene.enrol(PEOPLE.north);
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const text = JSON.stringify(device.request({ pull: false, entries: ['here', { header: 'here' }] })).replaceAll(
      '"here"',
      deep,
    );
    const headers = { 'content-type': 'application/json' };
    const answer = await scene.fetch(PEOPLE.north, '/api/sync', { method: 'POST', headers, body: text });
    const head = JSON.parse((await answer.text()).split('\n')[0] ?? '') as SyncHead;
    expect(head.quarantined.map(({ code }) => code)).toEqual(['malformed', 'malformed']);
    expect((await scene.fetch(null, '/healthz')).status).toBe(200);
  });

  it('[SYNC-60] the answer is lines, compressed when asked', async () => {
    const device = await scene.enrol(PEOPLE.supervisor);
    await scene.openCase(device, 'L0000001', 'town-north');
    await scene.openCase(device, 'L0000002', 'town-south');
    const headers = {
      'content-type': 'application/json',
      'accept-encoding': 'gzip',
      cookie: `__Host-jiban=${await scene.token(PEOPLE.supervisor)}`,
    };
    const answer = await fetch(`${scene.server.url}/api/sync`, {
      method: 'POST',
      headers,
      body: JSON.stringify(device.request()),
    });
    expect([answer.headers.get('content-type'), answer.headers.get('content-encoding')]).toEqual([
      'application/x-ndjson',
      'gzip',
    ]);
    const text = await answer.text();
    expect(text.endsWith('\n')).toBe(true);
    const head = JSON.parse(text.slice(0, text.indexOf('\n'))) as { digest: string; count: number };
    expect(
      createHash('sha256')
        .update(text.slice(text.indexOf('\n') + 1))
        .digest('hex'),
    ).toBe(head.digest);
    expect(text.trimEnd().split('\n')).toHaveLength(head.count + 1);
  });

  it('live: tells open pages that something changed', async () => {
    const device = await scene.enrol(PEOPLE.supervisor);
    const caseId = await scene.openCase(device, 'V0000001', 'town-north');
    const stop = new AbortController();
    const answer = await scene.fetch(PEOPLE.supervisor, '/api/live', { signal: stop.signal });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    const first = (await reader?.read())?.value ?? '';
    expect(first).toContain('event: changed');
    const seqIn = (text: string) => Number(/"seq":(\d+)/.exec(text)?.[1]);
    const [receipt] = await device.send({
      case: caseId,
      kind: 'contact',
      body: { way: 'phone', reached: true, summary: '' },
    });
    const second = (await reader?.read())?.value ?? '';
    expect([seqIn(second), seqIn(second) > seqIn(first)]).toEqual([receipt?.seq, true]);
    stop.abort();
  });

  it('live: a connection that fails leaves no listener behind', async () => {
    const { sync, metrics } = scene.server.services;
    const listeners = async () => (await metrics.listeners.get()).values[0]?.value ?? 0;
    // The one of the test before goes first.
    await vi.waitFor(async () => expect(await listeners()).toBe(0), 3_000);
    vi.spyOn(sync.store, 'read').mockRejectedValueOnce(new Error('the database is locked'));
    vi.spyOn(console, 'error').mockImplementationOnce(() => undefined);
    const answer = await scene.fetch(PEOPLE.supervisor, '/api/live');
    await answer.text();
    await vi.waitFor(async () => expect(await listeners()).toBe(0), 1_000);
  });

  it('[API-17] the demo’s routes are not there outside the demo', async () => {
    expect((await scene.fetch(null, '/api/demo/people')).status).toBe(404);
    expect((await scene.post(null, '/api/demo/session', { person: 'p-north' })).status).toBe(404);
  });

  it('[API-16] refuses a second server on the same data, and a port that is taken, in one sentence each', async () => {
    const { port } = scene.server;
    await expect(startServer({ ...OPTIONS, dataDir: scene.dataDir })).rejects.toThrow(
      /Another Jiban process uses .* DATA_DIR/s,
    );
    const other = mkdtempSync(join(tmpdir(), 'jiban-other-'));
    await expect(startServer({ ...OPTIONS, dataDir: other, port })).rejects.toThrow(`Port ${String(port)} is taken`);
    // The refused start let go of its directory.
    const server = await startServer({ ...OPTIONS, dataDir: other });
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await server.stop();
    rmSync(other, { recursive: true });
  });

  it('[API-16] settings: each mistake is named without its value', () => {
    const wrong = readConfig({ PORT: '80x', LOG_LEVEL: 'loud', ADMIN_PASSWORD: 'secret' });
    expect(wrong).toEqual({
      ok: false,
      problems: [
        'PORT must be a number',
        expect.stringContaining('LOG_LEVEL must be one of'),
        'ADMIN_PASSWORD must have at least 12 characters',
      ],
    });
    expect(readConfig({ DEMO: '1', NODE_ENV: 'production' }).ok).toBe(false);
    expect(readConfig({ TLS_CERT: 'x' }).ok).toBe(false);
    expect(readConfig({})).toMatchObject({
      ok: true,
      config: { port: 8080, host: '127.0.0.1', demo: null, isProduction: false },
    });
  });
});
