import type { Doubles } from './doubles.ts';
import type { PullItem } from '#protocol/sync.ts';
import type { Receipt } from '#domain/log/receipt.ts';
import { hashOfStatement } from '#domain/log/seal.ts';
import { parsePage } from '#sync/pull-page.ts';
import { isSyncHead } from '#protocol/sync-head-shape.ts';
import { signedPart } from '#domain/log/receipt.ts';

export interface PlantedBug {
  readonly doubles: Doubles;
  /** At least one of the violations must be of this kind: caught for the right reason. */
  readonly caughtBy: RegExp;
}

/** Mistakes that systems like this one have made. Each must be caught, or the checks are worth nothing. */
export const PLANTED_BUGS: Readonly<Record<string, PlantedBug>> = {
  'receipts accepted before they are verified': {
    doubles: { verifier: { verify: async () => Promise.resolve(true) } },
    caughtBy: /^I5/,
  },
  'entries deleted when they are read for sending': {
    doubles: {
      localStore: (store, disk) => ({
        ...store,
        async outbox(limits) {
          const batch = await store.outbox(limits);
          for (const { id } of batch) disk.entries.delete(id);
          return batch;
        },
      }),
    },
    caughtBy: /^I[15]/,
  },
  'the cursor moves on a short page': {
    doubles: { parse: async (bytes, sha256) => (await parsePage(bytes, sha256)) ?? shortPage(bytes) },
    caughtBy: /^I4/,
  },
  'the head is set without comparing': {
    doubles: { noCompareAndSet: true },
    caughtBy: /^I6/,
  },
  'the server does not look for forks': {
    doubles: {
      serverStore: (store) => ({
        ...bound(store),
        write: async (work) =>
          store.write(async (log) => work(instead(log, { chainPlaces: async () => Promise.resolve([]) }))),
      }),
    },
    caughtBy: /^I6/,
  },
  'the cursor is stored before the items of its page': {
    doubles: {
      localStore: (store, disk, pause) => ({
        ...store,
        async applyPage(page) {
          if (page.head.cursor) disk.cursor = page.head.cursor;
          await pause();
          return store.applyPage(page);
        },
      }),
    },
    caughtBy: /^I4|^I8/,
  },
  'the server answers before it has committed': {
    doubles: {
      serverStore: (store, chance) => ({
        ...bound(store),
        async write(work) {
          let early: { readonly result: Awaited<ReturnType<typeof work>> } | null = null;
          const lost = chance(0.1);
          try {
            return await store.write(async (log) => {
              early = { result: await work(log) };
              if (lost) throw new Error('power cut');
              return early.result;
            });
          } catch (error) {
            if (lost && early) return (early as { result: Awaited<ReturnType<typeof work>> }).result;
            throw error;
          }
        },
      }),
    },
    caughtBy: /^I2/,
  },
  'a known entry gets a new receipt': {
    doubles: {
      serverStore: (store) => ({
        ...bound(store),
        write: async (work) =>
          store.write(async (log) =>
            work(instead(log, { receipts: async (ids) => madeAnew(await log.receipts(ids)) })),
          ),
      }),
    },
    caughtBy: /^I3/,
  },
  'records that do not follow are folded all the same': {
    doubles: {
      localStore: (store, disk) => ({
        ...store,
        async applyPage(page) {
          const outcome = await store.applyPage(page);
          disk.need.clear();
          return { ...outcome, need: [] };
        },
      }),
    },
    caughtBy: /^I4/,
  },
  'a case that left the scope stays': {
    doubles: {
      localStore: (store) => ({
        ...store,
        applyPage: async (page) =>
          store.applyPage({
            head: { ...page.head, bootEnds: false },
            lines: page.lines.filter((line) => (JSON.parse(line) as PullItem)[0] !== 'gone'),
          }),
      }),
    },
    caughtBy: /^I8/,
  },
  'a quarantined entry is taken for sent': {
    doubles: {
      localStore: (store, disk) => ({
        ...store,
        async quarantine(items) {
          for (const { entry } of items) disk.entries.delete(entry);
          return Promise.resolve();
        },
      }),
    },
    caughtBy: /^I5|^I17/,
  },
};

/** Methods of a class do not spread. */
function bound<T extends { read: unknown; write: unknown }>(store: T): Pick<T, 'read' | 'write'> {
  const { read, write } = store as unknown as Record<'read' | 'write', (...args: unknown[]) => unknown>;
  return { read: read.bind(store), write: write.bind(store) };
}

/** The object with some methods replaced; the others keep their own `this`. */
function instead<T extends object>(object: T, methods: Partial<T>): T {
  return new Proxy(object, {
    get(target, name) {
      const other = Reflect.get(methods, name) as unknown;
      if (other !== undefined) return other;
      const own = Reflect.get(target, name) as unknown;
      return typeof own === 'function' ? (own.bind(target) as unknown) : own;
    },
  });
}

function madeAnew(receipts: ReadonlyMap<string, Receipt>): ReadonlyMap<string, Receipt> {
  const anew = (receipt: Receipt): Receipt => {
    const changed = { ...receipt, receivedAt: receipt.receivedAt + 1 };
    return { ...changed, sig: `server:${hashOfStatement(signedPart(changed))}` };
  };
  return new Map([...receipts].map(([id, receipt]) => [id, anew(receipt)]));
}

/** Whatever lines came whole. */
function shortPage(bytes: Uint8Array): Awaited<ReturnType<typeof parsePage>> {
  const [first = '', ...lines] = new TextDecoder().decode(bytes).split('\n');
  try {
    const head: unknown = JSON.parse(first);
    lines.pop();
    return isSyncHead(head) ? { head, lines } : null;
  } catch {
    return null;
  }
}
