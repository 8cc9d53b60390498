class StorageHealth {
  /** What the browser claims; may be far off, so never a reason to refuse a photo. */
  freeBytes: number | null = $state(null);
  persisted = $state(false);
  /** Photos the server has confirmed: their bytes here may go. */
  freeableBytes = $state(0);
}

const state = new StorageHealth();
export const storageHealth: Readonly<StorageHealth> = state;

export async function askPersist(): Promise<boolean> {
  state.persisted = await navigator.storage.persist();
  return state.persisted;
}

/** Deletes the bytes of originals that have a receipt. Thumbnails stay. */
export async function freeDelivered(): Promise<void> {}

export async function refreshStorageHealth(): Promise<void> {}
