import type { HeadCopy, PersonStore } from '#storage/person-store.ts';
import type { Failure, FailureCode, Outcome } from './failure.ts';
import { failed, succeeded } from './failure.ts';
import { Shell } from '#storage/shell-db.ts';
import { storageFailureOf } from '#storage/storage-failure.ts';

/** Told of every store that is opened; what it answers is called when that store is left. */
type Watcher = (store: PersonStore) => () => void;

let current: PersonStore | null = $state.raw(null);
const watchings: { readonly watcher: Watcher; leave: () => void }[] = [];

export const shell = new Shell();

/** The store of the person who works now. */
export function openStore(): PersonStore | null {
  return current;
}

/** Another person's store, or none. The one left is closed. */
export function useStore(store: PersonStore | null): void {
  if (current === store) return;
  for (const watching of watchings) {
    watching.leave();
    watching.leave = () => {};
  }
  current?.db.close();
  current = store;
  if (store) for (const watching of watchings) watching.leave = watching.watcher(store);
}

export function watchStore(watcher: Watcher): () => void {
  const watching = { watcher, leave: current ? watcher(current) : () => {} };
  watchings.push(watching);
  return () => {
    watching.leave();
    watchings.splice(watchings.indexOf(watching), 1);
  };
}

/** Runs work on the open store; what the disk refuses becomes an outcome, anything else is a bug and goes on as one. */
export async function onStore<T>(work: (store: PersonStore) => Promise<T>): Promise<Outcome<T>> {
  if (!current) return failed('signed-out');
  try {
    return succeeded(await work(current));
  } catch (error) {
    return { ok: false, failure: storageFailed(error) };
  }
}

/** @throws what is no failure of the storage */
export function storageFailed(error: unknown): Failure {
  const failure = storageFailureOf(error);
  if (!failure) throw error;
  return { code: `storage-${failure.kind}` satisfies FailureCode, params: {} };
}

/** The chain's head once more, outside IndexedDB: localStorage survives what empties a damaged database. */
export const headCopy: HeadCopy = {
  read(person) {
    const text = localStorage.getItem(headKey(person));
    return text === null ? null : (JSON.parse(text) as ReturnType<HeadCopy['read']>);
  },
  write(person, head) {
    localStorage.setItem(headKey(person), JSON.stringify(head));
  },
};

function headKey(person: string): string {
  return `jiban-head-${person}`;
}
