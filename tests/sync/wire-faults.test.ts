import 'fake-indexeddb/auto';
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '#sync/engine.ts';
import type { FaultProxy, FaultRule } from '#tests/e2e/fault-proxy.ts';
import type { PersonStore } from '#storage/person-store.ts';
import { append } from '#storage/append.ts';
import { createEngine } from '#sync/engine.ts';
import { createHttpTransport } from '#sync/http-transport.ts';
import { createStatementVerifier } from '#storage/statement-verifier.ts';
import { deviceOf } from '#storage/person-store.ts';
import { EngineStore } from '#storage/local-store.ts';
import { freshPerson, openReady } from '#tests/storage/open-for-test.ts';
import { getMeta } from '#storage/person-db.ts';
import { hashOfStatement } from '#domain/log/seal.ts';
import { PEOPLE } from '#tests/server/log-scene.ts';
import { readUnsent } from '#storage/health.ts';
import { ServerScene } from '#tests/server/http/server-scene.ts';
import { signWith } from '#storage/device-identity.ts';
import { startFaultProxy } from '#tests/e2e/fault-proxy.ts';

/** The real store, engine and server; only the wire between them is bad. */
const scene = new ServerScene();
let proxy: FaultProxy;
let store: PersonStore;
let caseId = '';

beforeAll(async () => {
  await scene.start();
  proxy = await startFaultProxy(scene.server.url);
  caseId = await scene.openCase(await scene.enrol(PEOPLE.supervisor), 'F0000001', 'town-north');
  store = { ...(await openReady(freshPerson())), person: PEOPLE.north.id };
  const identity = await deviceOf(store);
  const { id: device, publicKey } = identity;
  const proof = await signWith(identity, hashOfStatement({ enrol: device, person: PEOPLE.north.id }));
  const answer = await scene.post(PEOPLE.north, '/api/devices', { device, publicKey, name: 'wire', proof });
  expect(answer.status).toBe(201);
});
afterEach(() => {
  proxy.heal();
  proxy.slow = null;
});
afterAll(async () => {
  await proxy.close();
  await scene.stop();
});

async function newEngine(answerMs = 5_000): Promise<Engine> {
  const headers = { cookie: `__Host-jiban=${await scene.token(PEOPLE.north)}` };
  return createEngine({
    store: new EngineStore(store),
    transport: createHttpTransport({ device: (await deviceOf(store)).id, origin: proxy.url, headers, answerMs }),
    verifier: createStatementVerifier(scene.server.services.serverKey.publicKey),
    clock: { now: () => Date.now(), sleep: async () => new Promise(() => undefined), random: () => 0.5 },
    exclusive: { run: async (work) => work() },
  });
}

async function takePhoto(size = 60_000): Promise<string> {
  const bytes = new Uint8Array(randomBytes(size));
  const blob = createHash('sha256').update(bytes).digest('hex');
  const facts = { mediaType: 'image/jpeg', bytes: size, widthPx: 1, heightPx: 1, way: 'camera' };
  const blobs = [{ sha256: blob, bytes, mediaType: 'image/jpeg', role: 'original' as const }];
  await append(store, [{ case: caseId, kind: 'photo', kindV: 1, body: { original: blob, ...facts }, blobs }]);
  return blob;
}

const onSync: FaultRule['matches'] = (method, path) => method === 'POST' && path === '/api/sync';
const onChunk: FaultRule['matches'] = (method, path) => method === 'PATCH' && path.startsWith('/api/blobs/uploads/');

/** The server's file has this very hash, or it would not be there. */
async function expectWhole(blob: string): Promise<void> {
  const engine = await newEngine();
  for (let i = 0; i < 4 && (await readUnsent(store)).blobs > 0; i++) {
    // What failed waits for its time; the test does not.
    await store.db.blobs.toCollection().modify({ notBefore: 0 });
    await engine.wake('button');
  }
  expect(await readUnsent(store)).toMatchObject({ entries: 0, blobs: 0 });
  expect(scene.server.services.blobs.has(blob)).toBe(true);
  const own = await store.db.entries.orderBy('n').toArray();
  const rows = await scene.server.services.db.selectFrom('entry').select('id').where('case_id', '=', caseId).execute();
  expect(rows.filter(({ id }) => own.some((entry) => entry.id === id))).toHaveLength(own.length);
}

describe('an entry and its photo over a bad wire arrive once and whole', () => {
  it.each([
    [
      '[ENGINE-25] [FAULT-33] a redirect to a login host is not followed, and everything is kept',
      'redirect',
      'captive-portal',
    ],
    ['[ENGINE-27] [FAULT-31] 503 with Retry-After is obeyed, and everything is kept', 'busy', 'server-error'],
  ] as const)('%s', async (_, fault, cause) => {
    const blob = await takePhoto();
    proxy.rules.push({ fault, matches: () => true, times: Infinity });
    const engine = await newEngine();
    expect(await engine.wake('start')).toMatchObject({ left: { entries: 1, blobs: 1 }, waiting: { cause } });
    proxy.heal();
    if (fault === 'busy') expect((await engine.wake('timer')).left.entries).toBe(0);
    await expectWhole(blob);
  });

  it('[SYNC-52] [FAULT-36] a body cut short by a proxy that ends it as if it were whole', async () => {
    const blob = await takePhoto();
    proxy.rules.push({ fault: 'short-body', matches: onChunk, times: 2 });
    await (await newEngine()).wake('start');
    expect(proxy.hits.length).toBeGreaterThan(0);
    await expectWhole(blob);
  });

  it('[ENGINE-40] [FAULT-37] a connection that is reset at byte k, for several k', async () => {
    const blob = await takePhoto(80_000);
    for (const atByte of [0, 1, 511, 20_000, 79_999]) {
      proxy.rules.push({ fault: 'reset', matches: onChunk, times: 1, atByte });
      await (await newEngine()).wake('start');
    }
    expect(proxy.hits.length).toBeGreaterThan(2);
    await expectWhole(blob);
  });

  it('[SYNC-51] [FAULT-38] two writers of one photo at the same time', async () => {
    const blob = await takePhoto(300_000);
    await Promise.all([(await newEngine()).wake('start'), (await newEngine()).wake('start')]);
    await expectWhole(blob);
  });

  it(
    '[ENGINE-5] [FAULT-40] at 200 kB/s with latency an entry written meanwhile is there before the photo',
    { timeout: 30_000 },
    async () => {
      const blob = await takePhoto(400_000);
      const engine = await newEngine();
      proxy.slow = { bytesPerSecond: 200_000, latencyMs: 20 };
      const first = engine.wake('start');
      await expect.poll(() => readUnsent(store), { timeout: 10_000 }).toMatchObject({ entries: 0, blobs: 1 });
      await append(store, [
        {
          case: caseId,
          kind: 'contact',
          kindV: 1,
          body: { way: 'phone', reached: true, summary: '路上补记' },
          blobs: [],
        },
      ]);
      const second = engine.wake('append');
      await expect.poll(async () => (await readUnsent(store)).entries, { timeout: 10_000 }).toBe(0);
      expect(scene.server.services.blobs.has(blob)).toBe(false);
      await Promise.all([first, second]);
      await expectWhole(blob);
    },
  );

  it('[ENGINE-56] [FAULT-41] a link that is cut at every second request', { timeout: 60_000 }, async () => {
    const blob = await takePhoto(200_000);
    let count = 0;
    proxy.rules.push({
      fault: 'cut-body',
      matches: (...asked) => onChunk(...asked) && ++count % 2 === 1,
      times: Infinity,
    });
    for (let i = 0; i < 12; i++) await (await newEngine()).wake('start');
    expect(proxy.hits.length).toBeGreaterThan(0);
    proxy.heal();
    await expectWhole(blob);
  });

  it('[ENGINE-26] [FAULT-42] “online” with no route: nothing is said to have arrived, and the last contact stays what it was', async () => {
    const before = await getMeta(store.db, 'contact');
    const blob = await takePhoto();
    proxy.rules.push({ fault: 'black-hole', matches: onSync, times: Infinity });
    const engine = await newEngine(200);
    expect(await engine.wake('start')).toMatchObject({ left: { entries: 1, blobs: 1 }, waiting: { cause: 'offline' } });
    expect(await getMeta(store.db, 'contact')).toEqual(before);
    proxy.heal();
    await expectWhole(blob);
  });
});
