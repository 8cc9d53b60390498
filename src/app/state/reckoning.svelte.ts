import type { Failure } from './failure.ts';
import type { ReckonedItem } from './reckon-items.ts';
import { lastWritten, offerAgain, ownItems } from '#storage/own-items.ts';
import { createStatementVerifier } from '#storage/statement-verifier.ts';
import { askReckoning } from './ask-reckoning.ts';
import { wakeEngine } from './engine-host.ts';
import { onChange } from './live-query.ts';
import { net } from './net.svelte.ts';
import { inBackground, onStore, openStore, watchStore } from './open-store.svelte.ts';
import { lackingOf, reckonItems } from './reckon-items.ts';
import { sessionState } from './session-state.svelte.ts';
import { syncStatus } from './sync-status.svelte.ts';

export interface Reckoned {
  /** In the order they were written. */
  readonly items: readonly ReckonedItem[];
  /** When the server said so, by its clock; null when there was nothing to ask, or it could not be asked. */
  readonly at: number | null;
  /** The last own entry that was compared. */
  readonly last: number;
  /** Entries and photos that went back to the outbox. */
  readonly offeredAgain: number;
}

class ReckoningState {
  busy = $state(false);
  reckoned: Reckoned | null = $state.raw(null);
  /** Why the last question had no answer. */
  failure: Failure | null = $state.raw(null);
  /** The last own entry there is now. */
  last = $state(0);

  /** Entries were written after the list was signed. */
  get isStale(): boolean {
    return this.reckoned !== null && this.reckoned.last !== this.last;
  }

  /** 可以放心交机: the server's own list has everything, nothing is on its way, and nothing waits for a person. */
  get isSafe(): boolean {
    return (
      this.reckoned !== null &&
      !this.isStale &&
      this.failure === null &&
      this.reckoned.items.every(({ state }) => state === 'confirmed') &&
      syncStatus.safeToHandOver &&
      syncStatus.attention.length === 0
    );
  }

  /** All has been delivered since: worth another question. Never after a gap in the server's list, or the two would go round in circles. */
  get isDue(): boolean {
    if (this.busy || this.failure !== null || net.state === 'offline' || !syncStatus.safeToHandOver) return false;
    if (this.reckoned === null) return true;
    if (this.reckoned.items.some(({ state }) => state === 'missing')) return false;
    return this.isStale || this.reckoned.items.some(({ state }) => state === 'pending');
  }
}

const state = new ReckoningState();
export const reckoning: Readonly<ReckoningState> = state;

watchStore((store) => {
  const stop = onChange(
    () => store.db.entries.orderBy('n').keys(),
    () =>
      inBackground(async () => {
        const last = await lastWritten(store);
        if (openStore() === store) state.last = last;
      }),
  );
  return () => {
    stop();
    Object.assign(state, { reckoned: null, failure: null, last: 0 });
  };
});

/** Asks the server what it holds, compares it item by item, and sends again what it lacks and this device still has. */
export async function reckon(): Promise<void> {
  if (state.busy) return;
  state.busy = true;
  try {
    await compare();
  } finally {
    state.busy = false;
  }
}

async function compare(): Promise<void> {
  const { server } = sessionState;
  const store = openStore();
  // Read before the question: what the server takes meanwhile is more than is asked for, never less.
  const own = await onStore(ownItems);
  if (!own.ok || !server) {
    state.failure = own.ok ? { code: 'signed-out', params: {} } : own.failure;
    return;
  }
  const { items, last } = own.value;
  const told = await askReckoning(items, createStatementVerifier(server.publicKey));
  if (openStore() !== store) return;
  if (!told.ok) {
    state.failure = told.failure;
    state.reckoned = { items: reckonItems(items, null), at: null, last, offeredAgain: 0 };
    return;
  }
  const { entries, at } = told.value;
  const lacking = lackingOf(items, entries);
  const offered = await onStore((open) => offerAgain(open, lacking));
  if (openStore() !== store) return;
  state.failure = offered.ok ? null : offered.failure;
  state.reckoned = { items: reckonItems(items, entries), at, last, offeredAgain: offered.ok ? offered.value : 0 };
  if (state.reckoned.offeredAgain > 0) wakeEngine('button');
}
