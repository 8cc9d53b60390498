import type { JsonObject } from '#domain/kernel/json.ts';
import type { Person } from '#domain/people/person.ts';
import type { SignedEntry } from '#domain/log/entry.ts';
import type { SimServer } from './sim-server.ts';
import { emptyDisk, sealEntry } from './device-disk.ts';
import { entryIdOf } from '#domain/log/seal.ts';
import { fakeDeviceSig } from './fake-keys.ts';
import { SYSTEM_PERSON } from '#domain/people/person.ts';

const HEALTH = {
  unsentEntries: 0,
  unsentBlobs: 0,
  unsentBytes: 0,
  oldestUnsentAt: null,
  appVersion: 'desk',
  storageFreeBytes: null,
  persisted: true,
  clockOffsetMs: null,
};

const SUPERVISOR: Person = { id: 'p-desk', name: 'desk', role: 'supervisor', unit: 'office' };

export const DESK_PEOPLE: readonly Person[] = [SYSTEM_PERSON, SUPERVISOR];

/** The office beside the server: takes orders in and dispatches, always online. */
export class Desk {
  readonly #server: SimServer;
  readonly #disks = new Map<string, ReturnType<typeof emptyDisk>>();
  readonly #ordered = new Map<string, number>();
  readonly #sent: SignedEntry[] = [];
  #orders = 0;

  constructor(server: SimServer) {
    this.#server = server;
  }

  async open(): Promise<void> {
    for (const person of DESK_PEOPLE) await enrol(this.#server, deviceOf(person), person);
  }

  async order(caseId: string, orderBody: (n: number) => JsonObject): Promise<void> {
    this.#orders++;
    this.#ordered.set(caseId, this.#orders);
    await this.#write(SYSTEM_PERSON, caseId, 'order', orderBody(this.#orders));
  }

  async assign(caseId: string, unit: string): Promise<void> {
    await this.#write(SUPERVISOR, caseId, 'assign', { unit });
  }

  async close(caseId: string): Promise<void> {
    await this.#write(SUPERVISOR, caseId, 'close', { result: '办结' });
  }

  /** After a restore: the office hands in again what it wrote, and the orders the server lost are imported anew, under its restored chain. */
  async resume(orderBody: (n: number) => JsonObject): Promise<void> {
    for (const person of DESK_PEOPLE) {
      const { id } = deviceOf(person);
      if (this.#server.log.deviceRow(id) === null) await enrol(this.#server, deviceOf(person), person);
    }
    const { id } = deviceOf(SYSTEM_PERSON);
    const row = this.#server.log.deviceRow(id);
    const disk = emptyDisk(id);
    disk.head = { seq: row?.lastSeq ?? 0, id: row?.head ?? null };
    this.#disks.set(id, disk);
    for (const [caseId, n] of this.#ordered)
      if (!this.#server.log.caseStates().some((state) => state.id === caseId))
        await this.#write(SYSTEM_PERSON, caseId, 'order', orderBody(n));
    await this.#send(SUPERVISOR, this.#sent);
  }

  async #write(person: Person, caseId: string, kind: string, body: JsonObject): Promise<void> {
    const { id: device, publicKey } = deviceOf(person);
    const disk = this.#disks.get(device) ?? emptyDisk(device);
    this.#disks.set(device, disk);
    const seen = this.#server.log.caseStates().find((state) => state.id === caseId)?.lastSeq ?? 0;
    const sealed = sealEntry(disk, disk.head, { case: caseId, kind, body }, { publicKey, person: person.id, nowMs: 0 });
    // The desk is online: it has seen everything, which the server alone tells it here.
    const header = { ...sealed.header, base: seen };
    const id = entryIdOf(header);
    disk.head = { seq: header.seq, id };
    const entry = { header, payload: sealed.payload, sig: fakeDeviceSig(publicKey, id) };
    if (person === SUPERVISOR) this.#sent.push(entry);
    await this.#send(person, [entry]);
  }

  async #send(person: Person, entries: readonly SignedEntry[]): Promise<void> {
    const { id: device } = deviceOf(person);
    await this.#server.answerAtOnce(
      {
        protocol: 1,
        device,
        cursor: null,
        entries: [...entries],
        blobsAsked: [],
        need: [],
        pull: false,
        health: HEALTH,
      },
      person,
    );
  }
}

function deviceOf(person: Person): { readonly id: string; readonly publicKey: string } {
  const hex = Buffer.from(person.id).toString('hex').padEnd(32, '0').slice(0, 32);
  return { id: hex, publicKey: `key-of-${hex}` };
}

export async function enrol(
  server: SimServer,
  device: { readonly id: string; readonly publicKey: string },
  person: Person,
): Promise<void> {
  const fresh = {
    name: device.id,
    enrolledAt: 0,
    revokedAt: null,
    lastSeq: 0,
    head: null,
    lastContactAt: null,
    health: null,
  };
  await server.log.write(async (log) => log.enrol({ ...fresh, ...device, person: person.id }));
}
