import { freeableBlobs, freeBlobs } from '#storage/blobs.ts';
import { readDisk } from '#storage/health.ts';
import type { Outcome } from './failure.ts';
import { onStore } from './open-store.svelte.ts';

class StorageHealth {
  /** What the browser claims; may be far off, so never a reason to refuse a photo. */
  freeBytes: number | null = $state(null);
  persisted = $state(false);
  /** Originals the server has confirmed: their bytes here may go. */
  freeableBytes = $state(0);
}

const state = new StorageHealth();
export const storageHealth: Readonly<StorageHealth> = state;

export async function askPersist(): Promise<boolean> {
  await navigator.storage.persist();
  await refreshStorageHealth();
  return state.persisted;
}

/** Deletes the bytes of originals that have a receipt. Thumbnails stay. */
export async function freeDelivered(): Promise<Outcome<number>> {
  const freed = await onStore(freeBlobs);
  await refreshStorageHealth();
  return freed;
}

export async function refreshStorageHealth(): Promise<void> {
  const disk = await readDisk();
  const freeable = await onStore(freeableBlobs);
  state.freeBytes = disk.storageFreeBytes;
  state.persisted = disk.persisted;
  state.freeableBytes = freeable.ok ? freeable.value.reduce((sum, blob) => sum + blob.bytes, 0) : 0;
}
