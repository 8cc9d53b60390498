import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReferenceChange, ReferenceHead } from '#protocol/reference.ts';
import type { ReferenceVersion } from '#domain/reference/reference.ts';
import { ADMIN, ServerScene, STAFF } from './server-scene.ts';
import { may } from '#domain/people/policy.ts';
import { PEOPLE } from '#tests/server/log-scene.ts';
import { shippedVersion } from '#domain/reference/shipped.ts';

const scene = new ServerScene();
beforeAll(() => scene.start());
afterAll(() => scene.stop());

const meter = {
  kind: 'meter',
  serialNo: '308-001',
  model: 'BSWA 308',
  accuracyClass: 1,
  certificateNo: 'LSae2026-0001',
  validTo: '2027-03-31',
};

function publish(person: typeof ADMIN, name: string, body: object): Promise<Response> {
  return scene.fetch(person, `/api/reference/${name}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

const read = async <T>(path: string): Promise<T> =>
  (await (await scene.fetch(PEOPLE.inspector, `/api/reference${path}`)).json()) as T;

test('[REF-1] [REF-5] a correction is a further version; the one before stays readable by its hash, and both stand in the history', async () => {
  expect(await read<readonly ReferenceHead[]>('')).toEqual([]);
  const before = await read<ReferenceVersion>('/instruments');
  expect(before).toEqual(JSON.parse(JSON.stringify(shippedVersion('instruments'))));

  const first = await publish(PEOPLE.supervisor, 'instruments', {
    basedOn: 0,
    reason: '建立台账',
    body: { instruments: [meter] },
  });
  expect(first.status).toBe(201);
  const second = await publish(ADMIN, 'instruments', {
    basedOn: 1,
    reason: '重新检定',
    body: { instruments: [{ ...meter, validTo: '2028-03-31', note: '新字段' }] },
  });
  const now = (await second.json()) as ReferenceVersion<'instruments'>;

  expect(await read('/instruments')).toEqual(now);
  expect(now).toMatchObject({ version: 2, by: ADMIN.id, reason: '重新检定' });
  expect(now.body.instruments[0]).toMatchObject({ validTo: '2028-03-31', note: '新字段' });
  expect(await read(`/instruments?hash=${before.hash}`)).toEqual(before);
  const history = await read<readonly ReferenceChange[]>('/instruments/history');
  expect(history.map(({ version, by, reason }) => [version, by, reason])).toEqual([
    [2, ADMIN.id, '重新检定'],
    [1, PEOPLE.supervisor.id, '建立台账'],
  ]);
  const old = await read<ReferenceVersion<'instruments'>>(`/instruments?hash=${history[1]?.hash ?? ''}`);
  expect(old.body.instruments[0]?.validTo).toBe('2027-03-31');
  expect(await read<readonly ReferenceHead[]>('')).toEqual([{ name: 'instruments', version: 2, hash: now.hash }]);
});

test('[REF-2] everybody signed in reads, only supervisors and admins publish', async () => {
  for (const person of [...STAFF, ADMIN]) {
    expect((await scene.fetch(person, '/api/reference/bureau')).status).toBe(200);
    const tried = await publish(person, 'bureau', { basedOn: 99, reason: '试', body: {} });
    expect([person.id, tried.status === 403]).toEqual([person.id, !may(person, 'reference.edit')]);
  }
  expect(may(PEOPLE.inspector, 'reference.edit')).toBe(false);
  expect(may(PEOPLE.supervisor, 'reference.edit')).toBe(true);
});

test('[REF-3] who did not see the last version is told, and nothing is published', async () => {
  const officers = (certificateNo: string) => ({ officers: [{ person: 'p-inspector', certificateNo }] });
  const both = await Promise.all(
    ['11-01', '11-02'].map((no) =>
      publish(PEOPLE.supervisor, 'officers', { basedOn: 0, reason: '登记', body: officers(no) }),
    ),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  const late = await publish(ADMIN, 'officers', { basedOn: 0, reason: '登记', body: officers('11-03') });
  expect([late.status, await late.json()]).toEqual([409, { error: { code: 'conflict' } }]);
  expect(await read<readonly ReferenceChange[]>('/officers/history')).toHaveLength(1);
});

test('[REF-4] a body that cannot be the document, and a document nobody knows, are refused', async () => {
  const broken = await publish(ADMIN, 'zones', {
    basedOn: 0,
    reason: '导入',
    body: { source: '', zones: [{ zone: '9', name: '', rings: [] }] },
  });
  expect(broken.status).toBe(400);
  expect(JSON.stringify(await broken.json())).toContain('zones.0.zone');
  expect(await read<readonly ReferenceChange[]>('/zones/history')).toEqual([]);
  expect((await publish(ADMIN, 'weather', { basedOn: 0, reason: 'x', body: {} })).status).toBe(404);
  expect((await publish(ADMIN, 'zones', { basedOn: 0, reason: ' ', body: { source: '', zones: [] } })).status).toBe(
    400,
  );
});
