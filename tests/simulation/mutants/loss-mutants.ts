import type { Mutant } from './mutant.ts';
import { LOSSES } from './mutant.ts';

/** The second copy, and a store that lost something. */
export const LOSS_MUTANTS: readonly Mutant[] = [
  {
    name: 'saved is said, and no second copy is written',
    doubles: { noSecondCopy: true },
    caughtBy: /^I1: .* keeps second copies/,
    only: LOSSES,
  },
  {
    name: 'the second copy is deleted before the receipt',
    doubles: {
      localStore: (store, disk) => ({
        ...store,
        async outbox(limits) {
          const batch = await store.outbox(limits);
          for (const { id } of batch) disk.copy?.delete(id);
          return batch;
        },
      }),
    },
    caughtBy: /^I1: .* keeps second copies/,
    only: LOSSES,
  },
  {
    name: 'the second copy of a photo goes with the receipt of its entry',
    doubles: {
      localStore: (store, disk) => ({
        ...store,
        async acceptReceipts(receipts) {
          await store.acceptReceipts(receipts);
          for (const { entry } of receipts) disk.copy?.delete(entry);
        },
      }),
    },
    caughtBy: /^I1: photo .* its second copy was there/,
    only: LOSSES,
  },
  {
    name: 'what is offered again after a restore is not copied again',
    doubles: {
      localStore: (store, disk) => ({
        ...store,
        async noteContact(contact) {
          const before = new Set(disk.copy?.keys());
          await store.noteContact(contact);
          for (const id of disk.copy?.keys() ?? []) if (!before.has(id)) disk.copy?.delete(id);
        },
      }),
    },
    caughtBy: /^I1: photo .* its second copy was there/,
    only: ['append', 'wake', 'back-up', 'restore', 'lose-blobs'],
  },
  {
    name: 'what the second copy has is not put back',
    doubles: { noRefill: true },
    caughtBy: /^I1: .* (keeps second copies|its second copy was there)/,
    only: LOSSES,
  },
  {
    name: 'an emptied store passes for a new one',
    doubles: { noHeadCopy: true },
    caughtBy: /^I1: .* nobody was told|^I6/,
    only: LOSSES,
  },
  {
    name: 'a store that lost something goes on under its old name',
    doubles: { oldNameAfterLoss: true },
    caughtBy: /^I6/,
    only: LOSSES,
  },
  {
    name: 'a loss is told one number short',
    doubles: { lossToldShort: true },
    caughtBy: /^I1: .* nobody was told/,
    only: LOSSES,
  },
  {
    name: 'what comes back is put into the new device’s chain',
    doubles: { renamedOnRefill: true },
    caughtBy: /^I1: |^I6/,
    only: LOSSES,
  },
];
