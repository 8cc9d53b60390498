import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpDevice } from './server-scene.ts';
import type { Person } from '#domain/people/person.ts';
import { createApp } from '#server/http/app.ts';
import { newSigningKey } from '#server/keys/p256.ts';
import { may } from '#domain/people/policy.ts';
import { PEOPLE } from '#tests/server/log-scene.ts';
import { ADMIN, enrolmentOf, ServerScene, STAFF } from './server-scene.ts';

const BLOB = 'a1'.repeat(32);
const THUMB = 'b2'.repeat(32);
const EVERYBODY: readonly Person[] = [...STAFF, ADMIN];

describe('who may do what', () => {
  const scene = new ServerScene();
  const devices = new Map<string, HttpDevice>();
  const cases = { north: '', south: '', joint: '' };
  let routes: { method: string; path: string }[] = [];

  beforeAll(async () => {
    await scene.start();
    for (const person of EVERYBODY) devices.set(person.id, await scene.enrol(person));
    const supervisor = deviceOf(PEOPLE.supervisor);
    cases.north = await scene.openCase(supervisor, 'N0000001', 'town-north');
    cases.south = await scene.openCase(supervisor, 'S0000001', 'town-south');
    cases.joint = await scene.openCase(supervisor, 'J0000001', 'town-north');
    const participants = [{ unit: 'team-1', people: '王芳' }];
    await deviceOf(PEOPLE.north).send({
      case: cases.joint,
      kind: 'joint-action',
      body: { title: '联合检查', startedAt: 1, participants, done: '', result: '' },
    });
    await deviceOf(PEOPLE.north).announce(cases.north, BLOB, THUMB);
    for (const blob of [BLOB, THUMB]) await store(blob);
    routes = createApp(scene.server.services)
      .routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/') && !path.includes('*'))
      .map(({ method, path }) => ({ method, path }));
  });
  afterAll(() => scene.stop());

  const deviceOf = (person: Person): HttpDevice => {
    const device = devices.get(person.id);
    if (!device) throw new Error('not enrolled');
    return device;
  };

  /** Puts bytes under a name of our choice: what they are does not matter here. */
  async function store(blob: string): Promise<void> {
    const { services } = scene.server;
    mkdirSync(`${scene.dataDir}/blobs/${blob.slice(0, 2)}`, { recursive: true });
    writeFileSync(`${scene.dataDir}/blobs/${blob.slice(0, 2)}/${blob}`, 'picture');
    const receipt = { v: 1, alg: 'ES256', blob, bytes: 7, receivedAt: 1, epoch: 'e', sig: 's' };
    await services.sync.store.write((log) => log.putBlobReceipt(receipt, 'image/jpeg'));
  }

  it('[API-1] every route under /api is closed without a session, except the ones named here', async () => {
    const open = new Set([
      'POST /api/session',
      'GET /api/demo/people',
      'POST /api/demo/session',
      'POST /api/orders/import/local',
      'POST /api/rescue/local',
      'POST /api/beacon',
      'GET /api/checkpoints/latest',
      'GET /api/checkpoints/key',
      'GET /api/checkpoints/:size',
      'GET /api/checkpoints/:size/consistency',
    ]);
    const distinct = [...new Set(routes.map(({ method, path }) => `${method} ${path}`))];
    expect(distinct.length).toBeGreaterThan(15);
    for (const route of distinct) {
      const [method = '', path = ''] = route.split(' ');
      const answer = await scene.fetch(null, path.replace(/:\w+/, 'x'), { method });
      expect([route, answer.status === 401]).toEqual([route, !open.has(route)]);
    }
  });

  const sees: Readonly<Record<string, readonly (keyof typeof cases)[]>> = {
    'p-supervisor': ['north', 'south', 'joint'],
    'p-leader': ['north', 'south', 'joint'],
    'p-north': ['north', 'joint'],
    'p-south': ['south'],
    'p-inspector': ['joint'],
    'u-admin': [],
  };

  describe.each(EVERYBODY.map((person) => [person.id, person] as const))('%s', (id, person) => {
    const visible = sees[id] ?? [];

    it('[API-2] [REC-25] reads the cases of their scope by every case route, documents included; others are 404', async () => {
      const templates = routes
        .filter(({ method, path }) => method === 'GET' && path.startsWith('/api/cases/:id'))
        .map(({ path }) => path);
      expect(new Set(templates).size).toBeGreaterThanOrEqual(3);
      for (const template of new Set(templates)) {
        for (const [name, caseId] of Object.entries(cases)) {
          const path = template.replace(':id', caseId).replace(':name', 'photo-sheet.pdf');
          const answer = await scene.fetch(person, path);
          // Only the northern case has a photo, and so a sheet of photos.
          const isThere = name === 'north' || !template.endsWith('/:name');
          const isVisible = isThere && visible.includes(name as keyof typeof cases);
          const joined = template.endsWith('/caller') && id === 'p-inspector' ? 403 : 200;
          expect([template, name, answer.status]).toEqual([template, name, isVisible ? joined : 404]);
          if (!isVisible) expect(await answer.json()).toEqual({ error: { code: 'not-found' } });
        }
        expect((await scene.fetch(person, template.replace(':id', 'c-none'))).status).toBe(404);
      }
    });

    it('[API-2] gets nothing of other cases in any sync page, whatever it asks for', async () => {
      const hidden = Object.entries(cases).filter(([name]) => !visible.includes(name as keyof typeof cases));
      const need = Object.values(cases);
      const boot = await deviceOf(person).sync({ need });
      const feed = await deviceOf(person).sync({
        need,
        cursor: { ...(boot.head.cursor ?? { epoch: '', scope: '', boot: null }), seq: 0 },
      });
      for (const { lines } of [boot, feed]) {
        const shown = lines.filter((line) => !line.startsWith('["gone"'));
        for (const [, caseId] of hidden) expect(shown.join('\n')).not.toContain(caseId);
        for (const name of visible) expect(shown.join('\n')).toContain(cases[name]);
      }
    });

    it('[SYNC-54] gets a blob only by a case they see', async () => {
      const expected = visible.includes('north') ? 200 : 404;
      for (const path of [`/api/blobs/${BLOB}`, `/api/blobs/${BLOB}?variant=thumb`, `/api/blobs/${THUMB}`]) {
        expect([path, (await scene.fetch(person, path)).status]).toEqual([path, expected]);
      }
    });

    it('[DEVICE-90] is told what the server holds of their own device, and of nobody else’s', async () => {
      for (const owner of EVERYBODY) {
        const answer = await scene.fetch(person, `/api/devices/${deviceOf(owner).id}/reckoning?from=1`);
        expect([owner.id, answer.status]).toEqual([owner.id, owner === person ? 200 : 404]);
      }
      expect((await scene.fetch(person, `/api/devices/${'0'.repeat(32)}/reckoning?from=1`)).status).toBe(404);
    });

    it('[API-3] imports, lists and revokes as their role may', async () => {
      const csv = '工单编号,来电时间,诉求内容,地址\nX1,2026-11-02 09:00,油烟,北苑路';
      const imported = await scene.fetch(person, '/api/orders/import?step=preview&name=x.csv', {
        method: 'POST',
        body: csv,
      });
      expect(imported.status).toBe(may(person, 'orders.import') ? 200 : 403);
      const listed = (await (await scene.fetch(person, '/api/devices')).json()) as { person: string }[];
      const others = listed.some((device) => device.person !== person.id);
      expect(others).toBe(may(person, 'devices.list'));
      const victim = await scene.enrol(PEOPLE.leader);
      const revoked = await scene.fetch(person, `/api/devices/${victim.id}`, { method: 'DELETE' });
      expect(revoked.status).toBe(may(person, 'devices.revoke') || person === PEOPLE.leader ? 204 : 404);
    });
  });

  it('[API-8] a device is enrolled only with its own key’s proof, for the person who is signed in', async () => {
    const key = newSigningKey();
    const other = await enrolmentOf(key, PEOPLE.south.id);
    expect((await scene.post(PEOPLE.north, '/api/devices', other)).status).toBe(400);
    const good = await enrolmentOf(key, PEOPLE.north.id);
    expect((await scene.post(PEOPLE.north, '/api/devices', { ...good, device: '0'.repeat(32) })).status).toBe(400);
    expect((await scene.post(PEOPLE.north, '/api/devices', good)).status).toBe(201);
    expect((await scene.post(PEOPLE.north, '/api/devices', good)).status).toBe(200);
    const taken = await scene.post(PEOPLE.south, '/api/devices', await enrolmentOf(key, PEOPLE.south.id));
    expect(await taken.json()).toEqual({ error: { code: 'device-of-another-person' } });
  });

  it('[SYNC-27] one person’s session cannot sync as another’s device', async () => {
    const answer = await scene.post(PEOPLE.south, '/api/sync', deviceOf(PEOPLE.north).request());
    expect([answer.status, await answer.json()]).toEqual([403, { error: { code: 'device-of-another-person' } }]);
  });
});
