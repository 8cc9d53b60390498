import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CaseState } from '#domain/case/case-state.ts';
import { PEOPLE } from '#tests/server/log-scene.ts';
import { ServerScene } from '#tests/server/http/server-scene.ts';

let scene: ServerScene;
beforeEach(async () => {
  scene = await new ServerScene().start();
});
afterEach(() => scene.stop());

it('[CASE-17] [FAULT-86] what was decided offline before a role was lowered is judged by the rights at the receipt, and kept', async () => {
  const desk = await scene.enrol(PEOPLE.supervisor);
  const caseId = await scene.openCase(desk, 'R-86', 'town-north');
  const about = { case: caseId, base: 1_000, at: Date.now() };
  const dispatch = await desk.writer.write({ ...about, kind: 'assign', body: { unit: 'town-south' } });
  const contact = { way: 'phone', reached: true, summary: '已回电' };
  const seen = await desk.writer.write({ ...about, kind: 'contact', body: contact });
  const lowered = { role: 'inspector', unit: 'team-1' };
  await scene.server.services.db.updateTable('person').set(lowered).where('id', '=', desk.person.id).execute();

  const { head, lines } = await desk.sync({ entries: [dispatch.entry, seen.entry] });
  expect(head.receipts.map(({ verdict }) => verdict)).toEqual([
    { outcome: 'refused', reason: 'not-allowed' },
    { outcome: 'review', reason: 'outside-scope' },
  ]);
  expect(lines).toEqual([]);
  const state = (await (await scene.fetch(PEOPLE.leader, `/api/cases/${caseId}`)).json()) as CaseState;
  expect(state.assignee?.unit).toBe('town-north');
  expect(state.records.find(({ id }) => id === seen.id)?.body).toEqual(contact);
});
