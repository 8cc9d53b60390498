import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportReport } from '#protocol/import.ts';
import type { HttpDevice } from './server-scene.ts';
import { leaveImportToken } from '#server/orders/import-token.ts';
import { maskName, maskPhone } from '#server/orders/callers.ts';
import { PEOPLE } from '#tests/server/log-scene.ts';
import { ServerScene } from './server-scene.ts';

const FIXTURE = readFileSync(new URL('../../fixtures/complaints-one-night.csv', import.meta.url), 'utf8');
const REAL_ROWS = 1301;

describe('orders', () => {
  const lines: string[] = [];
  const scene = new ServerScene({ logLevel: 'debug', logTo: { write: (line) => void lines.push(line) } });
  let supervisor: HttpDevice;
  beforeAll(async () => {
    await scene.start();
    supervisor = await scene.enrol(PEOPLE.supervisor);
  });
  afterAll(() => scene.stop());

  async function run(step: 'preview' | 'commit', body: string, query = ''): Promise<ImportReport> {
    const path = `/api/orders/import?step=${step}&name=orders.csv${query}`;
    const answer = await scene.fetch(PEOPLE.supervisor, path, { method: 'POST', body });
    if (!answer.ok) throw new Error(`${String(answer.status)} ${await answer.text()}`);
    return (await answer.json()) as ImportReport;
  }
  const count = async (table: 'entry' | 'order_no' | 'case_file' | 'caller') =>
    (
      await scene.server.services.db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n;

  it('[API-9] a real night goes in whole, and importing it again adds nothing', async () => {
    const preview = await run('preview', FIXTURE);
    expect(preview).toMatchObject({
      rows: REAL_ROWS,
      ready: REAL_ROWS,
      known: 0,
      errors: [],
      committed: false,
      mappingFrom: 'guessed',
    });
    expect(await count('entry')).toBe(0);
    const first = await run('commit', FIXTURE);
    expect(first).toMatchObject({ ready: REAL_ROWS, known: 0, committed: true });
    expect([await count('order_no'), await count('entry'), await count('case_file')]).toEqual([
      REAL_ROWS,
      REAL_ROWS,
      REAL_ROWS - first.joined,
    ]);
    const second = await run('commit', FIXTURE);
    expect(second).toMatchObject({ ready: 0, known: REAL_ROWS, joined: 0, mappingFrom: 'remembered' });
    expect([await count('order_no'), await count('entry')]).toEqual([REAL_ROWS, REAL_ROWS]);
  });

  it('[API-9] two imports of one file at the same time add it once', async () => {
    const csv =
      '工单编号,来电时间,诉求内容,地址\nD0000001,2026-11-02 09:00,油烟很大,双槐路 7 号院\nD0000002,2026-11-02 09:10,噪声很大,双槐路 9 号院\n';
    const both = await Promise.all([run('commit', csv), run('commit', csv)]);
    expect(both.map(({ ready }) => ready).sort()).toEqual([0, 2]);
  });

  it('[API-9] a later order of the same grievance joins its case and brings it back', async () => {
    const head = '工单编号,来电时间,诉求内容,地址,问题类型,姓名,联系电话\n';
    await run('commit', `${head}G0000001,2026-11-01 09:00,油烟很大,芦湾镇 12 号院,油烟,钱某,13900001111\n`);
    const report = await run(
      'commit',
      `${head}G0000002,2026-11-09 09:00,还是有油烟,芦湾镇 12 号院,油烟,钱某,13900001111\n`,
    );
    expect(report).toMatchObject({ ready: 1, joined: 1 });
    const rows = await scene.server.services.db
      .selectFrom('order_no')
      .selectAll()
      .where('order_no', 'like', 'G%')
      .execute();
    expect(new Set(rows.map((row) => row.case_id)).size).toBe(1);
    const keys = await scene.server.services.db.selectFrom('grievance').selectAll().execute();
    expect(JSON.stringify(keys)).not.toContain('13900001111');
  });

  it('[API-10] a file that cannot be read, or whose mapping is wrong, writes nothing', async () => {
    const before = await count('entry');
    const refusedFile = await scene.fetch(PEOPLE.supervisor, '/api/orders/import?step=commit&name=x.csv', {
      method: 'POST',
      body: 'PK\u0003\u0004broken',
    });
    expect(refusedFile.status).toBe(422);
    expect(await refusedFile.json()).toMatchObject({ refusal: { code: expect.any(String) } });
    const wrong = await run('commit', FIXTURE, `&mapping=${encodeURIComponent('{"orderNo":99}')}`);
    expect(wrong).toMatchObject({ committed: false, ready: 0 });
    expect(wrong.errors.map(({ code }) => code)).toContain('column-unknown');
    expect(await count('entry')).toBe(before);
  });

  it('[API-10] a file over 50 MB is 413, whether it says its length or not', async () => {
    const chunk = new Uint8Array(1024 * 1024);
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent++ < 52) controller.enqueue(chunk);
        else controller.close();
      },
    });
    const path = '/api/orders/import?step=preview&name=big.csv';
    const init = { method: 'POST', body, duplex: 'half' } as RequestInit;
    const answer = await scene.fetch(PEOPLE.supervisor, path, init);
    expect([answer.status, await answer.json()]).toEqual([
      413,
      { error: { code: 'too-large', params: { maxBytes: 52_428_800 } } },
    ]);
  });

  describe('callers', () => {
    const NAME = '钱金丝雀';
    const PHONE = '13877712345';
    const ALL = new RegExp(`${NAME}|${PHONE}`);

    it('[API-11] are in no sync page, case, log line or API description', async () => {
      const caseId = await scene.openCase(supervisor, 'C0000001', 'town-north');
      expect(await count('caller')).toBeGreaterThan(0);
      for (const person of [PEOPLE.supervisor, PEOPLE.north]) {
        const { text } = await (await scene.enrol(person)).sync({ need: [caseId] });
        expect(text).toContain(caseId);
        expect(text).not.toMatch(ALL);
      }
      for (const path of [`/api/cases/${caseId}`, `/api/cases/${caseId}/entries`, '/openapi.json', '/metrics']) {
        expect(await (await scene.fetch(PEOPLE.supervisor, path)).text()).not.toMatch(ALL);
      }
      await scene.fetch(PEOPLE.north, `/api/cases/${caseId}/caller?reveal=1&purpose=${encodeURIComponent('回访')}`);
      expect(lines.length).toBeGreaterThan(3);
      expect(lines.join('')).not.toMatch(ALL);
      expect(lines.join('')).not.toMatch(/__Host-jiban|correct horse|C0000001/);
    });

    it('[API-11] are masked, and revealing is written down with person and purpose', async () => {
      const caseId = await scene.openCase(supervisor, 'C0000002', 'town-north');
      const read = async (query: string) =>
        (await scene.fetch(PEOPLE.north, `/api/cases/${caseId}/caller${query}`)).json();
      expect(await read('')).toEqual({
        revealed: false,
        callers: [{ orderNo: 'C0000002', name: '钱***', phone: '138****2345' }],
      });
      expect(await read('?reveal=1')).toEqual({ error: { code: 'bad-request' } });
      expect(await read('?reveal=1&purpose=%E5%9B%9E%E8%AE%BF')).toEqual({
        revealed: true,
        callers: [{ orderNo: 'C0000002', name: NAME, phone: PHONE }],
      });
      const reads = await scene.server.services.db
        .selectFrom('caller_read')
        .selectAll()
        .where('case_id', '=', caseId)
        .execute();
      expect(reads).toMatchObject([{ person: PEOPLE.north.id, purpose: '回访' }]);
    });

    it('[API-11] masks leave nothing to call', () => {
      expect([maskName('欧阳䶮'), maskName('李'), maskPhone('13812345678'), maskPhone('1234567')]).toEqual([
        '欧**',
        '李',
        '138****5678',
        '*******',
      ]);
    });
  });

  it('[API-1] the local import works once with the token left in the data directory, and not without', async () => {
    const token = leaveImportToken(scene.dataDir);
    const send = (bearer: string) =>
      scene.fetch(null, '/api/orders/import/local?step=preview&name=o.csv', {
        method: 'POST',
        body: FIXTURE,
        headers: { authorization: `Bearer ${bearer}` },
      });
    expect((await send('wrong')).status).toBe(401);
    expect((await send(token)).status).toBe(200);
    expect((await send(token)).status).toBe(401);
  });
});
