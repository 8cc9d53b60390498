import type { DeviceDisk, StoredEntry } from './device-disk.ts';
import { isUnconfirmed, isUnsent, storeUnsent } from './device-disk.ts';

/** Unsent entries with their photos, kept outside the database: what the store's second copy is for, without its files. */
export type SecondCopy = Map<string, { readonly stored: StoredEntry; readonly blob: Uint8Array | null }>;

/** After the commit, and before anybody is told that it is saved. */
export function copyUnsent({ copy }: DeviceDisk, stored: StoredEntry, blob: Uint8Array | null): void {
  copy?.set(stored.id, { stored, blob });
}

/** What has its receipts needs no copy any more. Late is harmless; too early is a loss. */
export function pruneCopy(disk: DeviceDisk): void {
  if (!disk.copy) return;
  for (const [id, { blob }] of disk.copy) {
    const original = disk.entries.get(id)?.entry.header.blobs[0];
    const isPhotoSafe = blob === null || (original !== undefined && disk.blobs.get(original)?.receipt != null);
    if (disk.entries.has(id) && !isUnsent(disk, id) && isPhotoSafe) disk.copy.delete(id);
  }
}

/** What the database lost comes back from the copy, unsent, in the name of the device that wrote it (SYNC-29). */
export function refill(disk: DeviceDisk): void {
  for (const [id, { stored, blob }] of disk.copy ?? []) {
    if (!disk.entries.has(id)) storeUnsent(disk, stored, blob);
    const original = stored.entry.header.blobs[0];
    const held = original === undefined ? undefined : disk.blobs.get(original);
    if (blob && held && held.bytes === null && held.receipt === null)
      Object.assign(held, { bytes: blob, isDamaged: false });
  }
}

/** What is offered again, by a restore of the server or by a log that was torn, is copied again (DEVICE-81). */
export function fillCopy(disk: DeviceDisk): void {
  for (const stored of disk.entries.values()) {
    const photo = disk.blobs.get(stored.entry.header.blobs[0] ?? '');
    const isOnlyHere = isUnsent(disk, stored.id) || (photo !== undefined && isUnconfirmed(photo));
    const isCopied = disk.copy?.has(stored.id) ?? true;
    if (isOnlyHere && !isCopied && stored.entry.payload !== null) copyUnsent(disk, stored, photo?.bytes ?? null);
  }
}
