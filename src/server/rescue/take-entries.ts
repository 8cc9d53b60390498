import type { Db } from '../db/sqlite/open-database.ts';
import type { DeviceRow } from '../db/port.ts';
import type { Person } from '#domain/people/person.ts';
import type { RescueQuarantined, RescueReport } from '#protocol/rescue.ts';
import type { SyncDeps } from '../sync/ports.ts';
import { checkBatch, devicesNamed, ingestBatch } from '../sync/ingest.ts';
import { personOfRow } from '../auth/people.ts';

const AT_ONCE = 200;

interface Claimed {
  readonly device: string;
  readonly actor: string;
  readonly kind: string;
}

/** Entries of a rescue file, through the same ingest as in sync: each judged as its own device's and its own author's. */
export class EntryTaker {
  readonly #deps: SyncDeps;
  readonly #db: Db;
  readonly #fallbackDevice: string;
  #waiting: unknown[] = [];
  #added = 0;
  #known = 0;
  readonly #quarantined: RescueQuarantined[] = [];

  /** `device`: under which what names none is kept in quarantine. */
  constructor(deps: SyncDeps, db: Db, device: string | null) {
    this.#deps = deps;
    this.#db = db;
    this.#fallbackDevice = device ?? 'unknown';
  }

  get report(): RescueReport['entries'] {
    return { added: this.#added, known: this.#known, quarantined: this.#quarantined };
  }

  async add(entry: unknown): Promise<void> {
    this.#waiting.push(entry);
    if (this.#waiting.length >= AT_ONCE) await this.flush();
  }

  async flush(): Promise<void> {
    const entries = this.#waiting;
    this.#waiting = [];
    if (entries.length === 0) return;
    const devices = await this.#deps.store.read((log) => log.devices(devicesNamed(entries)));
    const groups = Map.groupBy(entries, (entry) =>
      JSON.stringify([this.#claimed(entry).device, this.#claimed(entry).actor]),
    );
    for (const group of groups.values()) await this.#take(group, devices);
  }

  async #take(entries: readonly unknown[], devices: ReadonlyMap<string, DeviceRow>): Promise<void> {
    const { device: id, actor } = this.#claimed(entries[0]);
    const device = devices.get(id) ?? strangerOf(id);
    const person = await this.#personOf(actor);
    const batch = await checkBatch(this.#deps, { device, devices, person, entries });
    const ingested = await this.#deps.store.write((log) => ingestBatch(log, this.#deps, batch));
    this.#added += ingested.added;
    this.#known += ingested.receipts.length - ingested.added;
    for (const { index, entry, code } of ingested.quarantined) {
      const { kind } = this.#claimed(entries[index]);
      this.#quarantined.push({ entry, device: id, kind, code, unknownDevice: !devices.has(id) });
    }
  }

  /** Also people who have left: what they recorded is not less true. Nobody's entries fit the device of nobody. */
  async #personOf(id: string): Promise<Person> {
    const row = await this.#db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst();
    return row ? personOfRow(row) : { id: '', name: '', role: 'inspector', unit: '' };
  }

  /** As far as it can be read: what is not text has no device and no author. */
  #claimed(entry: unknown): Claimed {
    const header = (entry as { readonly header?: Readonly<Record<string, unknown>> | null } | null)?.header;
    const text = (value: unknown, otherwise: string): string =>
      typeof value === 'string' ? value.slice(0, 64) : otherwise;
    return {
      device: text(header?.['device'], this.#fallbackDevice),
      actor: text(header?.['actor'], ''),
      kind: text(header?.['kind'], ''),
    };
  }
}

/** A device that was never enrolled here: it can be named in quarantine, and nothing fits it. */
function strangerOf(id: string): DeviceRow {
  const never = { enrolledAt: 0, revokedAt: null, lastSeq: 0, head: null, lastContactAt: null, health: null };
  return { id, person: '', name: '', publicKey: '', ...never };
}
