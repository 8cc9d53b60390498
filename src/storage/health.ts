import type { Checkpoint } from '#domain/log/receipt.ts';
import type { DeviceHealth, LogPoint } from '#protocol/sync.ts';
import type { SyncPosition } from './engine-shapes.ts';
import type { PersonDb } from './person-db.ts';
import type { PersonStore } from './person-store.ts';
import { getMeta } from './person-db.ts';
import { StorageFailure } from './storage-failure.ts';
import { readTroubles } from './troubles.ts';
import { read } from './transact.ts';
import { unsentFacts } from './unsent-facts.ts';

/** What is on this device only. */
export interface Unsent {
  readonly entries: number;
  readonly blobs: number;
  /** Of the blobs, the originals. */
  readonly photos: number;
  readonly bytes: number;
  readonly oldestAt: number | null;
}

export const NOTHING_UNSENT: Unsent = { entries: 0, blobs: 0, photos: 0, bytes: 0, oldestAt: null };

/** The badge: entries without receipt, quarantined ones too (I17), and blobs without receipt whose bytes are still here. */
export async function readUnsent({ db }: PersonStore): Promise<Unsent> {
  return read(db, ['entries', 'blobs'], () => countUnsent(db));
}

/** Inside a transaction over entries and blobs. */
async function countUnsent(db: PersonDb): Promise<Unsent> {
  const { entries, blobs } = await unsentFacts(db);
  const all = [...entries, ...blobs];
  return {
    entries: entries.length,
    blobs: blobs.length,
    photos: blobs.filter(({ isOriginal }) => isOriginal).length,
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
    oldestAt: all.length === 0 ? null : all.reduce((oldest, { at }) => Math.min(oldest, at), Infinity),
  };
}

export async function readPosition(store: PersonStore): Promise<SyncPosition> {
  const { db } = store;
  const disk = await readDisk();
  return read(db, ['entries', 'blobs'], async () => {
    const device = await getMeta(db, 'device');
    if (!device) throw new StorageFailure('lost');
    const unsent = await countUnsent(db);
    const contact = await getMeta(db, 'contact');
    const health: DeviceHealth = {
      unsentEntries: unsent.entries,
      unsentBlobs: unsent.blobs,
      unsentBytes: unsent.bytes,
      oldestUnsentAt: unsent.oldestAt,
      appVersion: store.appVersion,
      ...disk,
      clockOffsetMs: contact?.clockOffsetMs ?? null,
      troubles: [...(await readTroubles(db))],
    };
    return {
      device: device.id,
      cursor: (await getMeta(db, 'cursor')) ?? null,
      need: (await getMeta(db, 'need')) ?? [],
      health,
      ...(contact ? { known: pointOf(contact.checkpoint) } : {}),
    };
  });
}

interface Disk {
  readonly storageFreeBytes: number | null;
  readonly storageUsedBytes: number | null;
  readonly persisted: boolean;
}

function pointOf({ epoch, seq, hash }: Checkpoint): LogPoint {
  return { epoch, seq, hash };
}

/** The browser's own claim, which may be far off (faults D5): for the office to see, never to refuse a photo by. */
export async function readDisk(): Promise<Disk> {
  // Absent outside secure contexts, and in Node.
  const { storage } = navigator as { readonly storage?: StorageManager };
  if (!storage) return { storageFreeBytes: null, storageUsedBytes: null, persisted: false };
  const { quota, usage } = await storage.estimate();
  return {
    storageFreeBytes: quota === undefined ? null : quota - (usage ?? 0),
    storageUsedBytes: usage ?? null,
    persisted: await storage.persisted(),
  };
}
