import type { BlobTask, LocalStore, OutboxEntry, PageOutcome, PullPage } from '#sync/ports.ts';
import type { DeviceDisk } from './device-disk.ts';
import type { PullItem } from '#protocol/sync.ts';
import { emptyCase, evolve } from '#domain/case/evolve.ts';
import { isUnsent, unsentOfCase } from './device-disk.ts';

/**
 * The device's store in memory. It stands for the real one in histories: every method changes the disk in one synchronous step, so that a
 * kill finds all of it or nothing.
 */
export function memoryLocalStore(
  device: string,
  disk: DeviceDisk,
  note: (branch: 'gone' | 'entries' | 'snapshot' | 'need') => void,
): LocalStore {
  return {
    async position() {
      const health = {
        unsentEntries: disk.unsent,
        unsentBlobs: [...disk.blobs.values()].filter((blob) => !blob.receipt).length,
        unsentBytes: 0,
        oldestUnsentAt: null,
        appVersion: 'simulation',
        storageFreeBytes: null,
        persisted: true,
        clockOffsetMs: disk.clockOffsetMs,
      };
      return Promise.resolve({ device, cursor: disk.cursor, need: [...disk.need], health });
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
        if (isUnsent(disk, receipt.entry)) disk.unsent--;
        disk.receipts.set(receipt.entry, receipt);
        disk.quarantine.delete(receipt.entry);
      }
      leave(disk);
      return Promise.resolve();
    },
    async quarantine(items) {
      for (const item of items) if (isUnsent(disk, item.entry)) disk.quarantine.set(item.entry, item);
      return Promise.resolve();
    },
    async applyPage(page) {
      return Promise.resolve(applyPage(disk, page, note));
    },
    async noteContact({ clockOffsetMs, checkpoint }) {
      disk.clockOffsetMs = clockOffsetMs;
      disk.checkpoint = checkpoint;
      return Promise.resolve();
    },
    async blobTasks() {
      return Promise.resolve(
        [...disk.blobs.values()].filter((blob) => !blob.receipt && disk.receipts.has(blob.entry)).map(taskOf),
      );
    },
    async blobBytes(blob) {
      return Promise.resolve(disk.blobs.get(blob)?.bytes ?? null);
    },
    async confirmBlobs(receipts) {
      for (const receipt of receipts) {
        const blob = disk.blobs.get(receipt.blob);
        if (blob) blob.receipt = receipt;
      }
      return Promise.resolve();
    },
    async noteUpload(id, { sentBytes, failed }) {
      const blob = disk.blobs.get(id);
      if (blob)
        Object.assign(blob, { sentBytes, failures: failed ? blob.failures + 1 : 0, notBefore: failed?.notBefore ?? 0 });
      return Promise.resolve();
    },
    async noteRun() {
      return Promise.resolve();
    },
    async beacon() {
      return Promise.resolve(null);
    },
  };
}

function taskOf({
  blob,
  bytes,
  failures,
  notBefore,
}: DeviceDisk['blobs'] extends Map<string, infer B> ? B : never): BlobTask {
  return { blob, bytes: bytes.length, mediaType: 'image/jpeg', role: 'original', failures, notBefore };
}

function applyPage(
  disk: DeviceDisk,
  { head, lines }: PullPage,
  note: (branch: 'gone' | 'entries' | 'snapshot' | 'need') => void,
): PageOutcome {
  if (head.bootStarts) disk.seen = new Set();
  for (const line of lines) {
    const item = JSON.parse(line) as PullItem;
    note(item[0] === 'case' ? 'snapshot' : item[0]);
    applyItem(disk, item);
  }
  if (head.bootEnds) for (const id of disk.cases.keys()) if (!disk.seen.has(id)) disk.leaving.add(id);
  if (head.cursor) disk.cursor = head.cursor;
  for (const _ of disk.need) note('need');
  leave(disk);
  return { need: [...disk.need], removalHeld: 0 };
}

function applyItem(disk: DeviceDisk, item: PullItem): void {
  if (item[0] === 'gone') {
    disk.need.delete(item[1]);
    disk.leaving.add(item[1]);
    return;
  }
  const id = item[0] === 'case' ? item[1].id : item[1].case;
  disk.seen.add(id);
  disk.leaving.delete(id);
  if (item[0] === 'case') {
    disk.cases.set(id, item[1]);
    disk.need.delete(id);
    return;
  }
  const { after, digest, records } = item[1];
  const held = disk.cases.get(id) ?? (after === 0 ? emptyCase(id) : null);
  if (!held || held.lastSeq < after) {
    disk.need.add(id);
    return;
  }
  const folded = records.reduce(evolve, held);
  if (held.lastSeq >= (records.at(-1)?.seq ?? 0)) return;
  // What is held is kept until the snapshot comes: a difference between two folds is a fault of ours, not the person's loss (fault 73).
  if (folded.digest === digest) disk.cases.set(id, folded);
  else disk.need.add(id);
}

/** Removal waits for the receipts of what was written in the case. */
function leave(disk: DeviceDisk): void {
  for (const id of disk.leaving) {
    if (unsentOfCase(disk, id)) continue;
    disk.cases.delete(id);
    disk.leaving.delete(id);
  }
}
