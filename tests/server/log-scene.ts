import type { DeviceRow, LogStore } from '#server/db/port.ts';
import type { Draft } from '#server/keys/device-writer.ts';
import type { JsonObject } from '#domain/kernel/json.ts';
import type { OrderBody } from '#domain/case/order.ts';
import type { Person, Role } from '#domain/people/person.ts';
import type { PageLimits } from '#server/sync/page-builder.ts';
import type { DeviceHealth, SyncRequest } from '#protocol/sync.ts';
import type { SignedEntry } from '#domain/log/entry.ts';
import type { SigningKey } from '#server/keys/p256.ts';
import type { SyncDeps } from '#server/sync/ports.ts';
import { DeviceWriter, deviceRowOf } from '#server/keys/device-writer.ts';
import { exchange } from '#server/sync/exchange.ts';
import { newSigningKey, verifyP256 } from '#server/keys/p256.ts';
import { SYSTEM_PERSON } from '#domain/people/person.ts';

export const START_MS = Date.UTC(2026, 10, 2, 1, 0);

export const HEALTH: DeviceHealth = {
  unsentEntries: 0,
  unsentBlobs: 0,
  unsentBytes: 0,
  oldestUnsentAt: null,
  appVersion: 'test',
  storageFreeBytes: null,
  persisted: true,
  clockOffsetMs: null,
};

export const personOf = (id: string, role: Role, unit: string): Person => ({ id, name: id, role, unit });

export const PEOPLE = {
  system: SYSTEM_PERSON,
  supervisor: personOf('p-supervisor', 'supervisor', 'office'),
  leader: personOf('p-leader', 'leader', 'office'),
  north: personOf('p-north', 'township', 'town-north'),
  south: personOf('p-south', 'township', 'town-south'),
  inspector: personOf('p-inspector', 'inspector', 'team-1'),
  admin: personOf('p-admin', 'admin', 'office'),
} satisfies Record<string, Person>;

let orderCount = 0;

export function orderBody(change: Partial<OrderBody> = {}): JsonObject {
  orderCount += 1;
  const body: OrderBody = {
    orderNo: `T${String(orderCount).padStart(8, '0')}`,
    source: 'hotline',
    receivedAtMs: START_MS,
    category: '油烟',
    matter: '楼下餐厅油烟很大',
    address: '北苑路 1 号',
    channel: 'phone',
    dueAtMs: START_MS + 86_400_000,
    dueRule: 'order',
    urgency: 'ordinary',
    ...change,
  };
  return body as unknown as JsonObject;
}

/** A device on the test's side, with a real key. */
export interface TestDevice {
  readonly person: Person;
  readonly row: DeviceRow;
  readonly key: SigningKey;
  readonly writer: DeviceWriter;
}

/** Server core with real keys over any store. */
export class LogScene {
  readonly deps: SyncDeps;
  readonly serverKey: SigningKey = newSigningKey();
  nowMs = START_MS;

  readonly store: LogStore;

  constructor(store: LogStore, pageLimits?: PageLimits) {
    this.store = store;
    this.deps = {
      store,
      clock: { now: () => this.nowMs++ },
      signer: this.serverKey,
      verifyDeviceSignature: verifyP256,
      pageLimits,
    };
  }

  async enrol(person: Person): Promise<TestDevice> {
    const key = newSigningKey();
    const row = deviceRowOf(key, { person: person.id, name: 'test', at: this.nowMs });
    await this.store.write((log) => log.enrol(row));
    return { person, row, key, writer: new DeviceWriter(key, row) };
  }

  async sync(device: TestDevice, change: Partial<SyncRequest> = {}) {
    const request: SyncRequest = {
      protocol: 1,
      device: device.row.id,
      cursor: null,
      entries: [],
      blobsAsked: [],
      need: [],
      pull: false,
      health: HEALTH,
      ...change,
    };
    const outcome = await exchange(this.deps, request, { person: device.person });
    if (!outcome.ok) throw new Error(outcome.code);
    return outcome;
  }

  /** Writes one entry and sends it at once. */
  async send(device: TestDevice, draft: Pick<Draft, 'case' | 'kind' | 'body'> & Partial<Draft>) {
    const { entry } = await this.write(device, draft);
    const { head } = await this.sync(device, { entries: [entry] });
    const receipt = head.receipts[0];
    if (!receipt) throw new Error(JSON.stringify(head.quarantined));
    return receipt;
  }

  write(
    device: TestDevice,
    draft: Pick<Draft, 'case' | 'kind' | 'body'> & Partial<Draft>,
  ): Promise<{ id: string; entry: SignedEntry }> {
    return device.writer.write({ base: 0, at: this.nowMs, ...draft });
  }
}
