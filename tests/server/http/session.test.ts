import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '#domain/people/person.ts';
import { PASSWORD, ServerScene } from './server-scene.ts';
import { createApp } from '#server/http/app.ts';
import { PEOPLE } from '#tests/server/log-scene.ts';

describe('sessions', () => {
  let nowMs = Date.now();
  const scene = new ServerScene({ clock: { now: () => nowMs } });
  beforeAll(() => scene.start());
  afterAll(() => scene.stop());

  const DAY_MS = 86_400_000;
  const signIn = (account: string, password: string) => scene.post(null, '/api/session', { account, password });
  const withToken = (token: string) =>
    fetch(`${scene.server.url}/api/session`, { headers: { cookie: `__Host-jiban=${token}` } });
  async function freshToken(person: Person): Promise<string> {
    const answer = await signIn(person.id, PASSWORD);
    return /__Host-jiban=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '';
  }

  it('[API-6] the cookie is bound to the host, secure, unreadable for scripts and never sent across sites', async () => {
    const answer = await signIn('p-leader', PASSWORD);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-jiban=[A-Za-z0-9_-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(await answer.json()).toMatchObject({
      person: PEOPLE.leader,
      demo: false,
      server: { epoch: scene.server.services.epoch },
    });
  });

  it('[API-6] the database holds no token, and each sign-in gives a new one', async () => {
    const [one, two] = [await freshToken(PEOPLE.leader), await freshToken(PEOPLE.leader)];
    expect(one).not.toBe(two);
    const rows = await scene.server.services.db.selectFrom('session').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(one);
  });

  it('[API-6] signing out makes the token useless at once; so does ending all sessions', async () => {
    const [one, two] = [await freshToken(PEOPLE.south), await freshToken(PEOPLE.south)];
    const headers = { cookie: `__Host-jiban=${one}` };
    const left = await fetch(`${scene.server.url}/api/session`, { method: 'DELETE', headers });
    // With the session goes what the browser has put by of it: photos above all.
    expect([left.status, left.headers.get('clear-site-data')]).toEqual([204, '"cache"']);
    expect([(await withToken(one)).status, (await withToken(two)).status]).toEqual([401, 200]);
    await fetch(`${scene.server.url}/api/sessions`, { method: 'DELETE', headers: { cookie: `__Host-jiban=${two}` } });
    expect((await withToken(two)).status).toBe(401);
  });

  it('[API-6] own sessions are listed, and only own ones can be ended', async () => {
    const listed = (await (await scene.fetch(PEOPLE.north, '/api/sessions')).json()) as {
      ref: string;
      current: boolean;
    }[];
    expect(listed.filter(({ current }) => current)).toHaveLength(1);
    const foreign = await scene.fetch(PEOPLE.inspector, `/api/sessions/${listed[0]?.ref ?? ''}`, { method: 'DELETE' });
    expect(foreign.status).toBe(404);
  });

  it('[API-6] a session ends after 30 idle days, after 90 days in any case, and when its person may no longer sign in', async () => {
    const idle = await freshToken(PEOPLE.inspector);
    nowMs += 29 * DAY_MS;
    expect((await withToken(idle)).status).toBe(200);
    nowMs += 31 * DAY_MS;
    expect((await withToken(idle)).status).toBe(401);
    const old = await freshToken(PEOPLE.inspector);
    for (let i = 0; i < 4; i++) {
      nowMs += 25 * DAY_MS;
      if (i < 3) expect((await withToken(old)).status).toBe(200);
    }
    expect((await withToken(old)).status).toBe(401);
    const left = await freshToken(PEOPLE.inspector);
    await scene.server.services.db
      .updateTable('person')
      .set({ active: 0 })
      .where('id', '=', PEOPLE.inspector.id)
      .execute();
    expect((await withToken(left)).status).toBe(401);
  });

  it('[API-7] an unknown account and a wrong password answer alike, in text and in time', async () => {
    const timed = async (account: string) => {
      const start = performance.now();
      const answer = await signIn(account, 'wrong password');
      return { status: answer.status, text: await answer.text(), ms: performance.now() - start };
    };
    await timed('warm-up');
    const [known, unknown] = [await timed('p-north'), await timed('p-nobody')];
    expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
    expect(unknown.ms).toBeGreaterThan(known.ms / 4);
  });

  it('[API-7] wrong passwords make an account wait, longer each time; the right one does not help before that', async () => {
    for (let i = 0; i < 5; i++) expect((await signIn('p-leader', 'wrong password')).status).toBe(401);
    const waiting = await signIn('p-leader', PASSWORD);
    expect(waiting.status).toBe(429);
    const seconds = Number(waiting.headers.get('retry-after'));
    expect(await waiting.json()).toEqual({ error: { code: 'too-many-attempts', params: { seconds } } });
    expect((await signIn('p-supervisor', PASSWORD)).status).toBe(200);
    nowMs += seconds * 1000;
    expect((await signIn('p-leader', 'wrong password')).status).toBe(401);
    const longer = Number((await signIn('p-leader', PASSWORD)).headers.get('retry-after'));
    expect(longer).toBeGreaterThan(seconds);
    nowMs += longer * 1000;
    expect((await signIn('p-leader', PASSWORD)).status).toBe(200);
  });

  it('[API-4] every route, refusals and unknown paths too, has the security headers', async () => {
    const { routes } = createApp(scene.server.services);
    const paths = routes
      .filter(({ path }) => !path.includes('*'))
      .map(({ method, path }) => ({ method, path: path.replace(/:\w+/, 'x') }));
    for (const { method, path } of [
      ...paths,
      { method: 'GET', path: '/nowhere' },
      { method: 'GET', path: '/api/nowhere' },
    ]) {
      if (path === '/api/live') continue;
      const { headers } = await scene.fetch(PEOPLE.supervisor, path, { method: method === 'ALL' ? 'GET' : method });
      expect([path, headers.get('content-security-policy')]).toEqual([
        path,
        expect.stringContaining("default-src 'self'"),
      ]);
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      const rest = [
        'x-content-type-options',
        'referrer-policy',
        'cross-origin-opener-policy',
        'cross-origin-resource-policy',
        'permissions-policy',
      ];
      const values = [
        'nosniff',
        'no-referrer',
        'same-origin',
        'same-origin',
        'camera=(self), microphone=(self), geolocation=(self)',
      ];
      expect([path, ...rest.map((name) => headers.get(name))]).toEqual([path, ...values]);
      if (path.startsWith('/api/')) expect([path, headers.get('cache-control')]).toEqual([path, 'no-store']);
      if (path === '/api/session' || path === '/api/sessions') scene.forget(PEOPLE.supervisor);
    }
  });

  it('[API-5] what changes something must come from our own page', async () => {
    const { url } = scene.server;
    const cookie = `__Host-jiban=${await freshToken(PEOPLE.south)}`;
    const revoke = (headers: Record<string, string>) =>
      fetch(`${url}/api/devices/x`, { method: 'DELETE', headers: { cookie, ...headers } });
    expect((await revoke({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await revoke({ 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await revoke({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await revoke({ origin: 'null' })).status).toBe(403);
    expect((await revoke({ origin: url })).status).toBe(404);
    expect((await revoke({ 'sec-fetch-site': 'same-origin' })).status).toBe(404);
  });
});
