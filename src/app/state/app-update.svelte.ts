import { untrack } from 'svelte';
import { busyWork, hold, release } from './busy-work.svelte.ts';

/** Takes the new version that waits. Given by main.ts: this layer may not know the service worker's side. */
export interface UpdateHost {
  /** Answers once the new version controls the page, just before it reloads. */
  apply(): Promise<void>;
}

class AppUpdate {
  /** A new version is installed and waits. */
  ready = $state(false);
  /** A new version did not arrive whole. */
  failed = $state(false);
  applying = $state(false);
  /** A reload would interrupt something: an open form, the camera. */
  get isHeld(): boolean {
    return busyWork.holds > 0;
  }
}

const state = new AppUpdate();
let host: UpdateHost | null = null;

export const appUpdate: Readonly<AppUpdate> = state;

export function hostUpdates(given: UpdateHost): void {
  host = given;
}

export function noteUpdateReady(): void {
  state.ready = true;
  state.failed = false;
}

export function noteUpdateFailed(): void {
  state.failed = !state.ready;
}

/** While the component lives, no new version is taken. Call during its set-up. */
export function holdUpdates(): void {
  $effect(() => {
    untrack(hold);
    return release;
  });
}

/** Only by a tap, never under work in progress. */
export async function takeUpdate(): Promise<void> {
  if (!state.ready || state.isHeld || state.applying) return;
  state.applying = true;
  await host?.apply();
}
