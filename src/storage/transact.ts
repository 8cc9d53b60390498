import type { Transaction } from 'dexie';
import type { PersonDb } from './person-db.ts';
import { getMeta } from './person-db.ts';
import { StorageFailure, storageFailureOf } from './storage-failure.ts';

/** Version of what this build writes. Raised together with a shape that older builds must not write into (faults D6). */
export const WRITER_VERSION = 1;
const TIMEOUT_MS = 5_000;

type TableName = 'entries' | 'drafts' | 'blobs' | 'blobBytes' | 'packs' | 'packIndex' | 'seen' | 'pictures';

/**
 * One write transaction, strictly durable, that either happens whole or fails as a `StorageFailure`. The guard row is looked at inside it:
 * an emptied database (D3) and a newer writer (D6) are noticed before anything is written.
 * @throws StorageFailure
 */
export async function write<T>(db: PersonDb, tables: readonly TableName[], work: () => Promise<T>): Promise<T> {
  let running: Transaction | null = null;
  const attempt = (): Promise<T> =>
    db.transaction('rw', ['meta', ...tables], async (transaction) => {
      running = transaction;
      await checkGuard(db);
      return work();
    });
  return settle(() => withDeadline(attempt(), () => running?.abort()), db);
}

/** One read transaction over everything it names. */
export async function read<T>(db: PersonDb, tables: readonly TableName[], work: () => Promise<T>): Promise<T> {
  return settle(() => withDeadline(db.transaction('r', ['meta', ...tables], work) as Promise<T>, () => {}), db);
}

/** @throws StorageFailure `timeout` */
export async function withDeadline<T>(promise: Promise<T>, giveUp: () => void, timeoutMs = TIMEOUT_MS): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      // First the verdict, then the abort: the abort's own error must not hide that it took too long.
      reject(new StorageFailure('timeout'));
      try {
        giveUp();
      } catch {
        // Already committed or aborted: nothing left to give up.
      }
    }, timeoutMs);
  });
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

/** A lost connection (Safari, or another tab that upgraded) is opened once more; a second failure is told. */
async function settle<T>(attempt: () => Promise<T>, db: PersonDb): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    const failure = storageFailureOf(error);
    if (failure?.kind !== 'closed' || db.isRetired) throw failure ?? error;
  }
  try {
    // Dexie takes a connection that Safari has lost for an open one.
    db.close();
    await withDeadline(Promise.resolve(db.open()), () => {});
    await checkGuard(db);
    return await attempt();
  } catch (error) {
    throw storageFailureOf(error) ?? error;
  }
}

async function checkGuard(db: PersonDb): Promise<void> {
  const guard = await getMeta(db, 'guard');
  if (!guard) throw new StorageFailure('lost');
  if (guard.minWriter > WRITER_VERSION) throw new StorageFailure('newer');
}

/**
 * Opens a database; one of our own tabs makes way for an upgrade by itself, a page that does not is named as what it is.
 * @throws StorageFailure
 */
export async function openDb(db: PersonDb): Promise<void> {
  let isBlocked = false;
  const noteBlocked = (): void => void (isBlocked = true);
  db.on('blocked', noteBlocked);
  try {
    await withDeadline(Promise.resolve(db.open()), () => db.close());
  } catch (error) {
    throw isBlocked ? new StorageFailure('blocked', error) : (storageFailureOf(error) ?? error);
  } finally {
    db.on('blocked').unsubscribe(noteBlocked);
  }
}
