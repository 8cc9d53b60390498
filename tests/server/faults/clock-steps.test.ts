import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseState } from '#domain/case/case-state.ts';
import { connectBeside } from '#server/db/sqlite/open-database.ts';
import { PEOPLE, START_MS } from '#tests/server/log-scene.ts';
import { scrub } from '#server/scrub/scrub.ts';
import { ServerScene } from '#tests/server/http/server-scene.ts';

const [HOUR, DAY] = [3_600_000, 86_400_000];

describe('the server’s clock', { timeout: 60_000 }, () => {
  let nowMs = START_MS;
  const scene = new ServerScene({ clock: { now: () => nowMs } });
  beforeAll(() => scene.start());
  afterAll(() => scene.stop());

  it('[OPS-32] [FAULT-75] steps ahead and back: order is the sequence, nobody is shut out, every state follows from the log', async () => {
    const caseId = await scene.openCase(await scene.enrol(PEOPLE.supervisor), 'W0000001', 'town-north');
    const [north, leader] = [await scene.enrol(PEOPLE.north), await scene.enrol(PEOPLE.leader)];
    const seqs: number[] = [];
    for (const [i, step] of [0, 3 * DAY, -10 * DAY, HOUR, -HOUR].entries()) {
      nowMs += step;
      const body = { way: 'phone', reached: true, summary: String(i) };
      const [receipt] = await north.send({ case: caseId, kind: 'contact', body });
      expect(receipt).toMatchObject({ verdict: { outcome: 'accepted' }, chain: 'ok', receivedAt: nowMs });
      seqs.push(receipt?.seq ?? 0);
    }
    expect(seqs).toEqual(seqs.map((_, i) => (seqs[0] ?? 0) + i));
    const { lines } = await leader.sync();
    const [, state] = JSON.parse(lines.find((line) => line.includes(caseId)) ?? '') as ['case', CaseState];
    const said = state.records.filter(({ kind }) => kind === 'contact').map(({ body }) => body?.['summary']);
    expect(said).toEqual(['0', '1', '2', '3', '4']);
    const { db, file, close } = connectBeside(scene.dataDir);
    const pause = () => Promise.resolve();
    const report = await scrub({ dataDir: scene.dataDir, db, file, from: null, nowMs, pause, checksPages: true });
    await close();
    expect(report.found).toEqual([]);
  });

  it('[OPS-32] [FAULT-75] a wait for wrong passwords does not grow when the clock is set back', async () => {
    const signIn = (password: string) => scene.post(null, '/api/session', { account: PEOPLE.south.id, password });
    const isNow = nowMs;
    nowMs += 30 * DAY;
    for (let i = 0; i < 8; i++) await signIn('wrong password');
    nowMs = isNow;
    const early = await signIn('correct horse battery');
    expect(early.status).toBe(429);
    nowMs += 16 * 60_000;
    // Sixteen minutes on, and still a month before the time that was noted then.
    const left = await signIn('correct horse battery');
    expect(left.status).toBe(200);
  });
});
