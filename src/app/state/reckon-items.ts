import type { Lacking, OwnBlob, OwnItem } from '#storage/own-items.ts';
import type { ReckonedEntry } from '#protocol/reckoning.ts';

/**
 * One thing that was recorded, with its photos, against the server's signed list:
 *   confirmed  the list has it, its photos whole
 *   pending    something of it has no receipt yet: on this device only
 *   missing    there are receipts here, and the list has it not, or not its photos
 *   receipt    there are receipts here, and the server could not be asked
 *   lost       a photo's bytes were gone from this device before they were sent (fault 8)
 */
export type ItemState = 'confirmed' | 'pending' | 'missing' | 'receipt' | 'lost';

/** The server's list by entry; null when there is none. */
export type ToldEntries = ReadonlyMap<string, ReckonedEntry>;

export interface ReckonedItem {
  readonly entry: string;
  readonly caseId: string;
  readonly kind: string;
  readonly writtenAt: number;
  readonly state: ItemState;
  /** The server has its words, and not its photo. */
  readonly lacksOnlyPhoto: boolean;
  /** All that is missing there is still here and goes out again. */
  readonly isHere: boolean;
}

/** Item by item. Nothing of this device's own bookkeeping makes one confirmed. */
export function reckonItems(items: readonly OwnItem[], told: ToldEntries | null): readonly ReckonedItem[] {
  return items.map((item) => {
    const { entry, caseId, kind, writtenAt, blobs } = item;
    const ofEntry = item.hasReceipt ? against(told, told?.has(entry) ?? false) : 'pending';
    const ofBlobs = blobs.map((blob) => (ofEntry === 'pending' ? pendingBlob(blob) : blobState(blob, entry, told)));
    const states: readonly ItemState[] = [ofEntry, ...ofBlobs];
    return {
      entry,
      caseId,
      kind,
      writtenAt,
      state: WORST_FIRST.find((state) => states.includes(state)) ?? 'confirmed',
      lacksOnlyPhoto: ofEntry === 'confirmed',
      isHere: (ofEntry !== 'missing' || item.isHere) && blobs.every((b, at) => ofBlobs[at] !== 'missing' || b.isHere),
    };
  });
}

const WORST_FIRST = ['lost', 'missing', 'pending', 'receipt'] as const;

function against(told: ToldEntries | null, isThere: boolean): ItemState {
  if (!told) return 'receipt';
  return isThere ? 'confirmed' : 'missing';
}

function pendingBlob({ standing }: OwnBlob): ItemState {
  return standing === 'lost' ? 'lost' : 'pending';
}

function blobState({ sha256, standing }: OwnBlob, entry: string, told: ToldEntries | null): ItemState {
  if (standing === 'lost') return 'lost';
  if (standing === 'unsent') return 'pending';
  return against(told, told?.get(entry)?.blobs.includes(sha256) ?? false);
}

/** What the server has to be given once more. */
export function lackingOf(items: readonly OwnItem[], told: ToldEntries): Lacking {
  const received = items.filter(({ hasReceipt }) => hasReceipt);
  return {
    entries: received.filter(({ entry }) => !told.has(entry)).map(({ entry }) => entry),
    blobs: received.flatMap(({ entry, blobs }) =>
      blobs
        .filter(({ sha256, standing }) => standing === 'receipt' && !told.get(entry)?.blobs.includes(sha256))
        .map(({ sha256 }) => sha256),
    ),
  };
}
