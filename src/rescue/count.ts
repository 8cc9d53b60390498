import { CopiedWork } from './read/copied-work.ts';
import { StoredWork } from './read/stored-work.ts';

export interface RescueCount {
  readonly entries: number;
  readonly photos: number;
}

/** What a rescue of the person would hold, for the button. null when nothing here answers: then the button alone can tell. */
export async function countUnsent(person: string): Promise<RescueCount | null> {
  const store = await StoredWork.open(person).catch(() => null);
  const copy = await CopiedWork.open(person).catch(() => null);
  try {
    const stored = (await store?.counts().catch(() => null)) ?? null;
    if (!stored && !copy) return null;
    const extra = await beyond(store, copy);
    return { entries: (stored?.entries ?? 0) + extra.entries, photos: (stored?.photos ?? 0) + extra.photos };
  } finally {
    store?.close();
  }
}

/** What only the second copy has. */
async function beyond(store: StoredWork | null, copy: CopiedWork | null): Promise<RescueCount> {
  const isNew = async (known: Promise<boolean> | undefined): Promise<boolean> =>
    !((await known?.catch(() => false)) ?? false);
  const entries = await Promise.all((copy?.entries ?? []).map(({ id }) => isNew(store?.hasEntry(id))));
  const blobs = await Promise.all([...(copy?.blobs ?? [])].map((sha256) => isNew(store?.hasBlob(sha256))));
  return { entries: entries.filter(Boolean).length, photos: blobs.filter(Boolean).length };
}
