import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpDevice } from '#tests/server/http/server-scene.ts';
import type { SyncHead } from '#protocol/sync.ts';
import type { WrittenEntry } from '#server/keys/device-writer.ts';
import { PEOPLE } from '#tests/server/log-scene.ts';
import { ServerScene } from '#tests/server/http/server-scene.ts';

/** `JIBAN_DEVICES=300 JIBAN_REPORT=file` for the night: the summary goes to the file as JSON. */
const DEVICES = Number(process.env['JIBAN_DEVICES'] ?? 30);
const EACH = 5;

describe('a crowd', { timeout: 120_000 + DEVICES * 2000 }, () => {
  const timeouts = { headersTimeout: 400, requestTimeout: 2000, connectionsCheckingInterval: 100 };
  const scene = new ServerScene({ timeouts, syncLimits: { atOnce: 6, burst: 40, perSecond: 1000 } });
  let caseId = '';
  let north: HttpDevice;

  beforeAll(async () => {
    await scene.start();
    caseId = await scene.openCase(await scene.enrol(PEOPLE.supervisor), 'C0000001', 'town-north');
    north = await scene.enrol(PEOPLE.north);
  });
  afterAll(() => scene.stop());

  const write = (device: HttpDevice, summary: string) =>
    device.writer.write({
      case: caseId,
      kind: 'contact',
      body: { way: 'phone', reached: true, summary },
      base: 1_000_000,
      at: Date.now(),
    });

  async function sendUntilTaken(
    device: HttpDevice,
    entries: readonly WrittenEntry[],
  ): Promise<SyncHead & { turnedAway: number }> {
    for (let turnedAway = 0; ; turnedAway++) {
      const request = device.request({ entries: entries.map(({ entry }) => entry), pull: true });
      const answer = await scene.post(device.person, '/api/sync', request);
      const text = await answer.text();
      if (answer.ok) return { ...(JSON.parse(text.split('\n')[0] ?? '') as SyncHead), turnedAway };
      expect(answer.status).toBe(429);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      // A fraction of what was asked for: the test has no time, and the server must bear it.
      await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 200));
    }
  }

  it('[OPS-30] [FAULT-70] all come back at once: some are asked for patience, nothing is lost or doubled', async () => {
    const devices: HttpDevice[] = [];
    for (let i = 0; i < DEVICES; i++) devices.push(await scene.enrol(PEOPLE.north));
    const batches = await Promise.all(
      devices.map((device) => Promise.all(Array.from({ length: EACH }, (_, i) => write(device, String(i))))),
    );
    const heads = await Promise.all(devices.map((device, i) => sendUntilTaken(device, batches[i] ?? [])));
    const turnedAway = heads.reduce((sum, head) => sum + head.turnedAway, 0);
    expect(turnedAway).toBeGreaterThan(0);
    const sent = batches.flat().map(({ id }) => id);
    const stored = (await scene.server.services.db.selectFrom('entry').select('id').execute()).map(({ id }) => id);
    const lost = sent.filter((id) => !stored.includes(id)).length;
    const doubled = stored.length - new Set(stored).size;
    const report = { devices: DEVICES, entries: sent.length, turnedAway, lost, doubled };
    if (process.env['JIBAN_REPORT']) writeFileSync(process.env['JIBAN_REPORT'], JSON.stringify(report));
    expect(report).toMatchObject({ lost: 0, doubled: 0 });
    expect(heads.flatMap(({ receipts }) => receipts.map(({ entry }) => entry)).sort()).toEqual([...sent].sort());
    expect(await (await scene.fetch(null, '/metrics')).text()).toMatch(/turned_away_total\{why="crowd"\} [1-9]/);
  });

  it('[OPS-30] [FAULT-70] one session that asks without end is slowed down, others are not', async () => {
    const slow = new ServerScene({ syncLimits: { atOnce: 64, burst: 3, perSecond: 0.001 } });
    await slow.start();
    const [eager, calm] = [await slow.enrol(PEOPLE.north), await slow.enrol(PEOPLE.south)];
    const ask = async (device: HttpDevice) => (await slow.post(device.person, '/api/sync', device.request())).status;
    const statuses = [];
    for (let i = 0; i < 5; i++) statuses.push(await ask(eager));
    expect([statuses, await ask(calm)]).toEqual([[200, 200, 200, 429, 429], 200]);
    await slow.stop();
  });

  const open = async (): Promise<Socket> => {
    const socket = connect(scene.server.port, '127.0.0.1').on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  };
  const closed = (socket: Socket) =>
    new Promise<void>((resolve) => {
      if (socket.destroyed) resolve();
      else socket.resume().once('close', () => resolve());
    });
  const bystander = async () => {
    expect((await scene.fetch(null, '/healthz')).status).toBe(200);
    expect((await north.sync({ pull: false })).head.receipts).toEqual([]);
  };

  it('[OPS-31] [FAULT-71] connections that send a byte now and then are cut, while others are answered', async () => {
    const sockets = await Promise.all(Array.from({ length: 40 }, open));
    const drip = setInterval(() => sockets.forEach((socket) => socket.write('x')), 100);
    const start = 'POST /api/sync HTTP/1.1\r\nHost: localhost\r\n';
    for (const [i, socket] of sockets.entries())
      socket.write(
        i % 2 === 0 ? `${start}X-Slow: ` : `${start}Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{`,
      );
    await bystander();
    await Promise.all(sockets.map(closed));
    clearInterval(drip);
    await bystander();
  });

  it.each([
    ['a length that says so', 'Content-Length: 52428800\r\n\r\n', (part: string) => part],
    ['no length', 'Transfer-Encoding: chunked\r\n\r\n', (part: string) => `${part.length.toString(16)}\r\n${part}\r\n`],
  ])('[OPS-31] [FAULT-71] 50 MB of JSON with %s are cut off early', async (_name, head, wrap) => {
    const cookie = `__Host-jiban=${await scene.token(PEOPLE.north)}`;
    const socket = await open();
    const gone = closed(socket);
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.write(
      `POST /api/sync HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\n${head}`,
    );
    const part = wrap('['.repeat(65_536));
    let parts = 0;
    while (parts < 800 && !socket.destroyed) {
      parts += 1;
      const goesOn = socket.write(part);
      if (!goesOn) await Promise.race([gone, once(socket, 'drain').catch(() => undefined)]);
    }
    socket.end();
    await gone;
    // Whatever lay in the buffers of the two systems between, and no more.
    expect(parts).toBeLessThan(400);
    expect(answer).toMatch(/^(HTTP\/1.1 413|$)/);
    await bystander();
  });
});
