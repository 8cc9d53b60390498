import type { Doubles } from './doubles.ts';
import type { Life } from './world.ts';
import type { LinkFaults } from './sim-transport.ts';
import type { Person } from '#domain/people/person.ts';
import type { Saved } from './sim-device.ts';
import type { SyncRequest } from '#protocol/sync.ts';
import { BlobServer } from './blob-server.ts';
import { copyOfDisk, emptyDisk } from './device-disk.ts';
import { Desk, enrol } from './desk.ts';
import { draftFor, orderBody, UNITS } from './drafts.ts';
import { parsePage } from '#sync/pull-page.ts';
import { SimDevice } from './sim-device.ts';
import { SimServer } from './sim-server.ts';
import { settle, World } from './world.ts';

const PEOPLE: readonly Person[] = [
  { id: 'p-1', name: '甲', role: 'inspector', unit: 'team-1' },
  { id: 'p-2', name: '乙', role: 'inspector', unit: 'team-1' },
  { id: 'p-3', name: '丙', role: 'inspector', unit: 'team-2' },
  { id: 'p-4', name: '丁', role: 'township', unit: 'town-1' },
  { id: 'p-5', name: '戊', role: 'supervisor', unit: 'office' },
];

const DAY_MS = 86_400_000;

export interface HistoryOptions {
  readonly seed: number;
  readonly doubles?: Doubles | undefined;
  /** Added to every device's clock: nothing but claimed times may change (I11). */
  readonly clocksOffByMs?: number | undefined;
}

/** One history: devices, a server, and what befalls them, all from one seed. */
export class History {
  readonly world: World;
  readonly server: SimServer;
  readonly blobs: BlobServer;
  readonly devices: SimDevice[] = [];
  readonly saved: Saved[] = [];
  readonly hugeEntries = new Set<string>();
  readonly #desk: Desk;
  readonly #doubles: Doubles;
  readonly #late: { readonly request: SyncRequest; readonly person: Person }[] = [];
  readonly #tab: Life = { alive: true };
  readonly #clocksOffByMs: number;
  readonly #damaged = new Set<string>();
  #cases: readonly string[] = [];

  constructor({ seed, doubles = {}, clocksOffByMs = 0 }: HistoryOptions) {
    this.world = new World(seed);
    this.#doubles = doubles;
    this.#clocksOffByMs = clocksOffByMs;
    this.server = new SimServer(this.world, doubles);
    this.blobs = new BlobServer(this.server);
    this.#desk = new Desk(this.server);
  }

  async play(): Promise<void> {
    await this.#setUp();
    const { random } = this.world;
    for (let left = 5 + random.below(14); left > 0 || !this.world.isQuiet;) {
      await settle();
      if (left > 0 && (this.world.isQuiet || random.chance(0.12))) {
        left--;
        await this.#act();
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
    for (const { link } of this.devices) {
      link.isUp = true;
      link.faults = { ...link.faults, drop: 0, server: 0, strange: 0, kill: 0, storage: 0 };
    }
    if (this.server.stumblesOver.size > 0 && random.chance(0.5)) {
      counters['poison-mended']++;
      this.server.stumblesOver.clear();
    }
    for (const id of this.#damaged) await this.#desk.assign(id, random.pick(UNITS));
  }

  async #setUp(): Promise<void> {
    const { random } = this.world;
    this.#cases = Array.from({ length: 1 + random.below(3) }, (_, i) => `c-${String(i)}`);
    await this.#desk.open();
    for (const id of this.#cases) {
      await this.#desk.order(id, orderBody);
      if (random.chance(0.8)) await this.#desk.assign(id, random.pick(UNITS));
    }
    this.server.killChance = random.pick([0, 0, 0.01, 0.06]);
    const people = [...PEOPLE].sort(() => random.next() - 0.5).slice(0, 1 + random.below(3));
    for (const person of people) await this.#addDevice(person);
    for (const device of this.devices) if (random.chance(0.7)) device.wake('start');
  }

  async #addDevice(person: Person): Promise<void> {
    const { random } = this.world;
    const id = Buffer.from(person.id).toString('hex').padEnd(32, 'a');
    const publicKey = `key-of-${id.slice(0, 8)}${id.slice(0, 16)}`;
    await enrol(this.server, { id, publicKey }, person);
    this.devices.push(
      this.#deviceOf({ id, person, publicKey, disk: emptyDisk(), clockShiftMs: (random.next() - 0.5) * 6 * DAY_MS }),
    );
  }

  #deviceOf(about: {
    id: string;
    person: Person;
    publicKey: string;
    disk: ReturnType<typeof emptyDisk>;
    clockShiftMs: number;
  }): SimDevice {
    const { world, server, blobs, hugeEntries } = this;
    const parse = this.#doubles.parse ?? parsePage;
    const common = { world, server, blobs, hugeEntries, parse, late: this.#late };
    const link = {
      ...common,
      person: about.person,
      device: about.id,
      isUp: world.random.chance(0.85),
      faults: this.#faults(),
    };
    return new SimDevice(
      { ...about, link, clockShiftMs: Math.round(about.clockShiftMs) + this.#clocksOffByMs },
      world,
      this.#doubles,
    );
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

  async #act(): Promise<void> {
    const { random, counters } = this.world;
    const device = random.pick(this.devices);
    switch (random.weighted(ACTIONS)) {
      case 'append':
        return this.#append(device, 'good');
      case 'two-tabs':
        counters['two-tabs']++;
        this.#append(device, 'good');
        return this.#append(device, 'good');
      case 'malformed':
        counters['poison-malformed']++;
        return this.#append(device, 'malformed');
      case 'stumble':
        counters['poison-500']++;
        return this.#append(device, 'stumble');
      case 'huge':
        return this.#append(device, 'huge');
      case 'wake':
        return device.wake(random.pick(['online', 'timer', 'live', 'sync-event', 'visible', 'button'] as const));
      case 'second-host':
        return device.hostCount < 2 ? device.startHost() : undefined;
      case 'kill':
        return device.killOneHost();
      case 'link':
        device.link.isUp = !device.link.isUp;
        return;
      case 'clock':
        counters['clock-jump']++;
        device.clockShiftMs += random.pick([-3 * DAY_MS, -60_000, 60_000, 3 * DAY_MS]);
        return;
      case 'time':
        return this.world.hasSleepers ? this.world.wakeNextSleeper() : undefined;
      case 'dispatch':
        counters.reassign++;
        return this.#desk.assign(random.pick(this.#cases), random.pick(UNITS));
      case 'close':
        return this.#desk.close(random.pick(this.#cases));
      case 'late-duplicate':
        return this.#repeatLate();
      case 'revoke':
        return this.#revoke(device);
      case 'clone':
        return this.#clone(device);
      case 'damage':
        return this.#damage(device);
    }
  }

  #append(device: SimDevice, fate: Saved['fate']): void {
    const { random } = this.world;
    const seen = [...device.disk.cases.keys()];
    const caseId =
      seen.length > 0 && random.chance(0.85) ? random.pick(seen) : random.pick([...this.#cases, 'c-unknown']);
    const draft = draftFor(caseId, random, [...device.disk.entries.keys()]);
    const spoil = <T extends { payload: object | null }>(sealed: T): T =>
      fate === 'malformed' ? { ...sealed, payload: { ...sealed.payload, body: { altered: true } } } : sealed;
    const wakes = random.chance(0.85);
    void device.append(draft, this.#tab, spoil).then((id) => {
      this.saved.push({ id, device, fate });
      if (fate === 'huge') this.hugeEntries.add(id);
      if (fate === 'stumble') this.server.stumblesOver.add(id);
      if (wakes) device.wake('append');
      else device.isUnwoken = true;
    });
  }

  #repeatLate(): void {
    const again = this.#late.shift();
    if (!again) return;
    this.world.counters['late-duplicate']++;
    void this.server.answer(again.request, again.person);
  }

  async #revoke(device: SimDevice): Promise<void> {
    this.world.counters.revoke++;
    for (const other of this.devices) if (other.id === device.id) other.isRevoked = true;
    await this.server.log.write(async (log) => log.revoke(device.id, this.world.nowMs));
  }

  #clone({ id, person, publicKey, disk, clockShiftMs, isRevoked }: SimDevice): void {
    if (this.devices.length > 3) return;
    this.world.counters.clone++;
    const copy = this.#deviceOf({
      id,
      person,
      publicKey,
      disk: copyOfDisk(disk),
      clockShiftMs: clockShiftMs - this.#clocksOffByMs,
    });
    copy.isRevoked = isRevoked;
    copy.isUnwoken = true;
    this.devices.push(copy);
  }

  /** A fold that went wrong on the device (fault 73): noticed with the next entries of the case, and mended by a snapshot. */
  #damage(device: SimDevice): void {
    const [state] = device.disk.cases.values();
    if (!state) return;
    this.world.counters['damaged-case']++;
    device.disk.cases.set(state.id, { ...state, digest: 'damaged' });
    this.#damaged.add(state.id);
  }
}

const ACTIONS = {
  append: 30,
  'two-tabs': 5,
  malformed: 2,
  stumble: 1.5,
  huge: 1,
  wake: 12,
  'second-host': 2,
  kill: 4,
  link: 6,
  clock: 3,
  time: 8,
  dispatch: 8,
  close: 2,
  'late-duplicate': 4,
  revoke: 0.4,
  clone: 0.7,
  damage: 0.7,
};
