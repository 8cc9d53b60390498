import type { Clock, Exclusive, LocalStore } from '#sync/ports.ts';
import type { DeviceDisk, Draft } from './device-disk.ts';
import type { Doubles } from './doubles.ts';
import type { Engine, WakeCause } from '#sync/engine.ts';
import type { Life, World } from './world.ts';
import type { Link } from './sim-transport.ts';
import type { Person } from '#domain/people/person.ts';
import type { Receipt } from '#domain/log/receipt.ts';
import { appendToDisk, sealEntry } from './device-disk.ts';
import { createEngine } from '#sync/engine.ts';
import { fakeVerifier, isSignedByServer } from './fake-keys.ts';
import { memoryLocalStore } from './memory-local-store.ts';
import { simTransport } from './sim-transport.ts';

export interface Saved {
  readonly id: string;
  readonly device: SimDevice;
  readonly fate: 'good' | 'malformed' | 'huge' | 'stumble';
}

interface Host extends Life {
  readonly engine: Engine;
}

/** One store with its chain, its link, and the hosts (page, service worker) whose engines take turns on it. */
export class SimDevice {
  readonly id: string;
  readonly person: Person;
  readonly publicKey: string;
  readonly disk: DeviceDisk;
  readonly link: Link;
  readonly violations: string[] = [];
  /** Device clock minus true time. */
  clockShiftMs: number;
  /** Something was written, or the device came up, and nothing woke the engine since: it need not know. */
  isUnwoken = false;
  isRevoked = false;
  readonly #world: World;
  readonly #doubles: Doubles;
  #hosts: Host[] = [];
  #lockedBy: Life | null = null;
  #queue: { readonly life: Life; readonly enter: () => void }[] = [];

  constructor(
    about: { id: string; person: Person; publicKey: string; disk: DeviceDisk; link: Link; clockShiftMs: number },
    world: World,
    doubles: Doubles,
  ) {
    this.id = about.id;
    this.person = about.person;
    this.publicKey = about.publicKey;
    this.disk = about.disk;
    this.link = about.link;
    this.clockShiftMs = about.clockShiftMs;
    this.#world = world;
    this.#doubles = doubles;
  }

  get now(): number {
    return this.#world.nowMs + this.clockShiftMs;
  }

  /** Wakes one host; when none lives, one comes up. */
  wake(cause: WakeCause): void {
    if (this.#hosts.length === 0) this.startHost();
    const host = this.#world.random.pick(this.#hosts);
    this.isUnwoken = false;
    void host.engine.wake(cause).then(
      ({ left }) => {
        if (host.alive && left.entries < 0) this.violations.push('I17: fewer than no entries left');
      },
      (error: unknown) => this.violations.push(`a wake was rejected: ${String(error)}`),
    );
  }

  startHost(): void {
    const life: Life & { engine?: Engine } = { alive: true };
    const engine = createEngine({
      store: this.#storeFor(life),
      transport: simTransport(this.link, life),
      clock: this.#clockFor(life),
      verifier: this.#doubles.verifier ?? fakeVerifier,
      exclusive: this.#lockFor(life),
      report: (error) => {
        if (!(error instanceof DiskFull)) this.violations.push(`the engine reported ${String(error)}`);
      },
    });
    this.#hosts.push(Object.assign(life, { engine }));
  }

  get hostCount(): number {
    return this.#hosts.length;
  }

  killOneHost(): void {
    if (this.#hosts.length > 0) this.#kill(this.#world.random.pick(this.#hosts));
  }

  /** Appends as a tab of the page does: reads the head, seals, then compares and sets. Told true once saved. */
  async append(
    draft: Draft,
    tab: Life,
    spoil: (sealed: ReturnType<typeof sealEntry>) => ReturnType<typeof sealEntry>,
  ): Promise<string> {
    for (;;) {
      const { head } = this.disk;
      const author = { device: this.id, publicKey: this.publicKey, person: this.person.id, nowMs: this.now };
      const sealed = spoil(sealEntry(this.disk, head, draft, author));
      await this.#world.gate(tab);
      const expected = this.#doubles.noCompareAndSet ? this.disk.head : head;
      if (appendToDisk(this.disk, expected, sealed, draft.blob)) return sealed.id;
      this.#world.counters['lost-head-race']++;
    }
  }

  #kill(host: Life): void {
    this.#world.kill(host);
    this.#hosts = this.#hosts.filter((other) => other !== host);
    this.#queue = this.#queue.filter(({ life }) => life !== host);
    if (this.#lockedBy === host) this.#passLockOn();
    this.isUnwoken = true;
  }

  #storeFor(life: Life): LocalStore {
    const { counters } = this.#world;
    const plain = memoryLocalStore(this.id, this.disk, (branch) => counters[branch]++);
    const store = this.#doubles.localStore?.(plain, this.disk, async () => this.#maybeDie(life)) ?? plain;
    const changes = new Set(['acceptReceipts', 'quarantine', 'applyPage', 'noteContact', 'confirmBlobs', 'noteUpload']);
    return new Proxy(store, {
      get: (target, name) => {
        const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
        if (!changes.has(String(name)))
          return async (...args: unknown[]) => (life.alive ? method.apply(target, args) : new Promise(() => undefined));
        return async (...args: unknown[]) =>
          this.#change(life, async () => {
            if (name === 'acceptReceipts') this.#checkReceipts(args[0] as readonly Receipt[]);
            return method.apply(target, args);
          });
      },
    });
  }

  /** One transaction: dies before it, fails in it, or dies after it before anybody heard. */
  async #change(life: Life, work: () => Promise<unknown>): Promise<unknown> {
    const { random, counters } = this.#world;
    const { faults } = this.link;
    await this.#maybeDie(life);
    if (random.chance(faults.storage)) {
      counters['storage-error']++;
      throw new DiskFull();
    }
    const result = await work();
    if (random.chance(faults.kill)) {
      counters['kill-after']++;
      this.#kill(life);
      return new Promise(() => undefined);
    }
    return result;
  }

  async #maybeDie(life: Life): Promise<void> {
    await this.#world.gate(life);
    if (!this.#world.random.chance(this.link.faults.kill)) return;
    this.#world.counters['kill-before']++;
    this.#kill(life);
    await new Promise(() => undefined);
  }

  /** I2, I5: what is accepted was signed by the server, and is in its committed log. */
  #checkReceipts(receipts: readonly Receipt[]): void {
    const { entries } = this.link.server.log;
    for (const receipt of receipts) {
      const sequenced = entries[receipt.seq - 1];
      if (!isSignedByServer(receipt)) this.violations.push(`I5: accepted a receipt nobody signed for ${receipt.entry}`);
      else if (sequenced?.receipt.entry !== receipt.entry)
        this.violations.push(`I2: receipt for ${receipt.entry}, which the server does not hold`);
    }
  }

  #clockFor(life: Life): Clock {
    const { random } = this.#world;
    return { now: () => this.now, sleep: async (ms) => this.#world.sleep(life, ms), random: () => random.next() };
  }

  /** A Web Lock: waits for its turn, and is freed by death. */
  #lockFor(life: Life): Exclusive {
    return {
      run: async (work) => {
        if (this.#lockedBy) {
          this.#world.counters['lock-waited']++;
          await new Promise<void>((enter) => this.#queue.push({ life, enter }));
        }
        this.#lockedBy = life;
        try {
          return await work();
        } finally {
          this.#passLockOn();
        }
      },
    };
  }

  #passLockOn(): void {
    const next = this.#queue.shift();
    this.#lockedBy = next?.life ?? null;
    next?.enter();
  }
}

class DiskFull extends Error {}
