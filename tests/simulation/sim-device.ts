import type { Clock, Exclusive, LocalStore, PullPage } from '#sync/ports.ts';
import type { ChainHead, DeviceDisk, Draft, StoredEntry } from './device-disk.ts';
import type { Doubles } from './doubles.ts';
import type { Engine, WakeCause } from '#sync/engine.ts';
import type { Life, World } from './world.ts';
import type { Link } from './sim-transport.ts';
import type { Person } from '#domain/people/person.ts';
import type { Receipt } from '#domain/log/receipt.ts';
import type { SignedEntry } from '#domain/log/entry.ts';
import type { SyncRequest } from '#protocol/sync.ts';
import { appendToDisk, sealEntry } from './device-disk.ts';
import { createEngine } from '#sync/engine.ts';
import { fakeVerifier, isSignedByServer } from './fake-keys.ts';
import { memoryLocalStore } from './memory-local-store.ts';
import { copyUnsent, refill } from './second-copy.ts';
import { sha256 } from './sim-server.ts';
import { simTransport } from './sim-transport.ts';

export interface Saved {
  readonly id: string;
  readonly entry: SignedEntry;
  readonly device: SimDevice;
  readonly fate: 'good' | 'malformed' | 'huge' | 'stumble';
}

interface Host extends Life {
  readonly engine: Engine;
  readonly app: keyof typeof APPS;
}

/** Numbers of a chain this device wrote and found gone from its store: what it names, until the server is known to have them. */
export interface NamedLoss {
  readonly device: string;
  readonly afterSeq: number;
  readonly upToSeq: number;
}

/** What an app of another version says in its requests. */
const APPS = {
  old: { protocol: 0 },
  same: {},
  newer: { protocol: 2, laterField: { n: 1 } } as Partial<SyncRequest>,
} as const;

/** One store with its chain, its link, and the hosts (page, service worker) whose engines take turns on it. */
export class SimDevice {
  readonly person: Person;
  publicKey: string;
  readonly disk: DeviceDisk;
  readonly link: Link;
  readonly violations: string[] = [];
  readonly losses: NamedLoss[] = [];
  /** What the disk once held, should its log be torn. */
  earlier: DeviceDisk | null = null;
  /** Outside the database: what the chain's head is known to be. */
  headCopy: ChainHead & { readonly device: string };
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
    about: { person: Person; publicKey: string; disk: DeviceDisk; link: Link; clockShiftMs: number },
    world: World,
    doubles: Doubles,
  ) {
    this.person = about.person;
    this.publicKey = about.publicKey;
    this.disk = about.disk;
    this.link = about.link;
    this.clockShiftMs = about.clockShiftMs;
    this.headCopy = { device: about.disk.device, ...about.disk.head };
    this.#world = world;
    this.#doubles = doubles;
  }

  get id(): string {
    return this.disk.device;
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

  /** `app`: page and worker need not be of one version, nor agree on the time. */
  startHost(app: keyof typeof APPS = 'same', clockOffMs = 0): void {
    const life: Life & { engine?: Engine; app?: keyof typeof APPS } = { alive: true, app };
    const engine = createEngine({
      store: this.#storeFor(life),
      transport: simTransport(this.link, life, APPS[app]),
      clock: this.#clockFor(life, clockOffMs),
      verifier: this.#doubles.verifier ?? fakeVerifier,
      exclusive: this.#lockFor(life),
      report: (error) => {
        if (!(error instanceof DiskFull)) this.violations.push(`the engine reported ${String(error)}`);
      },
    });
    this.#hosts.push(Object.assign(life, { engine, app }));
  }

  /** Whoever runs an app too old for the server gets the new one. */
  updateApps(): void {
    for (const host of this.#hosts.filter(({ app }) => app === 'old')) this.#kill(host);
  }

  /**
   * The browser is started again over what is left of its store. When that is less than what was written, the loss is named, what the second
   * copy has comes back, and the device goes on as another one (I6). Answers the new identity to enrol, or null.
   */
  reopen(): { readonly id: string; readonly publicKey: string } | null {
    for (const host of [...this.#hosts]) this.#kill(host);
    const { disk, headCopy } = this;
    this.isUnwoken = true;
    const keptSeq = disk.head.seq;
    const hasKey = disk.entries.size > 0 || keptSeq === headCopy.seq;
    const before = disk.entries.size;
    if (!this.#doubles.noRefill) refill(disk);
    if (disk.device !== headCopy.device || keptSeq >= headCopy.seq || this.#doubles.noHeadCopy) return null;
    this.#world.counters.refilled += disk.entries.size - before;
    // With every number of the chain here again and the key still there, the chain goes on (DEVICE-86).
    if (hasKey && this.#isWholeUpTo(headCopy.seq)) {
      disk.head = { seq: headCopy.seq, id: headCopy.id };
      this.#world.counters['chain-mended']++;
      return null;
    }
    const upToSeq = headCopy.seq - (this.#doubles.lossToldShort ? 1 : 0);
    this.losses.push({ device: headCopy.device, afterSeq: keptSeq, upToSeq });
    if (this.#doubles.oldNameAfterLoss) return null;
    return this.#becomeNew();
  }

  #isWholeUpTo(seq: number): boolean {
    const { disk } = this;
    const own = [...disk.entries.values()].filter(({ entry }) => entry.header.device === disk.device);
    return new Set(own.map(({ entry }) => entry.header.seq)).size >= seq;
  }

  #becomeNew(): { readonly id: string; readonly publicKey: string } {
    const { disk, headCopy } = this;
    const id = sha256(Buffer.from(`${headCopy.device} ${String(this.#world.counters['new-device'])}`)).slice(0, 32);
    disk.device = id;
    disk.head = { seq: 0, id: null };
    if (this.#doubles.renamedOnRefill) renameUnsent(disk);
    this.headCopy = { device: id, seq: 0, id: null };
    this.publicKey = keyOf(id);
    this.isRevoked = false;
    this.#world.counters['new-device']++;
    return { id, publicKey: this.publicKey };
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
  ): Promise<StoredEntry | null> {
    for (;;) {
      const { head } = this.disk;
      const author = { publicKey: this.publicKey, person: this.person.id, nowMs: this.now };
      const sealed = spoil(sealEntry(this.disk, head, draft, author));
      await this.#world.gate(tab);
      const expected = this.#doubles.noCompareAndSet ? this.disk.head : head;
      if (this.#doubles.savedEarly && this.#world.random.chance(0.05)) return asStored(sealed);
      if (appendToDisk(this.disk, expected, sealed, draft.blob)) {
        this.headCopy = { device: this.disk.device, ...this.disk.head };
        await this.#world.gate(tab);
        // The store may have been lost between the two: then nobody was told that it is saved.
        const stored = this.disk.entries.get(sealed.id);
        if (!stored) return null;
        // Read back, and written once more where the disk has lost it (DEVICE-23).
        const photo = this.disk.blobs.get(sealed.header.blobs[0] ?? '');
        if (photo && draft.blob && photo.bytes === null) Object.assign(photo, { bytes: draft.blob, isDamaged: false });
        this.#copy(stored, draft.blob ?? null);
        return stored;
      }
      this.#world.counters['lost-head-race']++;
    }
  }

  #copy(stored: StoredEntry, blob: Uint8Array | null): void {
    if (!this.#doubles.noSecondCopy) copyUnsent(this.disk, stored, blob);
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
    const plain = memoryLocalStore(this.disk, (branch) => counters[branch]++);
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
            const silent = name === 'applyPage' ? withoutWords(this.disk) : null;
            const result = await method.apply(target, args);
            if (silent) this.#checkForgotten(silent, (args[0] as PullPage).head);
            return result;
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
      // An answer of before a restore may still come.
      else if (sequenced?.receipt.entry !== receipt.entry && !this.link.server.hasRestored)
        this.violations.push(`I2: receipt for ${receipt.entry}, which the server does not hold`);
    }
  }

  /** I16: words leave the device only when the server of this very answer has them. */
  #checkForgotten(before: ReadonlySet<string>, { checkpoint }: PullPage['head']): void {
    const dropped = [...withoutWords(this.disk)].filter((id) => !before.has(id));
    if (dropped.length === 0) return;
    const { entries } = this.link.server.log;
    // An answer of before a restore may come after it, and knows no better.
    if ((entries[checkpoint.seq - 1]?.logHash ?? '') !== checkpoint.hash) return;
    const held = new Set(entries.map(({ receipt }) => receipt.entry));
    for (const id of dropped.filter((one) => !held.has(one)))
      this.violations.push(`I16: the words of ${id} were dropped, and the server has lost them`);
  }

  #clockFor(life: Life, offMs: number): Clock {
    const { random } = this.#world;
    const clock: Clock = {
      now: () => this.now + offMs,
      sleep: async (ms) => this.#world.sleep(life, ms),
      random: () => random.next(),
    };
    return this.#doubles.clock?.(clock) ?? clock;
  }

  /** A Web Lock: waits for its turn, and is freed by death. */
  #lockFor(life: Life): Exclusive {
    return {
      run: async (work) => {
        if (this.#lockedBy) {
          this.#world.counters['lock-waited']++;
          // Whoever frees it hands it over, so that nobody comes between; a host that died meanwhile never enters.
          await new Promise<void>((enter) => this.#queue.push({ life, enter }));
          if (!life.alive) await new Promise(() => undefined);
        } else this.#lockedBy = life;
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

function withoutWords(disk: DeviceDisk): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const [id, { entry }] of disk.entries) if (entry.payload === null) ids.add(id);
  return ids;
}

function asStored({ id, ...entry }: ReturnType<typeof sealEntry>): StoredEntry {
  return { id, entry, bytes: 700 };
}

/** The bug of `renamedOnRefill`: a signature over another header is none. */
function renameUnsent(disk: DeviceDisk): void {
  for (const [id, { entry, ...rest }] of disk.entries)
    if (!disk.receipts.has(id))
      disk.entries.set(id, { ...rest, entry: { ...entry, header: { ...entry.header, device: disk.device } } });
}

export function keyOf(device: string): string {
  return `key-of-${device.slice(0, 8)}${device.slice(0, 16)}`;
}
