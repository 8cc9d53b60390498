import type { Beacon } from '#protocol/beacon.ts';
import type { BlobReceipt, Checkpoint, Receipt } from '#domain/log/receipt.ts';
import type { Trouble } from '#protocol/sync.ts';
import type {
  BlobTask,
  OutboxEntry,
  OutboxLimits,
  PageOutcome,
  PullPage,
  QuarantinedEntry,
  RunState,
  SyncPosition,
  UploadProgress,
} from './engine-shapes.ts';
import type { PersonDb } from './person-db.ts';
import type { PersonStore } from './person-store.ts';
import { applyPage } from './apply-page.ts';
import { BeaconSigner } from './beacon.ts';
import { blobBytes, blobTasks, confirmBlobs, noteUpload } from './blobs.ts';
import { readPosition } from './health.ts';
import { acceptReceipts, outbox, quarantine } from './outbox.ts';
import { getMeta, putMeta } from './person-db.ts';
import { relaxed } from './person-store.ts';
import { isAnotherHistory } from '#domain/log/standing.ts';
import { reoffer } from './reoffer.ts';
import { fillCopies } from './second-copy/reconcile.ts';
import { read, write } from './transact.ts';

export interface ContactNote {
  readonly serverTimeMs: number;
  readonly clockOffsetMs: number;
  readonly checkpoint: Checkpoint;
  readonly setBack?: boolean | undefined;
}

/** The store as the sync engine sees it: LocalStore of src/sync/ports.ts, met by structure. */
export class EngineStore {
  readonly #store: PersonStore;
  readonly #signer: BeaconSigner;

  constructor(store: PersonStore) {
    this.#store = store;
    this.#signer = new BeaconSigner(store);
  }

  async position(): Promise<SyncPosition> {
    const position = await readPosition(this.#store);
    this.#signer.remember(position.health);
    return position;
  }

  outbox(limits: OutboxLimits): Promise<readonly OutboxEntry[]> {
    return outbox(this.#store, limits);
  }

  acceptReceipts(receipts: readonly Receipt[]): Promise<void> {
    return acceptReceipts(this.#store, receipts);
  }

  quarantine(items: readonly QuarantinedEntry[]): Promise<void> {
    return quarantine(this.#store, items);
  }

  applyPage(page: PullPage): Promise<PageOutcome> {
    return applyPage(this.#store, page);
  }

  async noteContact(contact: ContactNote): Promise<void> {
    const known = await read(this.#store.db, [], () => getMeta(this.#store.db, 'contact'));
    const { setBack = false, ...said } = contact;
    const note = { ...said, at: Date.now() };
    if (setBack || isAnotherHistory(known?.checkpoint, contact.checkpoint)) {
      const { db } = this.#store;
      await write(db, ['entries', 'blobs'], async () => {
        await reoffer(db, setBack ? null : contact.checkpoint);
        // It counts in a log that is no more; what comes with this very answer begins anew.
        await db.meta.delete('cursor');
        await putMeta(db, 'contact', note);
      });
      void fillCopies(this.#store);
      return;
    }
    const { db } = await relaxed(this.#store);
    await write(db, [], () => putMeta(db, 'contact', note));
  }

  blobTasks(): Promise<readonly BlobTask[]> {
    return blobTasks(this.#store);
  }

  blobBytes(blob: string): Promise<Uint8Array | null> {
    return blobBytes(this.#store, blob);
  }

  confirmBlobs(receipts: readonly BlobReceipt[]): Promise<void> {
    return confirmBlobs(this.#store, receipts);
  }

  noteUpload(blob: string, progress: UploadProgress): Promise<void> {
    return noteUpload(this.#store, blob, progress);
  }

  async noteRun(run: RunState): Promise<void> {
    const { db } = await relaxed(this.#store);
    await write(db, [], async () => {
      await putMeta(db, 'run', run);
      await noteFailing(db, run);
    });
  }

  beacon(troubles: readonly Trouble[]): Promise<Beacon | null> {
    return this.#signer.sign(troubles);
  }
}

/** A pass under way says nothing yet: only its end tells whether the trouble is over. */
async function noteFailing(db: PersonDb, run: RunState): Promise<void> {
  if (run.phase === 'idle') await db.meta.delete('failing');
  if (run.phase !== 'waiting') return;
  const known = await getMeta(db, 'failing');
  if (known?.cause !== run.cause) await putMeta(db, 'failing', { cause: run.cause, since: run.at });
}
