import type { BlobReceipt } from '#domain/log/receipt.ts';
import type { BlobTask, UploadProgress } from './engine-shapes.ts';
import type { PersonDb } from './person-db.ts';
import type { BlobRow } from './rows.ts';
import type { PersonStore } from './person-store.ts';
import { isBackedUp } from '#domain/log/standing.ts';
import { sha256Hex } from './encoding.ts';
import { getMeta } from './person-db.ts';
import { releaseSoon } from './second-copy/reconcile.ts';
import { refillBlob } from './second-copy/refill-blob.ts';
import { sealer } from './sealed.ts';
import { StorageFailure, storageFailureOf } from './storage-failure.ts';
import { read, write } from './transact.ts';
import { readyBlobs } from './unsent-facts.ts';

/** More than the server is asked after at once, and no more memory however many photos wait. */
const TASKS_AT_ONCE = 200;

/**
 * The next ones: thumbnails before originals, then in the order they were taken, so that the office sees something of everything first. Those
 * that failed before come beside the fresh ones, so that neither keeps the other back.
 */
export async function blobTasks({ db }: PersonStore): Promise<readonly BlobTask[]> {
  const rows = await read(db, ['blobs'], async () => {
    const found: BlobRow[] = [];
    for (const failed of [false, true])
      for (const role of ['thumb', 'original'] as const)
        found.push(...(await readyBlobs(db, role, { failed, limit: TASKS_AT_ONCE })));
    return found;
  });
  return rows
    .sort((a, b) => rank(a) - rank(b) || a.addedAt - b.addedAt)
    .map(({ sha256, bytes, mediaType, role, failures, notBefore }) => ({
      blob: sha256,
      bytes,
      mediaType,
      role,
      failures,
      notBefore,
    }));
}

function rank(row: BlobRow): number {
  return row.role === 'thumb' ? 0 : 1;
}

/**
 * The bytes, if they are still what they were, or from the second copy. A photo that is gone or altered in both is marked and never sent as if
 * it were whole (fault 8).
 */
export async function blobBytes(store: PersonStore, sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const { db } = store;
  const bytes = await readBytes(store, sha256);
  if (bytes && (await sha256Hex(bytes)) === sha256) return bytes;
  const refilled = await refillBlob(store, sha256);
  if (refilled) return refilled;
  await write(db, ['blobs'], () =>
    db.blobs
      .where('sha256')
      .equals(sha256)
      .modify((row) => {
        if (row.stage !== 'sent') Object.assign(row, { stage: 'damaged', code: 'original-missing' });
        Object.assign(row, { held: false });
      }),
  );
  return null;
}

async function readBytes(store: PersonStore, sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const { db } = store;
  try {
    const row = await read(db, ['blobBytes'], () => db.blobBytes.get(sha256));
    return row ? await sealer.openBytes(row.data) : null;
  } catch (error) {
    // Chromium keeps large values in files of their own; with the file gone the row reads as NotFoundError (faults D2), or as a failure that
    // could be any: then the second copy's bytes do as well, and without them nobody can say that the photo is gone for good.
    if (error instanceof Error && error.cause instanceof Error && error.cause.name === 'NotFoundError') return null;
    if (!(error instanceof StorageFailure) || error.kind !== 'disk') throw error;
    const refilled = await refillBlob(store, sha256);
    if (refilled) return refilled;
    throw error;
  }
}

export async function confirmBlobs(store: PersonStore, receipts: readonly BlobReceipt[]): Promise<void> {
  if (receipts.length === 0) return;
  const byBlob = new Map(receipts.map((receipt) => [receipt.blob, receipt]));
  await write(store.db, ['blobs'], () =>
    store.db.blobs
      .where('sha256')
      .anyOf([...byBlob.keys()])
      .modify((row) => {
        const receipt = byBlob.get(row.sha256);
        if (receipt?.bytes !== row.bytes) return;
        Object.assign(row, { stage: 'sent', receipt, sentBytes: row.bytes, failures: 0 });
        delete (row as { code?: unknown }).code;
      }),
  );
  releaseSoon(store);
}

export async function noteUpload(
  store: PersonStore,
  sha256: string,
  { sentBytes, failed }: UploadProgress,
): Promise<void> {
  await write(store.db, ['blobs'], () =>
    store.db.blobs
      .where('sha256')
      .equals(sha256)
      .modify((row) => {
        if (row.stage === 'sent') return;
        const hasMoved = sentBytes > row.sentBytes;
        Object.assign(row, { sentBytes });
        if (failed) Object.assign(row, { failures: row.failures + 1, notBefore: failed.notBefore, code: failed.code });
        else if (hasMoved) {
          Object.assign(row, { failures: 0, notBefore: 0 });
          delete (row as { code?: unknown }).code;
        }
      }),
  );
}

/**
 * Originals the server has confirmed and whose bytes are still here: only these may be freed. Those first whose record lies in a verified backup
 * as well; while there are such, no others, for a server restored from it may ask for them again (I16).
 */
export async function freeableBlobs({ db }: PersonStore): Promise<readonly BlobRow[]> {
  return read(db, ['entries', 'blobs', 'blobBytes'], async () => {
    const rows = await confirmedOriginals(db);
    const here = new Set(
      await db.blobBytes
        .where('sha256')
        .anyOf(rows.map(({ sha256 }) => sha256))
        .primaryKeys(),
    );
    const held = rows.filter(({ sha256 }) => here.has(sha256));
    const backedUp = await inBackup(db, held);
    return backedUp.length > 0 ? backedUp : held;
  });
}

async function inBackup(db: PersonDb, rows: readonly BlobRow[]): Promise<readonly BlobRow[]> {
  const checkpoint = (await getMeta(db, 'contact'))?.checkpoint;
  if (!checkpoint?.durable) return [];
  const parents = await db.entries
    .where('id')
    .anyOf(rows.map(({ entry }) => entry))
    .toArray();
  const safe = new Set(parents.filter(({ receipt }) => receipt && isBackedUp(receipt, checkpoint)).map(({ id }) => id));
  return rows.filter(({ entry }) => safe.has(entry));
}

/** @returns how many photos have gone */
export async function freeBlobs(store: PersonStore): Promise<number> {
  const { db } = store;
  const ids = (await freeableBlobs(store)).map((row) => row.sha256);
  // Deleting alone: where the allowance is used up, Chromium refuses a transaction that writes anything, and nothing would ever be freed.
  await write(db, ['blobBytes'], () => db.blobBytes.bulkDelete(ids));
  await noteFreed(store).catch((error: unknown) => {
    // Said next time: the room that was just made is not counted yet.
    if (!storageFailureOf(error)) throw error;
  });
  return ids.length;
}

async function noteFreed({ db }: PersonStore): Promise<void> {
  await write(db, ['blobs', 'blobBytes'], async () => {
    const rows = await confirmedOriginals(db);
    const here = new Set(
      await db.blobBytes
        .where('sha256')
        .anyOf(rows.map(({ sha256 }) => sha256))
        .primaryKeys(),
    );
    await db.blobs.bulkPut(rows.filter(({ sha256 }) => !here.has(sha256)).map((row) => ({ ...row, held: false })));
  });
}

/** Inside a transaction over blobs. */
async function confirmedOriginals(db: PersonDb): Promise<readonly BlobRow[]> {
  const rows = await db.blobs.where('stage').equals('sent').toArray();
  return rows.filter((row) => row.held && row.role === 'original' && row.receipt !== undefined);
}

/** A picture for the screen, by its original's hash: taken here, or a thumbnail fetched ahead; null when the bytes are not on this device. */
export async function heldPicture(
  store: PersonStore,
  original: string,
  variant: BlobRow['role'],
): Promise<Picture | null> {
  const { db } = store;
  const blob = await read(db, ['blobs'], async () => {
    const known = await db.blobs.get(original);
    const thumb =
      known && variant === 'thumb'
        ? await db.blobs
            .where('entry')
            .equals(known.entry)
            .and((other) => other.role === 'thumb')
            .first()
        : undefined;
    return thumb ?? known;
  });
  const own = blob && ((await readBytes(store, blob.sha256)) ?? (await refillBlob(store, blob.sha256)));
  if (own) return { bytes: own, mediaType: blob.mediaType };
  const fetched = variant === 'thumb' ? await read(db, ['pictures'], () => db.pictures.get(original)) : undefined;
  return fetched ? { bytes: await sealer.openBytes(fetched.data), mediaType: fetched.mediaType } : null;
}

/** Kind of the entries that such bytes belong to, for whoever speaks of them. */
export function kindOfBlob(mediaType: string): 'photo' | 'audio-note' {
  return mediaType.startsWith('audio/') ? 'audio-note' : 'photo';
}

export interface Picture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
}
