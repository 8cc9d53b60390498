import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpDevice } from '#tests/server/http/server-scene.ts';
import type { PackageTaken } from '#protocol/package-schema.ts';
import type { Person } from '#domain/people/person.ts';
import { holdsByOpenSsl, sourceOf } from '#tests/verifier/package-scene.ts';
import { PEOPLE } from '#tests/server/log-scene.ts';
import { ServerScene } from '#tests/server/http/server-scene.ts';
import { verifyPackage } from '#verifier/verify-package.ts';

describe('taking a package', () => {
  const scene = new ServerScene();
  let desk: HttpDevice;
  let caseId: string;

  beforeAll(async () => {
    await scene.start();
    desk = await scene.enrol(PEOPLE.supervisor);
    caseId = await scene.openCase(desk, 'K0000001', 'town-north');
    const north = await scene.enrol(PEOPLE.north);
    await north.send({
      case: caseId,
      kind: 'finding',
      body: { subject: '风机', result: 'violates', description: '紧邻住宅' },
    });
  });
  afterAll(() => scene.stop());

  const take = (person: Person | null, body: object, id = caseId) =>
    scene.post(person, `/api/cases/${id}/package`, body);

  it('[PROOF-33] whoever sees the case may; who took it, for whom and why is written down before a byte is sent', async () => {
    const answer = await take(PEOPLE.supervisor, { audience: 'party', purpose: ' 听证前送达 ' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(answer.headers.get('content-length')).toBe(String(bytes.length));
    const { isWhole, facts } = await verifyPackage(sourceOf(bytes), { holds: holdsByOpenSsl });
    expect([isWhole, facts?.case, facts?.entries]).toEqual([true, caseId, 3]);
    const text = Buffer.from(bytes).toString('utf8');
    for (const secret of ['钱金丝雀', '13877712345', '听证前送达']) expect(text).not.toContain(secret);
    const taken = (await (await scene.fetch(PEOPLE.leader, `/api/cases/${caseId}/packages`)).json()) as PackageTaken[];
    expect(taken).toEqual([
      {
        at: expect.any(Number) as number,
        person: PEOPLE.supervisor.id,
        audience: 'party',
        purpose: '听证前送达',
        bytes: bytes.length,
        manifest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      },
    ]);
  });

  it('[PROOF-33] nobody else learns that there is such a case; no purpose, no package', async () => {
    const ask = { audience: 'court', purpose: '起诉' };
    expect((await take(PEOPLE.south, ask)).status).toBe(404);
    expect((await take(PEOPLE.supervisor, ask, 'c-none')).status).toBe(404);
    expect((await take(null, ask)).status).toBe(401);
    for (const bad of [{ ...ask, purpose: ' ' }, { audience: 'press', purpose: '报道' }, { audience: 'court' }])
      expect((await take(PEOPLE.supervisor, bad)).status).toBe(400);
    expect((await take(PEOPLE.north, ask)).status).toBe(200);
  });
});
