import type { Mutant } from './mutant.ts';
import type { PullItem } from '#protocol/sync.ts';
import { confirmRemoval } from '../memory-apply-page.ts';
import { PLAIN, RESTORES } from './mutant.ts';

/** The device's store. */
export const STORE_MUTANTS: readonly Mutant[] = [
  {
    name: 'entries are deleted when they are read for sending',
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
  {
    name: 'an entry is given up after some tries',
    doubles: {
      localStore: (store, disk) => {
        const tries = new Map<string, number>();
        return {
          ...store,
          async outbox(limits) {
            const batch = await store.outbox(limits);
            for (const { id } of batch) tries.set(id, (tries.get(id) ?? 0) + 1);
            for (const [id, count] of tries) if (count > 4) disk.entries.delete(id);
            return batch.filter(({ id }) => disk.entries.has(id));
          },
        };
      },
    },
    caughtBy: /^I[15]/,
  },
  {
    name: 'an entry expires after seven days',
    doubles: {
      localStore: (store, disk) => ({
        ...store,
        async outbox(limits) {
          const batch = await store.outbox(limits);
          const newest = Math.max(...[...disk.entries.values()].map(({ entry }) => entry.header.claimedAt));
          return batch.filter(({ entry }) => entry.header.claimedAt > newest - 7 * 86_400_000);
        },
      }),
    },
    caughtBy: /^I1|^I14/,
    only: ['append', 'long-silence', 'link', 'wake', 'time'],
  },
  {
    name: 'an entry whose clock seems wrong is not sent',
    doubles: {
      localStore: (store) => ({
        ...store,
        outbox: async (limits) =>
          (await store.outbox(limits)).filter(({ entry }) => entry.header.claimedAt < Date.UTC(2027, 8, 1)),
      }),
    },
    caughtBy: /under other clocks: I1|^I11/,
  },
  {
    name: 'the head is set without comparing',
    doubles: { noCompareAndSet: true },
    caughtBy: /^I6/,
  },
  {
    name: 'saved is said before it is stored',
    doubles: { savedEarly: true },
    caughtBy: /^I1|^I5/,
  },
  {
    name: 'the cursor is stored before the items of its page',
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
  {
    name: 'records that do not follow are folded all the same: the need is cleared',
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
    only: ['append', 'damage', 'wake', 'dispatch', 'time', 'tear', 'remember'],
  },
  {
    name: 'a case that left the scope stays',
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
  {
    name: 'what was seen is forgotten between two pages of snapshots',
    doubles: {
      localStore: (store, disk) => ({
        ...store,
        async applyPage(page) {
          disk.seen = new Set();
          return store.applyPage(page);
        },
      }),
    },
    caughtBy: /^I4/,
  },
  {
    name: 'many cases are removed at once without asking',
    doubles: {
      localStore: (store, disk) => ({
        ...store,
        async applyPage(page) {
          const outcome = await store.applyPage(page);
          confirmRemoval(disk);
          return outcome;
        },
      }),
    },
    caughtBy: /^I4/,
    only: ['say-gone', 'wake', 'time'],
  },
  {
    name: 'a case that leaves takes unsent work with it',
    doubles: {
      localStore: (store, disk) => ({
        ...store,
        async applyPage(page) {
          const outcome = await store.applyPage(page);
          for (const id of disk.leaving)
            for (const [entry, stored] of disk.entries) if (stored.entry.header.case === id) disk.entries.delete(entry);
          return outcome;
        },
      }),
    },
    caughtBy: /^I1|^I5/,
    only: PLAIN,
  },
  {
    name: 'a quarantined entry is taken for sent',
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
  {
    name: 'quarantine is swallowed: nobody is told',
    doubles: { localStore: (store) => ({ ...store, quarantine: async () => Promise.resolve() }) },
    caughtBy: /^I13/,
  },
  {
    name: 'a quarantined entry is no longer counted as unsent',
    doubles: {
      localStore: (store, disk) => ({
        ...store,
        async quarantine(items) {
          disk.unsent -= items.length;
          return store.quarantine(items);
        },
      }),
    },
    caughtBy: /^I17/,
  },
  {
    name: 'the badge does not count what is offered again',
    doubles: {
      localStore: (store, disk) => ({
        ...store,
        async noteContact(contact) {
          const { unsent } = disk;
          await store.noteContact(contact);
          disk.unsent = unsent;
        },
      }),
    },
    caughtBy: /^I17/,
    only: RESTORES,
  },
  {
    name: 'what was set aside is sent before everything else, again and again',
    doubles: {
      localStore: (store) => ({ ...store, outbox: async (limits) => store.outbox({ ...limits, skip: undefined }) }),
    },
    caughtBy: /^I14|^liveness/,
    only: ['append', 'stumble', 'wake', 'time'],
  },
  {
    name: 'a photo is called sent once it was uploaded',
    doubles: {
      localStore: (store, disk) => ({
        ...store,
        async noteUpload(id, progress) {
          await store.noteUpload(id, progress);
          const blob = disk.blobs.get(id);
          if (blob && !blob.receipt)
            blob.receipt = { v: 1, alg: 'ES256', blob: id, bytes: blob.size, receivedAt: 0, epoch: 'e-1', sig: '' };
        },
      }),
    },
    caughtBy: /^I5: photo|^I2: photo/,
  },
  {
    name: 'a photo is sent cut short',
    doubles: {
      localStore: (store) => ({
        ...store,
        blobBytes: async (id) => (await store.blobBytes(id))?.subarray(1) ?? null,
      }),
    },
    caughtBy: /^I1: photo/,
  },
  {
    name: 'the fold takes refused decisions for accepted',
    doubles: {
      localStore: (store, disk) => ({
        ...store,
        async applyPage(page) {
          const outcome = await store.applyPage(page);
          for (const [id, state] of disk.cases)
            if (state.records.at(-1)?.verdict.outcome === 'refused') disk.cases.set(id, { ...state, status: 'closed' });
          return outcome;
        },
      }),
    },
    caughtBy: /^I4/,
  },
];
