import type { FailureCode } from '#app/text/failure-code.ts';
import type { NoRoomCode } from '#app/text/no-room.ts';
import { wakeEngine } from './engine-host.ts';
import { refreshStorageHealth } from './storage-health.svelte.ts';
import { syncStatus } from './sync-status.svelte.ts';

const NO_ROOM: readonly (FailureCode | undefined)[] = ['storage-quota', 'storage-disk', 'storage-timeout'];

/** Nothing could be stored, and nothing is: what was to be saved is on the screen and in no other place. */
export function isNoRoom(code: FailureCode | undefined): code is NoRoomCode {
  return NO_ROOM.includes(code);
}

const LOOK_EVERY_MS = 250;
const PATIENCE_MS = 30_000;

/** Sends what is here, so that its photos may go; answers when that pass has ended, well or not, or after half a minute. */
export async function sendFirst(): Promise<void> {
  const startedAt = Date.now();
  wakeEngine('button');
  while (Date.now() - startedAt < PATIENCE_MS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    const { run } = syncStatus;
    if (run && run.at >= startedAt && run.phase !== 'working') break;
  }
  await refreshStorageHealth();
}
