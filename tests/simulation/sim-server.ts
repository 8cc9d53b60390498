import { createHash } from 'node:crypto';
import type { Doubles } from './doubles.ts';
import type { Life, World } from './world.ts';
import type { LogStore, LogWriter } from '#server/db/port.ts';
import type { Person } from '#domain/people/person.ts';
import type { SyncDeps } from '#server/sync/ports.ts';
import { SyncRequestSchema } from '#protocol/sync.ts';
import type { SyncHead, SyncRequest } from '#protocol/sync.ts';
import * as v from 'valibot';
import type { ExchangeOutcome } from '#server/sync/exchange.ts';
import type { LogBackup } from '#tests/server/memory-log-store.ts';
import { exchange, itemsText } from '#server/sync/exchange.ts';
import { MemoryLogStore } from '#tests/server/memory-log-store.ts';
import { sameReceiptAgain } from '#domain/invariants/receipts-stand.ts';
import { serverSigner, verifyFakeDeviceSig } from './fake-keys.ts';

export interface Answer {
  readonly status: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

interface Backup {
  readonly log: LogBackup;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

class ServerKilled extends Error {}

interface ServerLife extends Life {
  readonly gone: Promise<never>;
  readonly end: () => void;
}

/** The real ingest and feed over a log in memory, in a process that may die at every step. */
export class SimServer {
  readonly log = new MemoryLogStore({ epoch: 'e-1' });
  /** Entries on which this server's code fails, whatever else is in the batch (fault 46). */
  readonly stumblesOver = new Set<string>();
  /** Receipts as they left, by entry (I3). */
  readonly receiptTexts = new Map<string, string>();
  readonly violations: string[] = [];
  /** Receipts of before may still be on their way. */
  hasRestored = false;
  killChance = 0;
  /** How often an answer is a newer server's: with items and fields this build knows nothing of. */
  newerChance = 0;
  /** Server clock minus true time. */
  clockShiftMs = 0;
  readonly #backups: Backup[] = [];
  #epochs = 1;
  /** Cases the next answer falsely calls gone: a bug of the server, or of the office's rights (fault 52). */
  falselyGone: readonly string[] = [];
  /** Small pages, so that a set of snapshots comes in several. */
  pageItems: number | null = null;
  readonly #world: World;
  readonly #doubles: Doubles;
  readonly #direct: LogStore;
  #life: ServerLife = newLife();

  constructor(world: World, doubles: Doubles) {
    this.#world = world;
    this.#doubles = doubles;
    this.#direct = doubles.serverStore?.(this.log, (probability) => world.random.chance(probability)) ?? this.log;
  }

  /** Over the network: other requests and kills may come between its transactions. */
  async answer(request: SyncRequest, person: Person): Promise<Answer | null> {
    const life = this.#life;
    try {
      return await Promise.race([this.#work(request, person, this.#killable(life)), life.gone]);
    } catch (error) {
      if (!(error instanceof ServerKilled)) this.violations.push(`server threw ${String(error)}`);
      else if (life.alive) this.kill();
      return null;
    }
  }

  /** From the desk beside the server: nothing comes between. */
  async answerAtOnce(request: SyncRequest, person: Person): Promise<SyncHead> {
    const outcome = await exchange(this.#deps(this.#direct), request, { person });
    if (!outcome.ok) throw new Error(`the desk was refused: ${outcome.code}`);
    return outcome.head;
  }

  kill(): void {
    const life = this.#life;
    this.#world.kill(life);
    this.#life = newLife();
    life.end();
  }

  get hasBackup(): boolean {
    return this.#backups.length > 0;
  }

  /** Taken between two transactions, read back, and told to the devices. */
  backUp(files: ReadonlyMap<string, Uint8Array>): void {
    this.#world.counters.backup++;
    this.#backups.push({ log: this.log.backup(), files });
    const { epoch, seq } = this.log.checkpoint;
    this.log.noteDurable({ epoch, seq });
  }

  /** The process ends, and one of the backups takes the place of everything; by hand, nobody tells the server of it. */
  restore(how: 'new-epoch' | 'by-hand'): ReadonlyMap<string, Uint8Array> {
    this.kill();
    this.#world.counters[`restore-${how}`]++;
    const { log, files } = this.#world.random.pick(this.#backups);
    this.log.restore(log, how === 'new-epoch' ? `e-${String(++this.#epochs)}` : undefined);
    this.hasRestored = true;
    const held = new Set(this.log.entries.map(({ receipt }) => receipt.entry));
    for (const entry of this.receiptTexts.keys()) if (!held.has(entry)) this.receiptTexts.delete(entry);
    return files;
  }

  async #work(request: SyncRequest, person: Person, store: LogStore): Promise<Answer> {
    if (request.entries.some((entry) => this.stumblesOver.has((entry as { sig: string }).sig.slice(0, 64))))
      return answerOf(500, '');
    const parsed = v.safeParse(SyncRequestSchema, this.#doubles.request?.(request) ?? request);
    if (!parsed.success) {
      this.violations.push(`the server cannot read the request: ${v.summarize(parsed.issues)}`);
      return answerOf(400, 'malformed');
    }
    const outcome = await exchange(this.#deps(store), parsed.output, { person });
    if (!outcome.ok) return answerOf(STATUS[outcome.code] ?? 400, outcome.code);
    this.#noteReceipts(outcome.head);
    const page = this.#asSomebodySays(
      this.#world.random.chance(this.newerChance) ? asNewer(outcome) : outcome,
      parsed.output,
    );
    return answerOf(200, pageText((await this.#doubles.page?.(page)) ?? page));
  }

  #asSomebodySays(page: ServerPage, { pull }: SyncRequest): ServerPage {
    if (!pull || this.falselyGone.length === 0 || page.head.cursor === null) return page;
    const gone = this.falselyGone.map((id) => JSON.stringify(['gone', id]));
    this.falselyGone = [];
    return pageOf(page.head, [...page.lines, ...gone]);
  }

  #noteReceipts({ receipts }: SyncHead): void {
    for (const receipt of receipts) {
      const text = JSON.stringify(receipt);
      const before = this.receiptTexts.get(receipt.entry);
      if (before !== undefined) this.#world.counters['receipt-again']++;
      for (const { what } of sameReceiptAgain(before ?? text, text, receipt.entry)) this.violations.push(`I3: ${what}`);
      this.receiptTexts.set(receipt.entry, text);
    }
  }

  #deps(store: LogStore): SyncDeps {
    return {
      store,
      clock: { now: () => this.#world.nowMs + this.clockShiftMs },
      signer: serverSigner,
      verifyDeviceSignature: verifyFakeDeviceSig,
      pageLimits: this.pageItems === null ? undefined : { items: this.pageItems, length: 900_000 },
    };
  }

  #killable(life: ServerLife): LogStore {
    const { random, counters } = this.#world;
    const between = async (): Promise<void> => {
      if (random.chance(this.killChance)) {
        counters['server-kill-between']++;
        throw new ServerKilled();
      }
      await this.#world.gate(life);
    };
    return {
      read: async (work) => {
        await between();
        return this.#direct.read(work);
      },
      write: async (work) => {
        await between();
        const place = random.chance(this.killChance)
          ? random.pick(['in-transaction', 'before-commit', 'after-commit'] as const)
          : null;
        if (!place) return this.#direct.write(work);
        const die = () => {
          counters[`server-kill-${place}`]++;
          throw new ServerKilled();
        };
        if (place === 'in-transaction')
          return this.#direct.write(async (log) => work(dyingAfter(log, random.below(6), die)));
        this.log.crash[place === 'before-commit' ? 'beforeCommit' : 'afterCommit'] = die;
        try {
          return await this.#direct.write(work);
        } finally {
          this.log.crash.beforeCommit = undefined;
          this.log.crash.afterCommit = undefined;
        }
      },
    };
  }
}

function newLife(): ServerLife {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => undefined);
  return { alive: true, gone: promise, end: () => reject(new ServerKilled()) };
}

/** A writer that dies at its n-th call. */
function dyingAfter(log: LogWriter, calls: number, die: () => void): LogWriter {
  let left = calls;
  return new Proxy(log, {
    get(target, name) {
      const member = Reflect.get(target, name) as unknown;
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]) => {
        if (left-- === 0) die();
        return (member as (...args: unknown[]) => Promise<unknown>).apply(target, args);
      };
    },
  });
}

const STATUS: Readonly<Record<string, number>> = { 'device-revoked': 403, 'protocol-too-old': 426 };

export type ServerPage = Pick<Extract<ExchangeOutcome, { ok: true }>, 'head' | 'lines'>;

function pageText({ head, lines }: ServerPage): string {
  return `${JSON.stringify(head)}\n${itemsText(lines)}`;
}

/** The same page from a server of next year. */
function asNewer({ head, lines }: ServerPage): ServerPage {
  const later = { protocol: 2, laterField: {} };
  return pageOf({ ...head, ...later }, [...lines, '["later-item",{"n":1}]']);
}

export function pageOf(head: SyncHead, lines: readonly string[]): ServerPage {
  const digest = sha256(new TextEncoder().encode(itemsText(lines)));
  return { head: { ...head, count: lines.length, digest }, lines };
}

function answerOf(status: number, text: string): Answer {
  return { status, bytes: Uint8Array.from(Buffer.from(text)) };
}
