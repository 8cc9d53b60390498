import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccountInfo, IssuedPassword } from '#protocol/people.ts';
import type { Unit } from '#domain/people/person.ts';
import { ADMIN, PASSWORD, ServerScene, STAFF } from './server-scene.ts';
import { PEOPLE } from '#tests/server/log-scene.ts';

const scene = new ServerScene();
beforeAll(() => scene.start());
afterAll(() => scene.stop());

const put = (person: typeof ADMIN, path: string, body: object) =>
  scene.fetch(person, path, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const signIn = (account: string, password: string) => scene.post(null, '/api/session', { account, password });

async function accounts(): Promise<readonly AccountInfo[]> {
  return (await (await scene.fetch(ADMIN, '/api/people')).json()) as readonly AccountInfo[];
}

async function newInspector(account: string): Promise<IssuedPassword> {
  const added = await scene.post(ADMIN, '/api/people', { account, name: '新人', role: 'inspector', unit: 'team-1' });
  expect(added.status).toBe(201);
  return (await added.json()) as IssuedPassword;
}

test('[API-18] nobody but an admin manages people and units', async () => {
  for (const person of STAFF) {
    expect((await scene.fetch(person, '/api/people')).status).toBe(403);
    expect(
      (await scene.post(person, '/api/people', { account: 'x', name: 'x', role: 'admin', unit: 'it' })).status,
    ).toBe(403);
    expect(
      (await put(person, `/api/people/${person.id}`, { name: 'x', role: 'admin', unit: 'it', active: true })).status,
    ).toBe(403);
    expect((await scene.post(person, `/api/people/${ADMIN.id}/password`, {})).status).toBe(403);
    expect((await scene.post(person, '/api/units', { name: 'x', kind: 'team' })).status).toBe(403);
  }
});

test('[API-18] a new account signs in with the password that was shown once, and is not listed with it', async () => {
  const issued = await newInspector('newcomer');
  expect(issued.password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
  expect((await signIn('newcomer', issued.password)).status).toBe(200);
  const listed = await accounts();
  expect(listed.find(({ id }) => id === issued.id)).toEqual({
    id: issued.id,
    account: 'newcomer',
    name: '新人',
    role: 'inspector',
    unit: 'team-1',
    active: true,
  });
  expect(JSON.stringify(listed)).not.toContain(issued.password);
  expect(
    (await scene.post(ADMIN, '/api/people', { account: 'newcomer', name: '又一个', role: 'inspector', unit: 'team-1' }))
      .status,
  ).toBe(409);
});

test('[API-19] a closed account is signed out at once and cannot come back; a reset ends the sessions too', async () => {
  const { id, password } = await newInspector('leaving');
  const cookie = (await signIn('leaving', password)).headers.get('set-cookie')?.split(';')[0] ?? '';
  const asThem = async () => (await fetch(`${scene.server.url}/api/session`, { headers: { cookie } })).status;
  expect(await asThem()).toBe(200);
  const reset = (await (await scene.post(ADMIN, `/api/people/${id}/password`, {})).json()) as IssuedPassword;
  expect(await asThem()).toBe(401);
  expect((await signIn('leaving', password)).status).toBe(401);
  expect((await signIn('leaving', reset.password)).status).toBe(200);
  expect(
    (await put(ADMIN, `/api/people/${id}`, { name: '新人', role: 'inspector', unit: 'team-1', active: false })).status,
  ).toBe(204);
  expect((await signIn('leaving', reset.password)).status).toBe(401);
});

test('[API-20] an admin cannot lock themselves out', async () => {
  expect(
    (await put(ADMIN, `/api/people/${ADMIN.id}`, { name: '管理员', role: 'inspector', unit: 'it', active: true }))
      .status,
  ).toBe(409);
  expect(
    (await put(ADMIN, `/api/people/${ADMIN.id}`, { name: '管理员', role: 'admin', unit: 'it', active: false })).status,
  ).toBe(409);
  expect(
    (await put(ADMIN, `/api/people/${ADMIN.id}`, { name: '李管理', role: 'admin', unit: 'it', active: true })).status,
  ).toBe(204);
});

test('[API-18] a unit is added once by its name, and accounts need a unit that exists', async () => {
  const added = await scene.post(ADMIN, '/api/units', { name: '东镇', kind: 'township' });
  expect(added.status).toBe(201);
  const { id } = (await added.json()) as Unit;
  expect((await scene.post(ADMIN, '/api/units', { name: '东镇', kind: 'township' })).status).toBe(409);
  expect(
    (await scene.post(ADMIN, '/api/people', { account: 'east', name: '东', role: 'township', unit: id })).status,
  ).toBe(201);
  expect(
    (await scene.post(ADMIN, '/api/people', { account: 'west', name: '西', role: 'township', unit: 'no-such' })).status,
  ).toBe(404);
});

test('[API-21] one changes one’s own password by knowing the current one', async () => {
  const { inspector } = PEOPLE;
  const change = (current: string, next: string) => put(inspector, '/api/session/password', { current, next });
  expect((await change('wrong', 'a much longer one')).status).toBe(401);
  expect((await change(PASSWORD, 'short')).status).toBe(400);
  expect((await change(PASSWORD, 'a much longer one')).status).toBe(204);
  expect((await signIn(inspector.id, 'a much longer one')).status).toBe(200);
});

test('[API-21] changing it signs everybody else out who is signed in as this person', async () => {
  const { id, password } = await newInspector('careful');
  const cookieOf = (answer: Response) => answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const [here, elsewhere] = [cookieOf(await signIn('careful', password)), cookieOf(await signIn('careful', password))];
  const as = (cookie: string, init: RequestInit = {}) =>
    fetch(`${scene.server.url}/api/session${init.method === 'PUT' ? '/password' : ''}`, {
      ...init,
      headers: { cookie, 'content-type': 'application/json' },
    });
  const body = JSON.stringify({ current: password, next: 'a much longer one' });
  expect((await as(here, { method: 'PUT', body })).status).toBe(204);
  expect([(await as(here)).status, (await as(elsewhere)).status]).toEqual([200, 401]);
  expect(id).toMatch(/^u-/);
});

test('[API-22] [FAULT-49] nothing is done in the name of whoever signed in last on the browser', async () => {
  const { supervisor, inspector } = PEOPLE;
  const ask = (expected: string) =>
    scene.fetch(supervisor, '/api/devices', { headers: { 'x-jiban-person': expected } });
  expect((await ask(supervisor.id)).status).toBe(200);
  expect((await ask(inspector.id)).status).toBe(401);
});
