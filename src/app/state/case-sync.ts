import type { EntryRow } from '#storage/rows.ts';
import type { OwnWork } from '#storage/own-entries.ts';
import type { Delivery } from './delivery.ts';
import { deliveryOfAll } from './delivery.ts';

/** One row of the sync screen. */
export interface CaseSync {
  readonly caseId: string;
  /** Own entries, and those of them without receipt. */
  readonly entries: number;
  readonly unsentEntries: number;
  /** Originals, and those of them the server has confirmed. */
  readonly photos: number;
  readonly deliveredPhotos: number;
  readonly totalBytes: number;
  readonly sentBytes: number;
  readonly delivery: Delivery;
}

/** The own work by case, the one written in last first. */
export function caseSyncs({ entries, blobs }: OwnWork, canSend: boolean): readonly CaseSync[] {
  const byCase = new Map<string, EntryRow[]>();
  for (const row of entries) byCase.set(row.case, [...(byCase.get(row.case) ?? []), row]);
  const lastFirst = [...byCase].sort(([, a], [, b]) => (b.at(-1)?.n ?? 0) - (a.at(-1)?.n ?? 0));
  return lastFirst.map(([caseId, rows]) => {
    const own = rows.flatMap((row) => row.blobIds.flatMap((id) => blobs.get(id) ?? []));
    const originals = own.filter((blob) => blob.role === 'original');
    const unsent = rows.filter((row) => !row.receipt);
    const sentRows = rows.filter((row) => row.receipt);
    const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
    return {
      caseId,
      entries: rows.length,
      unsentEntries: unsent.length,
      photos: originals.length,
      deliveredPhotos: originals.filter((blob) => blob.stage === 'sent').length,
      totalBytes: sum(rows.map((row) => row.bytes)) + sum(own.map((blob) => blob.bytes)),
      sentBytes:
        sum(sentRows.map((row) => row.bytes)) +
        sum(own.map((blob) => (blob.stage === 'sent' ? blob.bytes : blob.sentBytes))),
      delivery: deliveryOfAll(rows, blobs, canSend) ?? { state: 'local' },
    };
  });
}
