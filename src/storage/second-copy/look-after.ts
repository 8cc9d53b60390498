import type { PersonStore } from '../person-store.ts';
import { blobBytes } from '../blobs.ts';
import { storageFailureOf } from '../storage-failure.ts';
import { fillDrafts } from './draft-copies.ts';
import { fillCopies, releaseCopies } from './reconcile.ts';
import { bareBlobs, refillBlob } from './refill-blob.ts';

/** After a store has been opened, behind the first screen: the two copies are made to agree, each from the other. */
export async function lookAfterCopies(store: PersonStore): Promise<void> {
  try {
    // What cannot be filled is marked, and its author is asked for the photo again.
    for (const { sha256, stage } of await bareBlobs(store))
      if (!(await refillBlob(store, sha256)) && stage !== 'damaged') await blobBytes(store, sha256);
    await fillDrafts(store);
  } catch (error) {
    if (!storageFailureOf(error)) throw error;
  }
  await fillCopies(store);
  await releaseCopies(store);
}
