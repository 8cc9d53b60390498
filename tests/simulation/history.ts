import type { Action } from './actions.ts';
import type { Doubles } from './doubles.ts';
import type { Life } from './world.ts';
import type { LinkFaults } from './sim-transport.ts';
import type { Person } from '#domain/people/person.ts';
import type { Saved } from './sim-device.ts';
import type { SyncRequest } from '#protocol/sync.ts';
import { act } from './actions.ts';
import { BlobServer } from './blob-server.ts';
import { Desk, enrol } from './desk.ts';
import { confirmRemoval } from './memory-apply-page.ts';
import { draftFor, orderBody, UNITS } from './drafts.ts';
import { emptyDisk } from './device-disk.ts';
import { keyOf, SimDevice } from './sim-device.ts';
import { maySeeCase } from '#domain/people/policy.ts';
import { parsePage } from '#sync/pull-page.ts';
import { SimServer } from './sim-server.ts';
import { settle, World } from './world.ts';

const PEOPLE: readonly Person[] = [
  { id: 'p-1', name: '甲', role: 'inspector', unit: 'team-1' },
  { id: 'p-2', name: '乙', role: 'inspector', unit: 'team-1' },
  { id: 'p-3', name: '丙', role: 'inspector', unit: 'team-2' },
  { id: 'p-4', name: '丁', role: 'township', unit: 'town-1' },
  { id: 'p-5', name: '戊', role: 'supervisor', unit: 'office' },
];

export const DAY_MS = 86_400_000;
/** So many cases that their removal at once waits for a person. */
const MANY_CASES = 32;

export interface HistoryOptions {
  readonly seed: number;
  readonly doubles?: Doubles | undefined;
  /** Added to every device's clock: nothing but claimed times may change (I11). */
  readonly clocksOffByMs?: number | undefined;
  /** The only actions there are, for a test about them. */
  readonly only?: readonly Action[] | undefined;
}

/** One history: devices, a server, and what befalls them, all from one seed. */
export class History {
  readonly seed: number;
  readonly world: World;
  readonly server: SimServer;
  readonly blobs: BlobServer;
  readonly devices: SimDevice[] = [];
  readonly saved: Saved[] = [];
  readonly hugeEntries = new Set<string>();
  readonly people: Person[] = [];
  readonly desk: Desk;
  readonly clocksOffByMs: number;
  readonly damaged = new Set<string>();
  readonly late: { readonly request: SyncRequest; readonly person: Person }[] = [];
  cases: readonly string[] = [];
  /** One kind of restore in a history: what an older file put back by hand does to a later backup is a fault of its own. */
  restoreBy: 'new-epoch' | 'by-hand' = 'new-epoch';
  readonly only: readonly Action[] | undefined;
  readonly doubles: Doubles;
  readonly #tab: Life = { alive: true };

  constructor({ seed, doubles = {}, clocksOffByMs = 0, only }: HistoryOptions) {
    this.seed = seed;
    this.world = new World(seed);
    this.doubles = doubles;
    this.clocksOffByMs = clocksOffByMs;
    this.only = only;
    this.server = new SimServer(this.world, doubles);
    this.blobs = new BlobServer(this.server);
    this.desk = new Desk(this.server);
  }

  async play(): Promise<void> {
    await this.#setUp();
    const { random } = this.world;
    for (let left = 5 + random.below(14); left > 0 || !this.world.isQuiet;) {
      await settle();
      if (left > 0 && (this.world.isQuiet || random.chance(0.12))) {
        left--;
        await act(this);
      } else if (!this.world.isQuiet) this.world.openOneGate();
    }
  }

  /** Every gate opened, in the order of chance, until none is left. */
  async drain(): Promise<void> {
    for (let steps = 0; steps < 20_000; steps++) {
      await settle();
      if (this.world.isQuiet) return;
      this.world.openOneGate();
    }
    throw new Error('the history does not come to rest');
  }

  /** No more faults; what was wrong with the server is mended half of the time. */
  async calm(): Promise<void> {
    const { random, counters } = this.world;
    await this.drain();
    this.server.killChance = 0;
    for (const device of this.devices) {
      const { link } = device;
      link.isUp = true;
      link.faults = { ...link.faults, drop: 0, server: 0, strange: 0, kill: 0, storage: 0 };
      device.updateApps();
      this.#answerHeldRemovals(device);
    }
    if (this.server.stumblesOver.size > 0 && random.chance(0.5)) {
      counters['poison-mended']++;
      this.server.stumblesOver.clear();
    }
    for (const id of this.damaged) await this.desk.assign(id, random.pick(UNITS));
  }

  /** The person agrees to what is true, and to nothing else. */
  #answerHeldRemovals({ disk, person }: SimDevice): void {
    const visible = this.server.log.caseStates().filter((state) => maySeeCase(person, state));
    for (const { id } of visible) disk.held.delete(id);
    confirmRemoval(disk);
  }

  append(device: SimDevice, fate: Saved['fate']): void {
    const { random } = this.world;
    const seen = [...device.disk.cases.keys()];
    const caseId =
      seen.length > 0 && random.chance(0.85) ? random.pick(seen) : random.pick([...this.cases, 'c-unknown']);
    const draft = {
      ...draftFor(caseId, random, [...device.disk.entries.keys()]),
      salt: random.below(1_000_000),
    };
    const spoil = <T extends { id: string; payload: object | null }>(sealed: T): T => {
      if (fate === 'huge') this.hugeEntries.add(sealed.id);
      if (fate === 'stumble') this.server.stumblesOver.add(sealed.id);
      return fate === 'malformed' ? { ...sealed, payload: { ...sealed.payload, body: { altered: true } } } : sealed;
    };
    const wakes = random.chance(0.85);
    void device.append(draft, this.#tab, spoil).then((stored) => {
      if (!stored) return;
      const { id, entry } = stored;
      this.saved.push({ id, entry, device, fate });
      if (wakes) device.wake('append');
      else device.isUnwoken = true;
    });
  }

  deviceOf(about: Pick<SimDevice, 'person' | 'publicKey' | 'disk' | 'clockShiftMs'>): SimDevice {
    const { world, server, blobs, hugeEntries, late } = this;
    const parse = this.doubles.parse ?? parsePage;
    const link = {
      ...{ world, server, blobs, hugeEntries, parse, late },
      person: about.person,
      device: () => about.disk.device,
      isUp: world.random.chance(0.85),
      faults: this.#faults(),
    };
    const clockShiftMs = Math.round(about.clockShiftMs) + this.clocksOffByMs;
    return new SimDevice({ ...about, link, clockShiftMs }, world, this.doubles);
  }

  async #setUp(): Promise<void> {
    const { random } = this.world;
    this.restoreBy = random.pick(['new-epoch', 'by-hand']);
    const isLarge = random.chance(0.006) || this.only?.includes('say-gone') === true;
    const count = isLarge ? MANY_CASES : 1 + random.below(3);
    this.cases = Array.from({ length: count }, (_, i) => `c-${String(i)}`);
    await this.desk.open();
    for (const id of this.cases) {
      await this.desk.order(id, orderBody);
      if (isLarge) await this.desk.assign(id, UNITS[0]);
      else if (random.chance(0.8)) await this.desk.assign(id, random.pick(UNITS));
    }
    this.server.killChance = random.pick([0, 0, 0.01, 0.06]);
    this.server.pageItems = isLarge ? null : random.pick([null, null, 2, 3]);
    this.server.newerChance = random.pick([0, 0, 0, 0.3]);
    if (isLarge) this.people.push(...PEOPLE.slice(0, 1));
    else this.people.push(...[...PEOPLE].sort(() => random.next() - 0.5).slice(0, 1 + random.below(3)));
    for (const person of this.people) await this.#addDevice(person);
    // What a restore may bring back: an office without any entry of the field.
    if (random.chance(0.5)) this.server.backUp(this.blobs.backup());
    for (const device of this.devices) if (random.chance(0.7)) device.wake('start');
  }

  async #addDevice(person: Person): Promise<void> {
    const { random } = this.world;
    const id = Buffer.from(person.id).toString('hex').padEnd(32, 'a');
    const publicKey = keyOf(id);
    await enrol(this.server, { id, publicKey }, person);
    // Two of three browsers have a place for a second copy.
    const disk = emptyDisk(id, random.chance(0.66) ? new Map() : null);
    this.devices.push(this.deviceOf({ person, publicKey, disk, clockShiftMs: (random.next() - 0.5) * 6 * DAY_MS }));
  }

  #faults(): LinkFaults {
    const { random } = this.world;
    const level = () => random.pick([0, 0, 0.04, 0.25]);
    return {
      drop: level(),
      server: level(),
      strange: level(),
      kill: random.pick([0, 0.02, 0.08]),
      storage: random.pick([0, 0, 0.03]),
      maxEntries: random.pick([1, 3, 500, 500, 500, 500]),
    };
  }
}
