import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { BlobStore } from './blobs/blob-store.ts';
import type { Db } from './db/sqlite/open-database.ts';
import type { DemoStep } from './demo/story.ts';
import type { DeviceHealth } from '#protocol/sync.ts';
import type { RegisteredOrder } from './orders/write-orders.ts';
import type { SigningKey } from './keys/p256.ts';
import type { SyncDeps } from './sync/ports.ts';
import type { Tables } from './db/sqlite/tables.ts';
import { addPeople, addUnits } from './auth/people.ts';
import { checkBatch, ingestBatch } from './sync/ingest.ts';
import { demoPhoto, readDemoImage } from './demo/demo-photos.ts';
import { demoButtons, DEMO_PEOPLE, DEMO_UNITS } from './demo/people.ts';
import { demoCases } from './demo/orders.ts';
import { demoReference } from './demo/reference-seed.ts';
import { deviceRowOf, DeviceWriter } from './keys/device-writer.ts';
import { giveBlobReceipt } from './blobs/blob-receipts.ts';
import { grievanceKeyHashes } from './orders/grievance-key.ts';
import { grievanceKeys } from './intake/grievance.ts';
import { hashPassword } from './auth/password.ts';
import { newSigningKey } from './keys/p256.ts';
import { publishReference } from './reference/references.ts';
import { REFERENCE_NAMES } from '#domain/reference/reference.ts';
import { registerOrders } from './orders/write-orders.ts';
import { SqliteLog } from './db/sqlite/sqlite-log.ts';
import { SYSTEM_PERSON } from '#domain/people/person.ts';
import { withRefs } from './demo/story.ts';

export const DEMO_PASSWORD = 'jiban-demo';
const TRAVEL_MS = 2000;
const DEMO_PUBLISHER = 'u-zhaomin';
const REFERENCE_AGE_MS = 30 * 86_400_000;

export interface SeedDeps {
  readonly db: Db;
  readonly sync: SyncDeps;
  readonly systemKey: SigningKey;
  readonly blobs: BlobStore;
  readonly nowMs: number;
}

interface Author {
  readonly writer: DeviceWriter;
  readonly person: (typeof DEMO_PEOPLE)[number];
  lastMs: number;
}

/** Fills an empty database with the demo district: people, orders and histories, as signed entries through the ordinary ingest. */
export async function seedDemo(deps: SeedDeps): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await deps.db.transaction().execute(async (trx) => {
    await addUnits(trx, DEMO_UNITS);
    const stories = new Map(demoButtons().map(({ id, story }, place) => [id, { story, place }]));
    await addPeople(
      trx,
      DEMO_PEOPLE.map((person) => ({
        ...person,
        account: accountOf(person.id),
        passwordHash,
        ...stories.get(person.id),
      })),
    );
    await trx.insertInto('meta').values({ name: 'demo', value: '1' }).execute();
    await publishDemo(trx, deps.nowMs);
    await new Seeder(trx, deps).run();
  });
  await storePhotos(deps);
}

async function publishDemo(trx: Transaction<Tables>, nowMs: number): Promise<void> {
  const bodies = demoReference(nowMs);
  for (const name of REFERENCE_NAMES) {
    const body = bodies[name];
    if (!body) continue;
    const published = { name, body, basedOn: 0, reason: '演示数据', by: DEMO_PUBLISHER, at: nowMs - REFERENCE_AGE_MS };
    await publishReference(trx, { ...published, body: { ...body } });
  }
}

const accountOf = (id: string) => id.replace(/^u-/, '');

class Seeder {
  readonly #trx: Transaction<Tables>;
  readonly #log: SqliteLog;
  readonly #deps: SeedDeps;
  readonly #authors = new Map<string, Author>();
  readonly #lastSeqs = new Map<string, number>();

  constructor(trx: Transaction<Tables>, deps: SeedDeps) {
    this.#trx = trx;
    this.#log = new SqliteLog(trx);
    this.#deps = deps;
  }

  async run(): Promise<void> {
    const cases = demoCases(this.#deps.nowMs).map(({ steps }) => ({
      id: `c-${randomUUID()}`,
      ids: new Map<string, string>(),
      steps,
    }));
    const steps = cases.flatMap(({ id, ids, steps: own }) => own.map((step) => ({ case: id, ids, step })));
    steps.sort((a, b) => a.step.atMs - b.step.atMs);
    const orders: RegisteredOrder[] = [];
    for (const { case: caseId, ids, step } of steps) {
      const entryId = await this.#send(caseId, step, ids);
      if (step.ref) ids.set(step.ref, entryId);
      if (step.kind === 'order') orders.push(this.#registered(caseId, step));
    }
    await registerOrders(this.#trx, orders);
    for (const { writer, lastMs } of this.#authors.values())
      await this.#log.noteContact(writer.device, { at: lastMs, health: IN_ORDER });
  }

  async #send(caseId: string, step: DemoStep, ids: ReadonlyMap<string, string>): Promise<string> {
    const author = await this.#authorOf(step.by, step.atMs);
    const blobs = step.photo ? [demoPhoto(step.photo).original.sha256] : [];
    const draft = {
      case: caseId,
      kind: step.kind,
      body: withRefs(step.body, ids),
      base: this.#lastSeqs.get(caseId) ?? 0,
      at: step.atMs,
      blobs,
    };
    const { entry } = await author.writer.write(draft);
    const clock = { now: () => step.atMs + TRAVEL_MS };
    const deps = { ...this.#deps.sync, clock };
    const device = await this.#log.device(author.writer.device);
    if (!device) throw new Error('a demo device was not enrolled');
    const { receipts, quarantined } = await ingestBatch(
      this.#log,
      deps,
      await checkBatch(deps, { device, person: author.person, entries: [entry] }),
    );
    const receipt = receipts[0];
    if (!receipt)
      throw new Error(`a demo step was not taken: ${JSON.stringify({ kind: step.kind, by: step.by, quarantined })}`);
    author.lastMs = step.atMs + TRAVEL_MS;
    this.#lastSeqs.set(caseId, receipt.seq);
    return receipt.entry;
  }

  async #authorOf(id: string, atMs: number): Promise<Author> {
    const known = this.#authors.get(id);
    if (known) return known;
    const person = id === SYSTEM_PERSON.id ? SYSTEM_PERSON : DEMO_PEOPLE.find((each) => each.id === id);
    if (!person) throw new Error(`nobody in the demo is called ${id}`);
    // A device of the past: its key is not kept, so nobody can write on it again. The server's own goes on.
    const key = person === SYSTEM_PERSON ? this.#deps.systemKey : newSigningKey();
    const row = deviceRowOf(key, { person: person.id, name: 'Demo', at: atMs });
    if (person !== SYSTEM_PERSON) await this.#log.enrol(row);
    const author = { writer: new DeviceWriter(key, row), person, lastMs: atMs };
    this.#authors.set(id, author);
    return author;
  }

  #registered(caseId: string, { body, caller }: Extract<DemoStep, { kind: 'order' }>): RegisteredOrder {
    const keys = grievanceKeyHashes(grievanceKeys(body, caller?.phone ?? null), this.#deps.systemKey.secret);
    return { orderNo: body.orderNo, caseId, receivedAtMs: body.receivedAtMs, caller: caller ?? null, keys };
  }
}

const IN_ORDER: DeviceHealth = {
  unsentEntries: 0,
  unsentBlobs: 0,
  unsentBytes: 0,
  oldestUnsentAt: null,
  appVersion: 'demo',
  storageFreeBytes: null,
  persisted: true,
  clockOffsetMs: 0,
};

/** After the transaction: a photo without an entry is harmless, and files cannot be rolled back. */
async function storePhotos({ sync, blobs, nowMs }: SeedDeps): Promise<void> {
  const names = new Set(demoCases(nowMs).flatMap(({ steps }) => steps.flatMap(({ photo }) => (photo ? [photo] : []))));
  for (const image of [...names].flatMap((name) => [demoPhoto(name).original, demoPhoto(name).thumb])) {
    const taken = await blobs.put(image.sha256, readDemoImage(image));
    await giveBlobReceipt(sync, image.sha256, taken);
  }
}
