import 'fake-indexeddb/auto';
import { afterEach, expect, it } from 'vitest';
import type { Engine } from '#sync/engine.ts';
import type { NewEntry } from '#storage/append.ts';
import type { Person } from '#domain/people/person.ts';
import type { PersonStore } from '#storage/person-store.ts';
import type { SyncReply, Transport } from '#sync/ports.ts';
import type { SyncRequest } from '#protocol/sync.ts';
import { append } from '#storage/append.ts';
import { createEngine } from '#sync/engine.ts';
import { createStatementVerifier } from '#storage/statement-verifier.ts';
import { deviceOf } from '#storage/person-store.ts';
import { EngineStore } from '#storage/local-store.ts';
import { exchange, itemsText } from '#server/sync/exchange.ts';
import { LogScene, orderBody, PEOPLE } from '#tests/server/log-scene.ts';
import { maySeeCase } from '#domain/people/policy.ts';
import { MemoryLogStore } from '#tests/server/memory-log-store.ts';
import { openReady } from '#tests/storage/open-for-test.ts';
import { parsePage, webSha256 } from '#sync/pull-page.ts';
import { Random } from './random.ts';
import { readCase } from '#storage/read-case.ts';
import { readUnsent } from '#storage/health.ts';

/** The same as the other histories in small, with nothing faked but the network: Dexie, WebCrypto, the server's own keys. */
const HISTORIES = Number(process.env['JIBAN_REAL_HISTORIES'] ?? 12);

const open: PersonStore[] = [];
afterEach(() => {
  for (const store of open.splice(0)) store.db.close();
});

const NEVER = new Promise<never>(() => undefined);
const failed = (cause: 'offline' | 'server-error') => ({ kind: 'failed', cause, retryAfterMs: null }) as const;

class Device {
  readonly person: Person;
  readonly store: PersonStore;
  readonly written: string[] = [];
  readonly #scene: LogScene;
  readonly #random: Random;
  faulty = true;
  engine: Engine;

  constructor(person: Person, store: PersonStore, about: { readonly scene: LogScene; readonly random: Random }) {
    this.person = person;
    this.store = store;
    this.#scene = about.scene;
    this.#random = about.random;
    this.engine = this.#newEngine();
  }

  /** The host died between two passes: what it had learnt is gone. */
  restart(): void {
    this.engine = this.#newEngine();
  }

  async write(entry: Pick<NewEntry, 'case' | 'kind' | 'body'>): Promise<void> {
    this.written.push(...(await append(this.store, [{ ...entry, kindV: 1, blobs: [] }])));
  }

  #newEngine(): Engine {
    return createEngine({
      store: new EngineStore(this.store),
      transport: { sync: async (request: SyncRequest) => this.#sync(request) } as Transport,
      verifier: createStatementVerifier(this.#scene.serverKey.publicKey),
      clock: { now: () => Date.now(), sleep: async () => NEVER, random: () => 0.5 },
      exclusive: { run: async (work) => work() },
    });
  }

  async #sync(request: SyncRequest): Promise<SyncReply> {
    const fault = this.faulty
      ? this.#random.weighted({ none: 6, drop: 1, reply: 1, server: 1, cut: 1, twice: 1 })
      : 'none';
    if (fault === 'drop') return failed('offline');
    if (fault === 'server') return failed('server-error');
    const copy = JSON.parse(JSON.stringify(request)) as SyncRequest;
    if (fault === 'twice') await exchange(this.#scene.deps, copy, { person: this.person });
    const outcome = await exchange(this.#scene.deps, copy, { person: this.person });
    if (!outcome.ok) throw new Error(outcome.code);
    if (fault === 'reply') return failed('offline');
    const bytes = new TextEncoder().encode(`${JSON.stringify(outcome.head)}\n${itemsText(outcome.lines)}`);
    const page = await parsePage(fault === 'cut' ? bytes.slice(0, this.#random.below(bytes.length)) : bytes, webSha256);
    return page ? { kind: 'ok', page } : failed('offline');
  }
}

async function play(seed: number, restoreBy: 'new-epoch' | 'by-hand' | null = null) {
  const random = new Random(seed);
  const log = new MemoryLogStore({ epoch: 'e-1' });
  const scene = new LogScene(log);
  const desk = await scene.enrol(PEOPLE.supervisor);
  const system = await scene.enrol(PEOPLE.system);
  const cases = ['c-1', 'c-2', 'c-3'];
  const units = ['town-north', 'town-south', 'team-1'];
  for (const id of cases) {
    await scene.send(system, { case: id, kind: 'order', body: orderBody() });
    await scene.send(desk, { case: id, kind: 'assign', body: { unit: random.pick(units) }, base: 1e6 });
  }
  const devices: Device[] = [];
  for (const person of [PEOPLE.north, PEOPLE.inspector, PEOPLE.leader]) {
    const store = await openReady(`real-${String(seed)}-${String(restoreBy)}-${person.id}`);
    open.push(store);
    const { id, publicKey } = await deviceOf(store);
    const fresh = { revokedAt: null, lastSeq: 0, head: null, lastContactAt: null, health: null };
    await log.write(async (tx) =>
      tx.enrol({ ...fresh, id, person: person.id, name: 'real', publicKey, enrolledAt: 0 }),
    );
    // The store is named after the history, the actor after the person.
    devices.push(new Device(person, { ...store, person: person.id }, { scene, random }));
  }
  const backup = log.backup();
  for (let step = 0; step < 14; step++) {
    if (step === 10 && restoreBy !== null) {
      log.restore(backup, restoreBy === 'new-epoch' ? 'e-2' : undefined);
      // What came meanwhile may be more than what was lost: nothing but the hashes tells the logs apart.
      const again = await scene.enrol(PEOPLE.supervisor);
      for (let n = 0; n < 4; n++) await scene.send(again, { case: cases[0] ?? '', kind: 'contact', body: CONTACT });
    }
    const device = random.pick(devices);
    const caseId = random.pick(cases);
    switch (random.weighted({ write: 6, wake: 4, dispatch: 2, restart: 1 })) {
      case 'write':
        await device.write({
          case: caseId,
          kind: 'contact',
          body: { way: 'phone', reached: true, summary: `第 ${String(step)} 次` },
        });
        break;
      case 'wake':
        await Promise.all([device.engine.wake('append'), random.pick(devices).engine.wake('live')]);
        break;
      case 'dispatch':
        await scene.send(desk, { case: caseId, kind: 'assign', body: { unit: random.pick(units) }, base: 1e6 });
        break;
      case 'restart':
        device.restart();
    }
  }
  for (const device of devices) device.faulty = false;
  for (let round = 0; round < 2; round++) for (const device of devices) await device.engine.wake('button');
  return { log, devices };
}

const CONTACT = { way: 'phone', reached: true, summary: '恢复之后' };

it.each(Array.from({ length: HISTORIES }, (_, i) => i + 1))(
  '[ENGINE-30] history %i over the real store, real keys and the real server ends with nothing lost and equal cases',
  async (seed) => endsWhole(await play(seed)),
);

it.each(['new-epoch', 'by-hand'] as const)(
  '[ENGINE-30] [FAULT-63] [FAULT-64] over the real store a server restored %s gets back what the devices hold',
  async (how) => {
    for (const seed of [1, 2, 3]) await endsWhole(await play(seed, how));
  },
);

async function endsWhole({ log, devices }: Awaited<ReturnType<typeof play>>): Promise<void> {
  const sequenced = log.entries.map(({ receipt }) => receipt.entry);
  expect(new Set(sequenced).size).toBe(sequenced.length);
  expect(log.entries.filter(({ receipt }) => receipt.chain === 'fork')).toEqual([]);
  for (const { written, store, person } of devices) {
    expect(written.filter((id) => !sequenced.includes(id))).toEqual([]);
    expect((await readUnsent(store)).entries).toBe(0);
    for (const state of log.caseStates()) {
      const held = await readCase(store, state.id);
      expect(held).toEqual(maySeeCase(person, state) ? state : null);
    }
  }
}
