import type { Mutant } from './mutant.ts';
import type { OutboxEntry } from '#sync/ports.ts';
import type { Receipt } from '#domain/log/receipt.ts';
import { isSyncHead } from '#protocol/sync-head-shape.ts';
import { parsePage } from '#sync/pull-page.ts';
import { RESTORES } from './mutant.ts';

const NEVER = new Promise<never>(() => undefined);

/** The engine, by what it asks of its ports. */
export const ENGINE_MUTANTS: readonly Mutant[] = [
  {
    name: 'receipts are accepted before they are verified',
    doubles: { verifier: { verify: async () => Promise.resolve(true) } },
    caughtBy: /^I5/,
  },
  {
    name: 'a 200 is taken for a receipt',
    doubles: {
      localStore: (store) => {
        let sent: readonly OutboxEntry[] = [];
        return {
          ...store,
          async outbox(limits) {
            sent = await store.outbox(limits);
            return sent;
          },
          async noteContact(contact) {
            await store.noteContact(contact);
            await store.acceptReceipts(sent.map(madeUp));
          },
        };
      },
    },
    caughtBy: /^I5/,
  },
  {
    name: 'the cursor moves on a short page',
    doubles: { parse: async (bytes, sha256) => (await parsePage(bytes, sha256)) ?? shortPage(bytes) },
    caughtBy: /^I4/,
  },
  {
    name: 'after a failure nobody sets a timer',
    doubles: { clock: (clock) => ({ ...clock, sleep: async () => NEVER }) },
    caughtBy: /^liveness/,
  },
  {
    name: 'a restore is not noticed: nothing is offered again',
    doubles: {
      localStore: (store, disk) => ({
        ...store,
        async noteContact(contact) {
          disk.checkpoint = contact.checkpoint;
          return store.noteContact({ ...contact, setBack: false });
        },
      }),
    },
    caughtBy: /^I2|^I16/,
    only: RESTORES,
  },
  {
    name: 'receipts of another epoch are believed',
    doubles: {
      localStore: (store, disk) => ({
        ...store,
        async noteContact(contact) {
          const kept = new Map(disk.receipts);
          await store.noteContact(contact);
          for (const [id, receipt] of kept) {
            if (!disk.receipts.has(id)) disk.unsent--;
            disk.receipts.set(id, receipt);
          }
        },
      }),
    },
    caughtBy: /^I2|^I16/,
    only: RESTORES,
  },
  {
    name: 'photos are not asked after again after a restore',
    doubles: {
      localStore: (store, disk) => ({
        ...store,
        async noteContact(contact) {
          const kept = new Map([...disk.blobs].map(([id, { receipt }]) => [id, receipt]));
          await store.noteContact(contact);
          for (const [id, receipt] of kept) Object.assign(disk.blobs.get(id) ?? {}, { receipt });
        },
      }),
    },
    caughtBy: /^I2: photo/,
    only: RESTORES,
  },
  {
    name: 'the checkpoint is noted after the receipts',
    doubles: {
      localStore: (store, _, pause) => {
        let contact: Parameters<typeof store.noteContact>[0] | null = null;
        return {
          ...store,
          async noteContact(told) {
            contact = told;
            return Promise.resolve();
          },
          async applyPage(page) {
            const outcome = await store.applyPage(page);
            await pause();
            if (contact) await store.noteContact(contact);
            return outcome;
          },
        };
      },
    },
    caughtBy: /^I2|^I16|^I4/,
    only: RESTORES,
  },
];

function madeUp({ id, entry }: OutboxEntry): Receipt {
  const about = { v: 1, alg: 'ES256', receivedAt: 0, rules: 1, chain: 'ok', epoch: 'e-1', sig: '' } as const;
  return { ...about, entry: id, case: entry.header.case, seq: 1, verdict: { outcome: 'accepted' } };
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
