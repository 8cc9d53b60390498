import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '#sync/engine.ts';
import type { NewEntry } from '#storage/append.ts';
import type { PersonStore } from '#storage/person-store.ts';
import type { RowsRead } from '#tests/storage/count-rows.ts';
import type { Transport } from '#sync/ports.ts';
import { append } from '#storage/append.ts';
import { blobReceiptOf, receiptOf } from '#tests/storage/page-builder.ts';
import { countRows } from '#tests/storage/count-rows.ts';
import { createEngine } from '#sync/engine.ts';
import { createHttpTransport } from '#sync/http-transport.ts';
import { createStatementVerifier } from '#storage/statement-verifier.ts';
import { deviceOf } from '#storage/person-store.ts';
import { EngineStore } from '#storage/local-store.ts';
import { hashOfStatement } from '#domain/log/seal.ts';
import { freshPerson, openReady } from '#tests/storage/open-for-test.ts';
import { PEOPLE } from '#tests/server/log-scene.ts';
import { readUnsent } from '#storage/health.ts';
import { ServerScene } from '#tests/server/http/server-scene.ts';
import { signWith } from '#storage/device-identity.ts';

const ENTRIES = 2_000;
const PHOTOS = 600;
const MEDIA = { mediaType: 'image/jpeg' } as const;

function contactEntry(caseId: string, i: number): NewEntry {
  return {
    case: caseId,
    kind: 'contact',
    kindV: 1,
    body: { way: 'phone', reached: true, summary: `第 ${String(i)} 次` },
    blobs: [],
  };
}

function photoEntry(caseId: string, i: number): NewEntry & { readonly blob: string } {
  const bytes = new TextEncoder().encode(`photo ${String(i)} ${'x'.repeat(200)}`);
  const blob = createHash('sha256').update(bytes).digest('hex');
  const facts = { ...MEDIA, bytes: bytes.length, widthPx: 1, heightPx: 1, way: 'camera' };
  return {
    case: caseId,
    kind: 'photo',
    kindV: 1,
    body: { original: blob, ...facts },
    blobs: [{ sha256: blob, bytes, ...MEDIA, role: 'original' }],
    blob,
  };
}

/** Entries and photos mixed as a long week without a signal leaves them. Answers the ids and the photos. */
async function fill(store: PersonStore, caseId: string) {
  const entries = Array.from({ length: ENTRIES }, (_, i) =>
    i % 10 < 3 && i < (PHOTOS * 10) / 3 ? photoEntry(caseId, i) : contactEntry(caseId, i),
  );
  const ids: string[] = [];
  for (let i = 0; i < entries.length; i += 200) ids.push(...(await append(store, entries.slice(i, i + 200))));
  return { ids, photos: entries.flatMap((entry) => ('blob' in entry ? [entry.blob] : [])) };
}

const reset = (rows: RowsRead): void => Object.keys(rows).forEach((table) => delete rows[table]);

describe('2,000 entries and 600 photos wait', () => {
  it('[ENGINE-58] [FAULT-56] no step reads more rows than it sends or settles', { timeout: 60_000 }, async () => {
    const store = await openReady(freshPerson());
    const { ids, photos } = await fill(store, 'c-1');
    const rows = await countRows(store);
    const engine = new EngineStore(store);
    const read = async (step: () => Promise<unknown>) => {
      reset(rows);
      await step();
      return { entries: rows['entries'] ?? 0, blobs: rows['blobs'] ?? 0, blobBytes: rows['blobBytes'] ?? 0 };
    };
    const none = { entries: 0, blobs: 0, blobBytes: 0 };
    // The first count in a life of the app meets every row, without its bytes, once.
    expect(await read(() => engine.position())).toEqual({ ...none, entries: ENTRIES, blobs: PHOTOS });
    expect(await read(() => engine.position())).toEqual(none);
    expect(await read(() => readUnsent(store))).toEqual(none);
    expect((await readUnsent(store)).blobs).toBe(PHOTOS);
    expect(await read(() => engine.outbox({ maxBytes: 900_000, maxEntries: 100 }))).toEqual({ ...none, entries: 100 });
    const settling = await read(() =>
      engine.acceptReceipts(ids.slice(0, 100).map((id, i) => receiptOf(id, { seq: i + 1 }))),
    );
    expect(settling.entries).toBeLessThanOrEqual(200);
    expect(settling.blobs).toBeLessThanOrEqual(60);
    for (let i = 100; i < ids.length; i += 500)
      await engine.acceptReceipts(ids.slice(i, i + 500).map((id, j) => receiptOf(id, { seq: i + j + 1 })));
    expect((await read(() => engine.blobTasks())).blobs).toBe(200);
    const [task] = await engine.blobTasks();
    if (!task) throw new Error('no task');
    expect(await read(() => engine.blobBytes(task.blob))).toEqual({ ...none, blobBytes: 1 });
    expect((await read(() => engine.noteUpload(task.blob, { sentBytes: 10 }))).blobs).toBeLessThanOrEqual(2);
    expect((await read(() => engine.confirmBlobs([blobReceiptOf(task.blob, task.bytes)]))).blobs).toBeLessThanOrEqual(
      2,
    );
    expect(await read(() => engine.position())).toEqual(none);
    const { health } = await engine.position();
    expect([health.unsentEntries, health.unsentBlobs, photos.length]).toEqual([0, PHOTOS - 1, PHOTOS]);
  });
});

describe('with the real server', () => {
  const scene = new ServerScene();
  let store: PersonStore;
  let publicKey = '';
  let caseId = '';

  beforeAll(async () => {
    await scene.start();
    const { serverKey } = scene.server.services;
    publicKey = serverKey.publicKey;
    caseId = await scene.openCase(await scene.enrol(PEOPLE.supervisor), 'B0000001', 'town-north');
    // The browser's database is named after nobody, the actor of its entries is the person of the session.
    store = { ...(await openReady(freshPerson())), person: PEOPLE.north.id };
    const { id, ...identity } = await deviceOf(store);
    const proof = await signWith({ id, ...identity }, hashOfStatement({ enrol: id, person: PEOPLE.north.id }));
    const answer = await scene.post(PEOPLE.north, '/api/devices', {
      device: id,
      publicKey: identity.publicKey,
      name: 'backlog',
      proof,
    });
    expect(answer.status).toBe(201);
  }, 60_000);
  afterAll(() => scene.stop());

  /** A life of the engine that ends after so many requests: what it had learnt is gone, what it was doing is half done. */
  async function newLife(maxRequests: number): Promise<Engine> {
    const token = await scene.token(PEOPLE.north);
    const device = (await deviceOf(store)).id;
    const http = createHttpTransport({
      device,
      origin: scene.server.url,
      headers: { cookie: `__Host-jiban=${token}` },
    });
    let left = maxRequests;
    const dying = { kind: 'failed', cause: 'offline', retryAfterMs: null } as const;
    const guarded = async <T>(work: () => Promise<T>) => (left-- > 0 ? work() : dying);
    const transport: Transport = {
      sync: async (...args) => guarded(async () => http.sync(...args)),
      uploadOffset: async (blob) => guarded(async () => http.uploadOffset(blob)),
      createUpload: async (task) => guarded(async () => http.createUpload(task)),
      sendChunk: async (...args) => guarded(async () => http.sendChunk(...args)),
      beacon: async () => Promise.resolve(false),
    };
    return createEngine({
      store: new EngineStore(store),
      transport,
      verifier: createStatementVerifier(publicKey),
      clock: { now: () => Date.now(), sleep: async () => new Promise(() => undefined), random: () => 0.5 },
      exclusive: { run: async (work) => work() },
    });
  }

  it(
    '[ENGINE-58] [FAULT-56] all of it arrives once, through lives that end in the middle',
    { timeout: 120_000 },
    async () => {
      const { ids, photos } = await fill(store, caseId);
      for (const life of [1, 2, 3, 40, 500]) await (await newLife(life)).wake('start');
      expect((await readUnsent(store)).blobs).toBeGreaterThan(0);
      const { left } = await (await newLife(Infinity)).wake('start');
      expect(left).toEqual({ entries: 0, blobs: 0 });
      const { db } = scene.server.services;
      const stored = await db.selectFrom('entry').select(['id', 'chain']).where('case_id', '=', caseId).execute();
      const arrived = stored.map(({ id }) => id);
      expect(ids.filter((id) => !arrived.includes(id))).toEqual([]);
      expect(new Set(arrived).size).toBe(arrived.length);
      expect(stored.filter(({ chain }) => chain !== 'ok')).toEqual([]);
      expect(photos.filter((blob) => !scene.server.services.blobs.has(String(blob)))).toEqual([]);
    },
  );
});
