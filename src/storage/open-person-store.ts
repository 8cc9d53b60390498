import type { HeadCopy, PersonStore } from './person-store.ts';
import type { OpenCopyFiles } from './second-copy/copy-files.ts';
import type { StoreLoss } from './healing/heal.ts';
import { CaseIndex } from './case-index.ts';
import { healStore } from './healing/heal.ts';
import { PersonDb } from './person-db.ts';
import { lookAfterCopies } from './second-copy/look-after.ts';
import { openOpfs } from './second-copy/opfs-files.ts';
import { SecondCopy } from './second-copy/second-copy.ts';
import { storageFailureOf } from './storage-failure.ts';
import { openDb } from './transact.ts';

export type Opened =
  | { readonly state: 'ready'; readonly store: PersonStore }
  /** Nothing here for this person; only with `create: false`. */
  | { readonly state: 'absent' }
  | { readonly state: 'lost'; readonly loss: StoreLoss; readonly store: PersonStore };

export interface OpenOptions {
  readonly person: string;
  readonly appVersion: string;
  readonly heads: HeadCopy | null;
  /** Make a store and a device when there is none, and mend what is not whole. The service worker never does. */
  readonly create: boolean;
  /** Where the second copy lies; the browser's private files unless a test says otherwise. */
  readonly copies?: OpenCopyFiles | undefined;
}

/**
 * Opens a person's store and compares it with what is known outside of it. A store that is emptied or cut short is never taken for a new one:
 * what the second copy has comes back, and what is missing then is named.
 * @throws StorageFailure
 */
export async function openPersonStore(options: OpenOptions): Promise<Opened> {
  const { person, appVersion, heads, create, copies = openOpfs } = options;
  const db = new PersonDb(person);
  const copy = new SecondCopy(person, copies);
  const store: PersonStore = { person, db, index: new CaseIndex(), appVersion, heads, copy };
  await openDb(db);
  const health = await healStore(store, create).catch(storageFailed);
  if (health.state === 'lost') return { state: 'lost', loss: health.loss, store };
  if (health.state === 'absent') {
    db.close();
    return { state: 'absent' };
  }
  await store.index.refresh(db);
  if (create) void lookAfterCopies(store);
  return { state: 'ready', store };
}

function storageFailed(error: unknown): never {
  throw storageFailureOf(error) ?? error;
}
