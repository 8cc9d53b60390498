import type { SignedEntry } from '#domain/log/entry.ts';
import type { RescueTrouble } from '#protocol/rescue.ts';
import { CopiedWork } from './read/copied-work.ts';
import { nameOf } from './read/raw-db.ts';
import type { StoredEntry } from './read/stored-work.ts';
import { StoredWork } from './read/stored-work.ts';

/** Where what is gathered goes: a sealed file, or a plain one. */
export interface Sink {
  device(id: string, publicKey: string): Promise<void>;
  entry(id: string, entry: SignedEntry): Promise<void>;
  blob(sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

export interface Gathered {
  readonly entries: number;
  readonly blobs: number;
  /** What neither the store nor its second copy would give. */
  readonly troubles: readonly RescueTrouble[];
}

interface Sources {
  readonly store: StoredWork | null;
  readonly copy: CopiedWork | null;
  /** By id: what one source would not give may still come from the other. */
  readonly troubles: Map<string, RescueTrouble>;
  readonly only: string | undefined;
  /** Photos of the entries given so far. */
  readonly ownBlobs: Set<string>;
}

/**
 * Everything of one person that has no receipt, each thing once; what cannot be read is named and stops nothing. `only`: one entry with its
 * photos, and nothing else.
 */
export async function gather(person: string, sink: Sink, only?: string): Promise<Gathered> {
  const troubles = new Map<string, RescueTrouble>();
  const note = (what: 'store' | 'copy', error: unknown): null => {
    troubles.set(what, { what, id: what, why: nameOf(error) });
    return null;
  };
  const store = await StoredWork.open(person).catch((error: unknown) => note('store', error));
  const copy = await CopiedWork.open(person).catch((error: unknown) => note('copy', error));
  const sources: Sources = { store, copy, troubles, only, ownBlobs: new Set() };
  try {
    await store?.device().then(
      (device) => device && sink.device(device.id, device.publicKey),
      (error: unknown) => note('store', error),
    );
    const entries = await gatherEntries(sources, sink);
    const blobs = await gatherBlobs(sources, sink);
    return { entries, blobs, troubles: [...troubles.values()] };
  } finally {
    store?.close();
  }
}

async function gatherEntries({ store, copy, troubles, only, ownBlobs }: Sources, sink: Sink): Promise<number> {
  const done = new Set<string>();
  const isAsked = (id: string): boolean => !done.has(id) && (only === undefined || only === id);
  const give = async ({ id, entry, blobIds }: StoredEntry): Promise<void> => {
    if (!isAsked(id)) return;
    await sink.entry(id, entry);
    done.add(id);
    troubles.delete(id);
    for (const sha256 of blobIds) ownBlobs.add(sha256);
  };
  try {
    for await (const found of store?.entries() ?? []) {
      if (found.ok) await give(found.value);
      else if (isAsked(found.id)) troubles.set(found.id, { what: 'entry', id: found.id, why: found.why });
    }
  } catch (error) {
    troubles.set('store', { what: 'store', id: 'entries', why: nameOf(error) });
  }
  for (const named of copy?.entries ?? []) {
    if (!isAsked(named.id)) continue;
    const copied = await copy?.entry(named).catch(() => null);
    // Its own file is damaged, and the store did not have it either.
    if (copied) await give(copied);
    else troubles.set(named.id, { what: 'entry', id: named.id, why: 'altered' });
  }
  return done.size;
}

async function gatherBlobs({ store, copy, troubles, only, ownBlobs }: Sources, sink: Sink): Promise<number> {
  const wanted = new Set<string>(copy?.blobs ?? []);
  try {
    for (const sha256 of (await store?.blobs()) ?? []) wanted.add(sha256);
  } catch (error) {
    troubles.set('blobs', { what: 'store', id: 'blobs', why: nameOf(error) });
  }
  let count = 0;
  for (const sha256 of wanted) {
    if (only !== undefined && !ownBlobs.has(sha256)) continue;
    // One at a time: a day's photos do not fit a phone's memory.
    const stored = store ? await store.blob(sha256) : null;
    const bytes = stored?.ok ? stored.value : await copy?.blob(sha256).catch(() => null);
    if (!bytes) {
      troubles.set(sha256, { what: 'blob', id: sha256, why: stored && !stored.ok ? stored.why : 'altered' });
      continue;
    }
    await sink.blob(sha256, bytes);
    count += 1;
  }
  return count;
}
