import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReferenceVersion } from '#domain/reference/reference.ts';
import { PEOPLE } from '#tests/server/log-scene.ts';
import { ServerScene } from './server-scene.ts';
import { SHIPPED_CHECKLISTS } from '#domain/checklist/shipped-checklists.ts';

const scene = new ServerScene();
beforeAll(() => scene.start());
afterAll(() => scene.stop());

const [NOISE, ...OTHERS] = SHIPPED_CHECKLISTS.checklists;
if (!NOISE) throw new Error('no form is shipped');

const compile = (person: typeof PEOPLE.supervisor, bytes: Uint8Array<ArrayBuffer>) =>
  scene.fetch(person, '/api/checklists/compile', { method: 'POST', body: bytes });

const workbookOf = (person: typeof PEOPLE.supervisor, id: string) =>
  scene.fetch(person, `/api/checklists/${id}/workbook`);

function publish(checklists: readonly object[], basedOn = 0): Promise<Response> {
  return scene.fetch(PEOPLE.supervisor, '/api/reference/checklists', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ basedOn, reason: '改一处', body: { checklists } }),
  });
}

test('[CHECK-15] the office has every form in force as .xlsx, and the same file compiles; nobody else may', async () => {
  const file = await workbookOf(PEOPLE.supervisor, NOISE.id);
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="catering-noise.xlsx"');
  const bytes = new Uint8Array(await file.arrayBuffer());
  expect(await (await compile(PEOPLE.supervisor, bytes)).json()).toEqual({ checklist: NOISE });

  expect((await workbookOf(PEOPLE.supervisor, 'nothing')).status).toBe(404);
  expect((await workbookOf(PEOPLE.inspector, NOISE.id)).status).toBe(403);
  expect((await compile(PEOPLE.inspector, bytes)).status).toBe(403);

  const refused = await compile(PEOPLE.supervisor, new TextEncoder().encode('不是表格'));
  expect([refused.status, await refused.json()]).toEqual([422, { refusal: { code: 'not-a-spreadsheet', params: {} } }]);
});

test('[CHECK-14] [CHECK-16] only what the compiler would have made is put in force, under a version number of its own', async () => {
  const details = async (checklists: readonly object[]) => {
    const answer = await publish(checklists);
    return [
      answer.status,
      ((await answer.json()) as { error?: { params?: { detail?: string } } }).error?.params?.detail,
    ];
  };
  const dangling = {
    ...NOISE,
    version: '2',
    items: [{ type: 'text', name: 'a', label: { zh: '甲' }, relevant: { ref: 'b' } }],
  };
  expect(await details([dangling])).toEqual([400, 'catering-noise: ref-unknown']);
  expect(await details([NOISE, NOISE])).toEqual([400, 'catering-noise: stands twice']);
  const strange = {
    ...NOISE,
    version: '2',
    items: [{ type: 'text', name: 'a', label: { zh: '甲' }, required: { does: 'eval', of: [] } }],
  };
  expect((await details([strange]))[0]).toBe(400);
  const changed = { ...NOISE, categories: ['餐饮'] };
  expect(await details([changed, ...OTHERS])).toEqual([
    400,
    'catering-noise: changed under the same version 2026-11-1',
  ]);

  const next = { ...changed, version: '2026-12-1' };
  expect((await publish([next, ...OTHERS])).status).toBe(201);
  const inForce = await scene.fetch(PEOPLE.inspector, '/api/reference/checklists');
  expect(((await inForce.json()) as ReferenceVersion<'checklists'>).body.checklists[0]).toEqual(next);
});
