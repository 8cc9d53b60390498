import type { BlobTask, LocalStore, OutboxEntry } from '#sync/ports.ts';
import type { Checkpoint } from '#domain/log/receipt.ts';
import type { DeviceDisk, StoredBlob } from './device-disk.ts';
import type { NoteItem } from './memory-apply-page.ts';
import { applyPage } from './memory-apply-page.ts';
import { isAnotherHistory, receiptStands } from '#domain/log/standing.ts';
import { isUnconfirmed, isUnsent } from './device-disk.ts';
import { fillCopy, pruneCopy } from './second-copy.ts';

/**
 * The device's store in memory. It stands for the real one in histories, by the same pure functions of the domain: every method changes the
 * disk in one synchronous step, so that a kill finds all of it or nothing.
 */
export function memoryLocalStore(disk: DeviceDisk, note: NoteItem): LocalStore {
  return {
    async position() {
      const { checkpoint } = disk;
      const health = {
        unsentEntries: disk.unsent,
        unsentBlobs: [...disk.blobs.values()].filter(isUnconfirmed).length,
        unsentBytes: 0,
        oldestUnsentAt: null,
        appVersion: 'simulation',
        storageFreeBytes: null,
        persisted: true,
        clockOffsetMs: disk.clockOffsetMs,
      };
      const known = checkpoint ? { epoch: checkpoint.epoch, seq: checkpoint.seq, hash: checkpoint.hash } : undefined;
      return Promise.resolve({ device: disk.device, cursor: disk.cursor, need: [...disk.need], health, known });
    },
    async outbox({ maxBytes, maxEntries, skip }) {
      const found: OutboxEntry[] = [];
      let bytes = 0;
      for (const stored of disk.entries.values()) {
        if (!isUnsent(disk, stored.id) || disk.quarantine.has(stored.id) || skip?.has(stored.id)) continue;
        bytes += stored.bytes;
        if (found.length > 0 && (bytes > maxBytes || found.length >= maxEntries)) break;
        found.push(stored);
      }
      return Promise.resolve(found);
    },
    async acceptReceipts(receipts) {
      for (const receipt of receipts) {
        // The first receipt counts (DEVICE-2).
        if (!isUnsent(disk, receipt.entry)) continue;
        disk.unsent--;
        disk.receipts.set(receipt.entry, receipt);
        disk.quarantine.delete(receipt.entry);
      }
      return Promise.resolve();
    },
    async quarantine(items) {
      for (const item of items) if (isUnsent(disk, item.entry)) disk.quarantine.set(item.entry, item);
      return Promise.resolve();
    },
    async applyPage(page) {
      return Promise.resolve(applyPage(disk, page, note));
    },
    async noteContact({ clockOffsetMs, checkpoint, setBack = false }) {
      if (setBack || isAnotherHistory(disk.checkpoint ?? undefined, checkpoint)) {
        note(setBack ? 'set-back' : 'reoffer');
        reoffer(disk, setBack ? null : checkpoint);
        disk.cursor = null;
        fillCopy(disk);
      }
      disk.clockOffsetMs = clockOffsetMs;
      disk.checkpoint = checkpoint;
      return Promise.resolve();
    },
    async blobTasks() {
      return Promise.resolve(
        [...disk.blobs.values()].filter((blob) => isUnconfirmed(blob) && disk.receipts.has(blob.entry)).map(taskOf),
      );
    },
    async blobBytes(id) {
      const blob = disk.blobs.get(id);
      if (blob?.bytes === null && !blob.receipt) blob.isDamaged = true;
      return Promise.resolve(blob?.bytes ?? null);
    },
    async confirmBlobs(receipts) {
      for (const receipt of receipts) {
        const blob = disk.blobs.get(receipt.blob);
        if (blob?.size === receipt.bytes) blob.receipt = receipt;
      }
      return Promise.resolve();
    },
    async noteUpload(id, { sentBytes, failed }) {
      const blob = disk.blobs.get(id);
      if (blob && !blob.receipt)
        Object.assign(blob, { sentBytes, failures: failed ? blob.failures + 1 : 0, notBefore: failed?.notBefore ?? 0 });
      return Promise.resolve();
    },
    async noteRun() {
      pruneCopy(disk);
      return Promise.resolve();
    },
    async beacon() {
      return Promise.resolve(null);
    },
  };
}

/** DEVICE-6, as src/storage/reoffer.ts has it. */
function reoffer(disk: DeviceDisk, checkpoint: Checkpoint | null): void {
  for (const [id, { entry }] of disk.entries) {
    const receipt = disk.receipts.get(id);
    if (!receipt || entry.payload === null || (checkpoint && receiptStands(receipt, checkpoint))) continue;
    disk.receipts.delete(id);
    disk.former.set(id, [...(disk.former.get(id) ?? []), receipt]);
    disk.unsent++;
  }
  for (const blob of disk.blobs.values())
    if (blob.bytes !== null && !blob.isDamaged)
      Object.assign(blob, { receipt: null, sentBytes: 0, failures: 0, notBefore: 0 });
}

function taskOf({ blob, size, failures, notBefore }: StoredBlob): BlobTask {
  return { blob, bytes: size, mediaType: 'image/jpeg', role: 'original', failures, notBefore };
}
