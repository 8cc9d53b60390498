import type { BlobRow, EntryRow } from '#storage/rows.ts';

/**
 * Where a record stands on its way to the office:
 *   local      已存在本机; nothing can be sent at the moment
 *   queued     waits for its turn
 *   uploading  the words are there, its photos are on the way
 *   delivered  the server's receipts for the entry and all its photos are here
 *   attention  a person has to look: refused, quarantined, photo lost
 */
export type Delivery =
  | { readonly state: 'local' }
  | { readonly state: 'queued' }
  | { readonly state: 'uploading'; readonly sentBytes: number; readonly totalBytes: number }
  | { readonly state: 'delivered'; readonly receivedAt: number }
  | { readonly state: 'attention'; readonly reason: AttentionReason };

/** A key of the catalogue: a quarantine code, a refusal or review reason, or `original-missing`. */
export type AttentionReason = string;

export type Blobs = ReadonlyMap<string, BlobRow>;

export function deliveryOf(row: EntryRow, blobs: Blobs, canSend: boolean): Delivery {
  if (row.quarantine && !row.receipt) return { state: 'attention', reason: row.quarantine.code };
  if (row.receipt?.verdict.outcome === 'refused') return { state: 'attention', reason: row.receipt.verdict.reason };
  const own = row.blobIds.flatMap((id) => blobs.get(id) ?? []);
  const damaged = own.find((blob) => blob.stage === 'damaged');
  if (damaged) return { state: 'attention', reason: damaged.code ?? 'original-missing' };
  if (!row.receipt) return { state: canSend ? 'queued' : 'local' };
  if (own.some((blob) => blob.stage !== 'sent')) return { state: 'uploading', ...bytesOf(own) };
  return {
    state: 'delivered',
    receivedAt: Math.max(row.receipt.receivedAt, ...own.map((blob) => blob.receipt?.receivedAt ?? 0)),
  };
}

export function deliveriesOf(rows: readonly EntryRow[], blobs: Blobs, canSend: boolean): ReadonlyMap<string, Delivery> {
  return new Map(rows.map((row) => [row.id, deliveryOf(row, blobs, canSend)]));
}

/**
 * Of several records together: the first thing that is not well. A refusal its author has seen counts as delivered here: the office has it.
 * null when there are none.
 */
export function deliveryOfAll(rows: readonly EntryRow[], blobs: Blobs, canSend: boolean): Delivery | null {
  const parts = rows.map((row) =>
    isSettled(row)
      ? ({ state: 'delivered', receivedAt: row.receipt?.receivedAt ?? 0 } as const)
      : deliveryOf(row, blobs, canSend),
  );
  const worst = (['attention', 'local', 'queued'] as const)
    .map((state) => parts.find((part) => part.state === state))
    .find((part) => part !== undefined);
  if (worst) return worst;
  const own = rows.flatMap((row) => row.blobIds.flatMap((id) => blobs.get(id) ?? []));
  if (parts.some((part) => part.state === 'uploading')) return { state: 'uploading', ...bytesOf(own) };
  const times = parts.flatMap((part) => (part.state === 'delivered' ? [part.receivedAt] : []));
  return times.length === 0 ? null : { state: 'delivered', receivedAt: times.reduce((a, b) => Math.max(a, b)) };
}

function isSettled(row: EntryRow): boolean {
  return row.receipt?.verdict.outcome === 'refused' && row.flag === undefined;
}

function bytesOf(blobs: readonly BlobRow[]): { readonly sentBytes: number; readonly totalBytes: number } {
  const sentBytes = blobs.reduce((sum, blob) => sum + (blob.stage === 'sent' ? blob.bytes : blob.sentBytes), 0);
  return { sentBytes, totalBytes: blobs.reduce((sum, blob) => sum + blob.bytes, 0) };
}
