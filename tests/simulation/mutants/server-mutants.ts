import type { LogStore, LogWriter, SequencedEntry } from '#server/db/port.ts';
import type { Mutant } from './mutant.ts';
import type { Receipt } from '#domain/log/receipt.ts';
import type { SignedEntry } from '#domain/log/entry.ts';
import { bound, instead, RESTORES } from './mutant.ts';
import { commitmentOf, hashOfStatement } from '#domain/log/seal.ts';
import { pageOf } from '../sim-server.ts';
import { serverSigner } from '../fake-keys.ts';
import { signedPart } from '#domain/log/receipt.ts';
import { signStatement } from '#server/sync/statements.ts';

/** The server's ingest, feed and restore. */
export const SERVER_MUTANTS: readonly Mutant[] = [
  {
    name: 'the server does not look for forks',
    doubles: { serverStore: writing(() => ({ chainPlaces: async () => Promise.resolve([]) })) },
    caughtBy: /^I6/,
  },
  {
    name: 'the server answers before it has committed',
    doubles: { serverStore: answeringEarly },
    caughtBy: /^I2/,
  },
  {
    name: 'a known entry gets a new receipt',
    doubles: { serverStore: writing((log) => ({ receipts: async (ids) => madeAnew(await log.receipts(ids)) })) },
    caughtBy: /^I3/,
  },
  {
    name: 'a known entry is sequenced once more',
    doubles: { serverStore: writing(() => ({ receipts: async () => Promise.resolve(new Map()) })) },
    caughtBy: /^server threw|^I3/,
  },
  {
    name: 'one bad entry refuses its whole batch',
    doubles: {
      request: (request) => {
        const isBad = (raw: unknown): boolean => {
          const { header, payload } = raw as SignedEntry;
          return payload !== null && commitmentOf(payload) !== header.commit;
        };
        return request.entries.some(isBad) ? { ...request, entries: request.entries.filter(isBad) } : request;
      },
    },
    caughtBy: /^I14|^liveness|^I1:/,
    only: ['append', 'malformed', 'link', 'wake'],
  },
  {
    name: 'what a newer app wrote is put into today’s shape',
    doubles: {
      serverStore: writing((log) => ({
        append: async (entries: readonly SequencedEntry[]) => log.append(entries.map(inTodaysShape)),
      })),
    },
    caughtBy: /^I20/,
  },
  {
    name: 'a case that was accepted may be accepted again',
    doubles: {
      serverStore: writing((log) => ({
        cases: async (ids) => {
          const states = [...(await log.cases(ids))];
          return new Map(
            states.map(([id, state]) => [id, state.status === 'accepted' ? { ...state, status: 'assigned' } : state]),
          );
        },
      })),
    },
    caughtBy: /^I12/,
  },
  {
    name: 'the verdict is not the one the rules give',
    doubles: {
      serverStore: writing((log) => ({
        cases: async (ids) =>
          new Map([...(await log.cases(ids))].map(([id, state]) => [id, { ...state, assignee: null }])),
      })),
    },
    caughtBy: /^I10|^I12/,
  },
  {
    name: 'the hash of the log does not cover every entry',
    doubles: {
      serverStore: writing((log) => ({
        append: async (entries: readonly SequencedEntry[]) =>
          log.append(entries.map((item, i) => (i > 0 ? { ...item, logHash: entries[0]?.logHash ?? '' } : item))),
      })),
    },
    caughtBy: /^I7/,
  },
  {
    name: 'the cursor passes a commit still in flight',
    doubles: {
      page: ({ head, lines }) => {
        const { cursor } = head;
        if (!cursor || cursor.boot !== null || lines.length === 0) return { head, lines };
        return { head: { ...head, cursor: { ...cursor, seq: cursor.seq + 1 } }, lines };
      },
    },
    caughtBy: /^I4|^I8/,
  },
  {
    name: 'a page leaves out what does not fit, and moves on',
    doubles: { page: ({ head, lines }) => (lines.length > 1 ? pageOf(head, lines.slice(0, -1)) : { head, lines }) },
    caughtBy: /^I4|^I8/,
  },
  {
    name: 'a restored server goes on under its old name, and does not say so',
    doubles: {
      page: ({ head, lines }) => {
        const { setBack: _setBack, ...silent } = head;
        return { head: silent, lines };
      },
    },
    caughtBy: /^I2|^I16|^I4/,
    only: RESTORES,
  },
  {
    name: 'a restored server claims more of the old history than it holds',
    doubles: {
      page: async ({ head, lines }) => {
        const { lineage } = head.checkpoint;
        if (!lineage) return { head, lines };
        const more = lineage.map(({ epoch, seq }) => ({ epoch, seq: seq + 3 }));
        return {
          head: {
            ...head,
            checkpoint: await signStatement(serverSigner, { ...signedPart(head.checkpoint), lineage: more }),
          },
          lines,
        };
      },
    },
    caughtBy: /^I2|^I16/,
    only: RESTORES,
  },
  {
    name: 'after a restore the server believes its list of files, and not the disk',
    doubles: { filesNotRestored: true },
    caughtBy: /^I2: photo/,
    only: RESTORES,
  },
];

function writing(change: (log: LogWriter) => Partial<LogWriter>): (store: LogStore) => LogStore {
  return (store) => ({
    ...bound(store),
    write: async (work) => store.write(async (log) => work(instead(log, change(log)))),
  });
}

function answeringEarly(store: LogStore, chance: (probability: number) => boolean): LogStore {
  return {
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
  };
}

function inTodaysShape(item: SequencedEntry): SequencedEntry {
  const { entry } = item;
  if (entry.payload === null || !('later' in entry.payload.body)) return item;
  const { later: _later, ...body } = entry.payload.body;
  return { ...item, entry: { ...entry, payload: { ...entry.payload, body } } };
}

function madeAnew(receipts: ReadonlyMap<string, Receipt>): ReadonlyMap<string, Receipt> {
  const anew = (receipt: Receipt): Receipt => {
    const changed = { ...receipt, receivedAt: receipt.receivedAt + 1 };
    return { ...changed, sig: `server:${hashOfStatement(signedPart(changed))}` };
  };
  return new Map([...receipts].map(([id, receipt]) => [id, anew(receipt)]));
}
