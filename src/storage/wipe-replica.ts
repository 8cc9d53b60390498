import type { PersonStore } from './person-store.ts';
import { getMeta, putMeta } from './person-db.ts';
import { keptCases } from './removals.ts';
import { sealer } from './sealed.ts';
import { write } from './transact.ts';

/**
 * Signing out: everything the server has leaves this device. The device itself, its chain and half-written drafts stay, so that the next
 * sign-in goes on where this one ended.
 * @returns false, and nothing is wiped, when anything has no receipt
 */
export async function wipeReplica(store: PersonStore): Promise<boolean> {
  const { db } = store;
  const empty = await sealer.sealText('[]');
  const tables = ['entries', 'blobs', 'blobBytes', 'pictures', 'packs', 'packIndex', 'seen'] as const;
  const isWiped = await write(db, tables, async () => {
    if ((await keptCases(db)).size > 0) return false;
    const rev = ((await getMeta(db, 'rev')) ?? 0) + 1;
    // Emptied, not deleted: other tabs ask for what changed since their rev, and would not notice a missing row.
    await db.packIndex.toCollection().modify({ rev, list: empty });
    await db.packs.clear();
    await db.seen.clear();
    await db.blobs.clear();
    await db.blobBytes.clear();
    await db.pictures.clear();
    await db.entries.toCollection().modify({ payload: null, stage: 'folded' });
    await db.meta.bulkDelete(['cursor', 'bootDone', 'bootTotal', 'need', 'held', 'leaving']);
    await putMeta(db, 'rev', rev);
    return true;
  });
  await store.index.refresh(db);
  return isWiped;
}
