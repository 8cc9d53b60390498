import { rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EnrolDevice } from '#protocol/session.ts';
import type { Draft } from '#server/keys/device-writer.ts';
import type { Person, Unit } from '#domain/people/person.ts';
import type { Receipt } from '#domain/log/receipt.ts';
import type { SigningKey } from '#server/keys/p256.ts';
import type { StartOptions, RunningServer } from '#server/start-server.ts';
import type { SyncHead, SyncRequest } from '#protocol/sync.ts';
import { addPeople, addUnits } from '#server/auth/people.ts';
import { deviceIdOfKey, DeviceWriter } from '#server/keys/device-writer.ts';
import { hashOfStatement } from '#domain/log/seal.ts';
import { hashPassword } from '#server/auth/password.ts';
import { HEALTH, PEOPLE } from '#tests/server/log-scene.ts';
import { newSigningKey } from '#server/keys/p256.ts';
import { startServer } from '#server/start-server.ts';

export const PASSWORD = 'correct horse battery';
const UNITS: readonly Unit[] = [
  { id: 'office', name: '值班室', kind: 'office' },
  { id: 'team-1', name: '执法一队', kind: 'team' },
  { id: 'town-north', name: '北镇', kind: 'township' },
  { id: 'town-south', name: '南镇', kind: 'township' },
];
/** As the first start makes them. */
export const ADMIN: Person = { id: 'u-admin', name: '管理员', role: 'admin', unit: 'it' };
export const STAFF = [PEOPLE.supervisor, PEOPLE.leader, PEOPLE.north, PEOPLE.south, PEOPLE.inspector];

export const OPTIONS: Omit<StartOptions, 'dataDir'> = {
  port: 0,
  host: '127.0.0.1',
  demo: false,
  isProduction: false,
  logLevel: 'silent',
  adminPassword: PASSWORD,
  distDir: null,
  version: 'test',
};

let passwordHash: Promise<string> | null = null;

/** A real server on a free port with one person of each role, without the demo. */
export class ServerScene {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'jiban-server-'));
  readonly #options: Partial<StartOptions>;
  #server: RunningServer | null = null;
  readonly #cookies = new Map<string, string>();

  constructor(options: Partial<StartOptions> = {}) {
    this.#options = options;
  }

  get server(): RunningServer {
    if (!this.#server) throw new Error('not started');
    return this.#server;
  }

  async start(): Promise<this> {
    const isNew = this.#server === null;
    this.#server = await startServer({ ...OPTIONS, ...this.#options, dataDir: this.dataDir });
    if (!isNew || this.#server.isDemo) return this;
    passwordHash ??= hashPassword(PASSWORD);
    const hash = await passwordHash;
    await addUnits(this.server.services.db, UNITS);
    await addPeople(
      this.server.services.db,
      STAFF.map((person) => ({ ...person, account: person.id, passwordHash: hash })),
    );
    return this;
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** A request as a person; null: as nobody. */
  async fetch(person: Person | null, path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (person) headers.set('cookie', `__Host-jiban=${await this.token(person)}`);
    return fetch(`${this.server.url}${path}`, { ...init, headers });
  }

  post(person: Person | null, path: string, body: object): Promise<Response> {
    return this.fetch(person, path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async token(person: Person): Promise<string> {
    const known = this.#cookies.get(person.id);
    if (known) return known;
    const answer = await this.post(null, '/api/session', {
      account: person.id === ADMIN.id ? 'admin' : person.id,
      password: PASSWORD,
    });
    const token = /__Host-jiban=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1];
    if (!token) throw new Error(`sign-in failed: ${await answer.text()}`);
    this.#cookies.set(person.id, token);
    return token;
  }

  forget(person: Person): void {
    this.#cookies.delete(person.id);
  }

  async enrol(person: Person, key: SigningKey = newSigningKey()): Promise<HttpDevice> {
    const answer = await this.post(person, '/api/devices', await enrolmentOf(key, person.id));
    if (!answer.ok) throw new Error(await answer.text());
    return new HttpDevice(this, person, key);
  }

  /** Imports one order and gives it to a unit. Answers the case. */
  async openCase(supervisor: HttpDevice, order: string, unit: string): Promise<string> {
    const header = '工单编号,来电时间,诉求内容,地址,问题类型,姓名,联系电话';
    const row = `${order},2026-11-02 09:00:00,楼下油烟很大,北苑路${order}号院,油烟,钱金丝雀,13877712345`;
    const path = `/api/orders/import?step=commit&name=${order}.csv`;
    const answer = await this.fetch(supervisor.person, path, { method: 'POST', body: `\ufeff${header}\n${row}\n` });
    if (!answer.ok) throw new Error(await answer.text());
    const found = await this.server.services.db
      .selectFrom('order_no')
      .selectAll()
      .where('order_no', '=', order)
      .executeTakeFirstOrThrow();
    const [receipt] = await supervisor.send({ case: found.case_id, kind: 'assign', body: { unit } });
    if (receipt?.verdict.outcome !== 'accepted') throw new Error(JSON.stringify(receipt));
    return found.case_id;
  }
}

export async function enrolmentOf(key: SigningKey, person: string): Promise<EnrolDevice> {
  const device = deviceIdOfKey(key);
  return {
    device,
    publicKey: key.publicKey,
    name: 'Test',
    proof: await key.sign(hashOfStatement({ enrol: device, person })),
  };
}

/** One browser's key, speaking HTTP. */
export class HttpDevice {
  readonly id: string;
  readonly scene: ServerScene;
  readonly person: Person;
  readonly key: SigningKey;
  readonly writer: DeviceWriter;

  constructor(scene: ServerScene, person: Person, key: SigningKey) {
    this.scene = scene;
    this.person = person;
    this.key = key;
    this.id = deviceIdOfKey(key);
    this.writer = new DeviceWriter(key, { person: person.id, lastSeq: 0, head: null });
  }

  async send(
    ...drafts: readonly (Pick<Draft, 'case' | 'kind' | 'body'> & Partial<Draft>)[]
  ): Promise<readonly Receipt[]> {
    const entries = [];
    for (const draft of drafts)
      entries.push((await this.writer.write({ base: 1_000_000, at: Date.now(), ...draft })).entry);
    const { head } = await this.sync({ entries, pull: false });
    if (head.quarantined.length > 0) throw new Error(JSON.stringify(head.quarantined));
    return head.receipts;
  }

  request(change: Partial<SyncRequest> = {}): SyncRequest {
    const rest = { cursor: null, entries: [], blobsAsked: [], need: [], pull: true, health: HEALTH };
    return { protocol: 1, device: this.id, ...rest, ...change };
  }

  async sync(change: Partial<SyncRequest> = {}): Promise<{ head: SyncHead; lines: string[]; text: string }> {
    const answer = await this.scene.post(this.person, '/api/sync', this.request(change));
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    const [first = '', ...lines] = text.split('\n');
    return { head: JSON.parse(first) as SyncHead, lines: lines.slice(0, -1), text };
  }

  /** Tells the server about a picture, as a photo entry does. */
  async announce(caseId: string, original: string, thumb?: string): Promise<readonly Receipt[]> {
    const facts = { mediaType: 'image/jpeg', bytes: 10, widthPx: 1, heightPx: 1, way: 'camera' };
    const body = { original, ...(thumb ? { thumb } : {}), ...facts };
    return this.send({ case: caseId, kind: 'photo', body, blobs: [original] });
  }

  upload(
    method: 'HEAD' | 'PATCH',
    blob: string,
    init: { offset?: number; body?: Uint8Array<ArrayBuffer> } = {},
  ): Promise<Response> {
    const headers = {
      'tus-resumable': '1.0.0',
      'upload-offset': String(init.offset ?? 0),
      'content-type': 'application/offset+octet-stream',
    };
    const path = `/api/blobs/uploads/${blob}-${this.id}`;
    return this.scene.fetch(this.person, path, { method, headers, ...(init.body ? { body: init.body } : {}) });
  }

  createUpload(blob: string, bytes: number): Promise<Response> {
    const metadata = `sha256 ${btoa(blob)},device ${btoa(this.id)},mediaType ${btoa('image/jpeg')}`;
    const headers = { 'tus-resumable': '1.0.0', 'upload-length': String(bytes), 'upload-metadata': metadata };
    return this.scene.fetch(this.person, '/api/blobs/uploads', { method: 'POST', headers });
  }
}
