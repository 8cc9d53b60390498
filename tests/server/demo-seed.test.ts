import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoPerson } from '#protocol/session.ts';
import { OPTIONS, ServerScene } from '#tests/server/http/server-scene.ts';
import { startServer } from '#server/start-server.ts';

const SEED_BUDGET_MS = 10_000;

describe('demo', () => {
  const scene = new ServerScene({ demo: true });
  let tookMs = 0;
  beforeAll(async () => {
    const start = performance.now();
    await scene.start();
    tookMs = performance.now() - start;
  }, 60_000);
  afterAll(() => scene.stop());

  it('is filled within ten seconds, by signed entries that the rules all accepted', async () => {
    expect(tookMs).toBeLessThan(SEED_BUDGET_MS);
    const rows = await scene.server.services.db.selectFrom('entry').select(['kind', 'chain', 'receipt']).execute();
    expect(rows.length).toBeGreaterThan(500);
    expect(
      rows.filter((row) => !row.receipt.includes('"verdict":{"outcome":"accepted"}') || row.chain !== 'ok'),
    ).toEqual([]);
  });

  it('has every photo it speaks of', async () => {
    const { db, blobs } = scene.server.services;
    const refs = await db
      .selectFrom('blob_ref')
      .leftJoin('blob', 'blob.id', 'blob_ref.blob')
      .select(['blob_ref.blob', 'blob.id'])
      .execute();
    expect(refs.length).toBeGreaterThan(5);
    expect(refs.filter(({ blob, id }) => id === null || !blobs.has(blob))).toEqual([]);
  });

  it('[API-17] lets one sign in by a button, and only as one of its own people', async () => {
    const people = (await (await scene.fetch(null, '/api/demo/people')).json()) as DemoPerson[];
    expect(new Set(people.map(({ role }) => role))).toEqual(
      new Set(['inspector', 'township', 'supervisor', 'leader', 'admin']),
    );
    const answer = await scene.post(null, '/api/demo/session', { person: people[0]?.id ?? '' });
    expect([answer.status, answer.headers.get('set-cookie')?.startsWith('__Host-jiban=')]).toEqual([200, true]);
    expect((await scene.post(null, '/api/demo/session', { person: 'system' })).status).toBe(404);
  });

  it('[API-17] production refuses its data; an empty production wants an admin password', async () => {
    await scene.server.stop();
    await expect(startServer({ ...OPTIONS, demo: null, isProduction: true, dataDir: scene.dataDir })).rejects.toThrow(
      /holds the demo/,
    );
    const empty = new ServerScene({ demo: null, isProduction: true, adminPassword: null });
    await expect(empty.start()).rejects.toThrow(/ADMIN_PASSWORD/);
    await empty.stop();
  });
});
