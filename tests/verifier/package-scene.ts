import { createHash, randomBytes, verify } from 'node:crypto';
import type { Audience } from '#domain/package/audience.ts';
import type { Draft } from '#server/keys/device-writer.ts';
import type { HoldsSignature } from '#domain/package/check-context.ts';
import type { OpenDatabase } from '#server/db/sqlite/open-database.ts';
import type { TestDevice } from '#tests/server/log-scene.ts';
import { BlobStore } from '#server/blobs/blob-store.ts';
import { bytesOfBase64url } from '#domain/kernel/base64.ts';
import { ensureEpoch } from '#server/db/sqlite/meta.ts';
import { LogScene, orderBody, PEOPLE } from '#tests/server/log-scene.ts';
import { makeCheckpoint } from '#server/proof/checkpoints.ts';
import { makePackage } from '#server/package/make-package.ts';
import { noteServerKey } from '#server/db/sqlite/server-keys.ts';
import { openDatabase } from '#server/db/sqlite/open-database.ts';
import { Random } from '#tests/simulation/random.ts';
import { readRawKey } from '#server/keys/p256.ts';
import { SqliteLogStore } from '#server/db/sqlite/sqlite-log-store.ts';

export const CALLER = { name: '钱金丝雀', phone: '13877712345' };
const DAY_MS = 86_400_000;

type Note = Pick<Draft, 'case' | 'kind' | 'body'> & Partial<Draft>;

/** A server core with two cases that were worked on in turn by two people, with photos, a correction, and a night in between. */
export class PackageScene {
  readonly #database: OpenDatabase;
  readonly log: LogScene;
  readonly blobs: BlobStore;
  readonly devices: Readonly<Record<'system' | 'inspector' | 'north', TestDevice>>;

  private constructor(database: OpenDatabase, log: LogScene, devices: PackageScene['devices']) {
    this.#database = database;
    this.log = log;
    this.devices = devices;
    this.blobs = new BlobStore(database.dataDir);
  }

  static async open(dataDir: string): Promise<PackageScene> {
    const database = await openDatabase(dataDir);
    await ensureEpoch(database.db);
    const log = new LogScene(new SqliteLogStore(database.db));
    await noteServerKey(database.db, log.serverKey.publicKey);
    const [system, inspector, north] = [
      await log.enrol(PEOPLE.system),
      await log.enrol(PEOPLE.inspector),
      await log.enrol(PEOPLE.north),
    ];
    return new PackageScene(database, log, { system, inspector, north });
  }

  get db() {
    return this.#database.db;
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  send(device: TestDevice, note: Note) {
    return this.log.send(device, note);
  }

  async photo(device: TestDevice, caseId: string, more: { readonly tag?: string; readonly isKept?: boolean } = {}) {
    const bytes = new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), randomBytes(300)]));
    const original = createHash('sha256').update(bytes).digest('hex');
    const facts = { mediaType: 'image/jpeg', bytes: bytes.length, widthPx: 1, heightPx: 1, way: 'camera' };
    const body = { original, ...facts, ...(more.tag === undefined ? {} : { tag: more.tag }) };
    const receipt = await this.send(device, { case: caseId, kind: 'photo', body, blobs: [original] });
    if (more.isKept === false) return receipt;
    const { mediaType } = await this.blobs.put(original, bytes);
    const stored = { v: 1, alg: 'ES256', blob: original, bytes: bytes.length, receivedAt: 1, epoch: '', sig: '' };
    await this.log.store.write((log) => log.putBlobReceipt(stored, mediaType));
    return receipt;
  }

  /** `turns` observations spread over two cases, each of which is the other's noise in the log. */
  async fill(turns: number, random = new Random(1)): Promise<readonly [string, string]> {
    const cases = [`c-${randomBytes(4).toString('hex')}`, `c-${randomBytes(4).toString('hex')}`] as const;
    const { system, inspector, north } = this.devices;
    for (const id of cases) {
      const callerRef = randomBytes(8).toString('hex');
      await this.send(system, { case: id, kind: 'order', body: orderBody() });
      await this.db
        .insertInto('caller')
        .values({ ref: callerRef, case_id: id, order_no: callerRef, ...CALLER })
        .execute();
      await this.send(system, { case: id, kind: 'assign', body: { unit: 'team-1' } });
    }
    await this.#signCheckpoint();
    for (let i = 0; i < turns; i++) {
      const id = cases[random.chance(0.7) ? 0 : 1];
      const device = random.chance(0.8) ? inspector : north;
      const pick = random.next();
      if (pick < 0.3) await this.photo(device, id, random.chance(0.3) ? { tag: 'sensitive-point' } : {});
      else if (pick < 0.6) await this.send(device, { case: id, kind: 'finding', body: finding(`风机 ${String(i)}`) });
      else if (pick < 0.8)
        await this.send(device, {
          case: id,
          kind: 'contact',
          body: { way: 'phone', reached: true, summary: '已联系' },
        });
      else await this.send(device, { case: id, kind: 'visit-start', body: { companions: [], note: '到场' } });
      if (random.chance(0.15)) await this.#signCheckpoint();
    }
    return cases;
  }

  /** Signed at the end of a day, as the daily report prints it. */
  async #signCheckpoint(): Promise<void> {
    await makeCheckpoint(this.#proof);
    this.log.nowMs += DAY_MS;
  }

  get #proof() {
    return { db: this.db, serverKey: this.log.serverKey, clock: this.log.deps.clock };
  }

  async pack(caseId: string, audience: Audience, distDir: string | null = null): Promise<Uint8Array> {
    const { dataDir } = this.#database;
    const deps = { ...this.#proof, blobs: this.blobs, dataDir, distDir };
    const order = { caseId, audience, person: PEOPLE.supervisor.id, nowMs: this.log.nowMs };
    const made = await makePackage(deps, order);
    const parts: Uint8Array[] = [];
    for await (const part of made.stream()) parts.push(part);
    const bytes = new Uint8Array(Buffer.concat(parts));
    if (bytes.length !== made.bytes) throw new Error('the length that was announced is another one');
    return bytes;
  }
}

export const finding = (subject: string, description = '未安装隔声') => ({ subject, result: 'violates', description });

/** OpenSSL's check, which is faster than the plain one that pages use, and an implementation of its own. */
export const holdsByOpenSsl: HoldsSignature = (publicKey, text, sig) => {
  const [raw, bytes] = [bytesOfBase64url(publicKey), bytesOfBase64url(sig)];
  const key = raw && readRawKey(Buffer.from(raw));
  return key && bytes ? verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, bytes) : false;
};

export const sourceOf = (bytes: Uint8Array) => ({
  size: bytes.length,
  read: (from: number, to: number) => Promise.resolve(bytes.subarray(from, to)),
});
