import type { ChainHead } from './rows.ts';
import type { PersonDb } from './person-db.ts';
import type { PersonStore } from './person-store.ts';
import { createDeviceIdentity } from './device-identity.ts';
import { newToken } from './encoding.ts';
import { getMeta, putMeta } from './person-db.ts';
import { WRITER_VERSION } from './transact.ts';

/**
 * After a loss: what is still here is kept and sent, under a new device with a new chain. One device id has one chain (I6).
 * @param left the device that was lost, when the store does not even know it any more
 */
export async function becomeNewDevice(store: PersonStore, left: string | null = null): Promise<void> {
  const { db } = store;
  // Outside the transaction: IndexedDB does not wait for WebCrypto.
  const device = await createDeviceIdentity();
  const head: ChainHead = { device: device.id, seq: 0, id: null };
  await db.transaction('rw', db.meta, db.entries, async () => {
    if (!(await getMeta(db, 'guard'))) await putMeta(db, 'guard', { minWriter: WRITER_VERSION, token: newToken() });
    const formers = await formerDevices(db, left);
    if (formers.length > 0) await putMeta(db, 'formerDevices', formers);
    await putMeta(db, 'device', device);
    await putMeta(db, 'head', head);
    await putMeta(db, 'besides', await db.entries.count());
  });
  store.heads?.write(store.person, head);
  await store.copy?.keepHead(head);
}

/** Whose entries lie here was this browser as well: an emptied store has forgotten the list, and what came back may be of several devices. */
async function formerDevices(db: PersonDb, left: string | null): Promise<readonly string[]> {
  const known = new Set((await getMeta(db, 'formerDevices')) ?? []);
  const last = (await getMeta(db, 'head'))?.device ?? left;
  for (const device of [last, left]) if (device !== null) known.add(device);
  await db.entries.each(({ header }) => known.add(header.device));
  return [...known];
}
