import type { HeadCopy, PersonStore } from '#storage/person-store.ts';
import type { FailureCode } from '#app/text/failure-code.ts';
import type { Failure, Outcome } from './failure.ts';
import { failed, succeeded } from './failure.ts';
import { Shell } from '#storage/shell-db.ts';
import { storageFailureOf } from '#storage/storage-failure.ts';

/** Told of every store that is opened; what it answers is called when that store is left. */
type Watcher = (store: PersonStore) => () => void;

let current: PersonStore | null = $state.raw(null);
const watchings: { readonly watcher: Watcher; leave: () => void }[] = [];

/** Told when the open store went away under us, by whoever comes upon it. */
let lostListener: () => void = () => {};

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
  current?.db.retire();
  current = store;
  // Closed, and not by us: site data cleared, disk trouble.
  store?.db.on('close', () => {
    if (current === store && !store.db.isRetired) lostListener();
  });
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

/** Told when a write was refused because a newer version has claimed the store. */
let newerListener: () => void = () => {};

export function onNewerStore(listener: () => void): void {
  newerListener = listener;
}

export function onStoreLost(listener: () => void): void {
  lostListener = listener;
}

/**
 * Reading for the screens, behind nobody's tap. A store that was left meanwhile, or that fails, shows in its own place; a lost one is told;
 * anything else is a bug.
 */
export function inBackground(work: () => Promise<unknown>): void {
  const from = current;
  work().catch((error: unknown) => {
    const { code } = storageFailed(error);
    if (code === 'storage-lost' && current === from) lostListener();
  });
}

/** Runs work on the open store; what the disk refuses becomes an outcome, anything else is a bug and goes on as one. */
export async function onStore<T>(work: (store: PersonStore) => Promise<T>): Promise<Outcome<T>> {
  if (!current) return failed('signed-out');
  try {
    return succeeded(await work(current));
  } catch (error) {
    const failure = storageFailed(error);
    if (failure.code === 'storage-lost') lostListener();
    return { ok: false, failure };
  }
}

/** @throws what is no failure of the storage */
export function storageFailed(error: unknown): Failure {
  const failure = storageFailureOf(error);
  if (!failure) throw error;
  if (failure.kind === 'newer') newerListener();
  return { code: `storage-${failure.kind}` satisfies FailureCode, params: {} };
}

/** While the page lives it knows the heads by itself: "clear site data" takes localStorage as well (faults D3). */
const headsSeen: Record<string, ReturnType<HeadCopy['read']>> = {};

/** The chain's head once more, outside IndexedDB: localStorage survives what empties a damaged database. */
export const headCopy: HeadCopy = {
  read(person) {
    const text = localStorage.getItem(headKey(person));
    return text === null ? (headsSeen[person] ?? null) : (JSON.parse(text) as ReturnType<HeadCopy['read']>);
  },
  write(person, head) {
    headsSeen[person] = head;
    localStorage.setItem(headKey(person), JSON.stringify(head));
  },
};

function headKey(person: string): string {
  return `jiban-head-${person}`;
}
