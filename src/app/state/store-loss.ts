import type { StoreLoss } from '#storage/healing/heal.ts';
import type { ServerHolds } from '#storage/healing/losses.ts';
import type { PersonStore } from '#storage/person-store.ts';
import type { ShownLoss } from './session-state.svelte.ts';
import { afterAsking, goOnAfter, settleLoss, unaskedLosses } from '#storage/healing/losses.ts';
import { NOTHING_HEALED } from '#storage/healing/nothing-healed.ts';
import { forgetHealed, readHealed } from '#storage/healing/healed.ts';
import { copiedEntries } from '#storage/second-copy/opfs-files.ts';
import { wakeEngine } from './engine-host.ts';
import { onStore } from './open-store.svelte.ts';
import { sessionState as state } from './session-state.svelte.ts';

/** A store that was found lost, waiting for its person to go on. */
interface LostStore {
  readonly store: PersonStore;
  readonly loss: StoreLoss;
  readonly holds: ServerHolds | null;
}

let lost: LostStore | null = null;

/**
 * Asks the server what it has of what is missing here.
 * @returns true when that is everything: nobody has to be told of a loss, and the store goes on
 */
export async function weighLoss(found: { readonly store: PersonStore; readonly loss: StoreLoss }): Promise<boolean> {
  lost = { ...found, holds: null };
  state.loss = shownOf(lost);
  await askAboutLoss();
  if (lost.holds === null || lost.loss.missing.length > 0 || (state.loss?.photos ?? 0) > 0) return false;
  state.healed = NOTHING_HEALED;
  await leaveLoss();
  return true;
}

/** Loaded when something is missing: hardly any start needs it, and it brings a schema checker along. */
async function holdingsOf(device: string, first: number): Promise<ServerHolds | null> {
  const { askHoldings } = await import('./ask-holdings.ts');
  return askHoldings(device, first);
}

/** Once more, when there is a line: what the server has is not lost. */
export async function askAboutLoss(): Promise<void> {
  const asked = lost;
  if (!asked || asked.holds) return;
  const holds = await holdingsOf(asked.loss.device, asked.loss.missing[0]?.from ?? 1);
  if (!holds || lost !== asked) return;
  lost = { ...asked, holds, loss: afterAsking(asked.loss, holds) };
  state.loss = shownOf(lost);
}

export function lostStore(): PersonStore | null {
  return lost?.store ?? null;
}

/** Goes on with what is left. */
export async function leaveLoss(): Promise<void> {
  if (!lost) return;
  await goOnAfter(lost.store, lost.loss, lost.holds);
  lost = null;
  state.loss = null;
}

/** What came back from the second copy, until it has been read. */
export async function showHealed(store: PersonStore): Promise<void> {
  const healed = await readHealed(store);
  if (healed) state.healed = healed;
}

/** The person has read it. */
export async function healedSaid(): Promise<void> {
  state.healed = null;
  await onStore(forgetHealed);
}

/** Who worked here is forgotten with the stores, what they had not sent is not. */
export async function countWaiting(): Promise<void> {
  state.waitingCopies = await copiedEntries().catch(() => 0);
}

/** Losses that were told without a line: with one it shows which of them are none. */
export async function settleOldLosses(store: PersonStore): Promise<void> {
  for (const { device, missing } of await unaskedLosses(store)) {
    const holds = await holdingsOf(device, missing[0]?.from ?? 1);
    if (!holds) continue;
    await settleLoss(store, device, holds);
    // What is gone is the office's to know.
    wakeEngine('start');
  }
}

function shownOf({ loss, holds }: LostStore): ShownLoss {
  const { missing, after, before, healed } = loss;
  return { missing, after, before, healed, isAsked: holds !== null, photos: holds?.missingPhotos.length ?? 0 };
}
