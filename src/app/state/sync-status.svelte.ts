import type { AttentionReason, Delivery } from './delivery.ts';
import type { Outcome } from './failure.ts';
import { failed } from './failure.ts';

export type WaitCause = 'offline' | 'server-error' | 'captive-portal' | 'sign-in' | 'device-revoked' | 'protocol-too-old' | 'storage' | 'wrong-receipt';

/** One row of the sync screen. */
export interface CaseSync {
  readonly caseId: string;
  /** Own entries, and those of them without receipt. */
  readonly entries: number;
  readonly unsentEntries: number;
  readonly photos: number;
  readonly deliveredPhotos: number;
  readonly totalBytes: number;
  readonly sentBytes: number;
  readonly delivery: Delivery;
}

/** Something a person has to look at. Never goes away by itself, and never holds up the rest. */
export interface Attention {
  readonly entry: string;
  readonly caseId: string;
  readonly kind: string;
  readonly claimedAt: number;
  /** `quarantined`: not sent any more; `refused`, `review`: the verdict; `blob`: its photo cannot be sent. */
  readonly what: 'quarantined' | 'refused' | 'review' | 'blob';
  readonly reason: AttentionReason;
}

class SyncStatus {
  phase: 'idle' | 'working' | 'waiting' = $state('idle');
  cause: WaitCause | null = $state(null);
  step: 'push' | 'pull' | 'blobs' | null = $state(null);
  nextTryAt: number | null = $state(null);
  net: 'online' | 'offline' | 'unknown' = $state('unknown');
  unsent: { readonly entries: number; readonly blobs: number; readonly bytes: number; readonly oldestAt: number | null } = $state.raw({
    entries: 0,
    blobs: 0,
    bytes: 0,
    oldestAt: null,
  });
  /** Cases with own work, newest first. */
  cases: readonly CaseSync[] = $state.raw([]);
  attention: readonly Attention[] = $state.raw([]);
  /** Cases the server says have left the scope, so many that a person has to agree. */
  heldRemovals = $state(0);
  lastSuccessAt: number | null = $state(null);
  /** `done`: the first set of cases is complete. */
  firstDownload: { readonly done: boolean; readonly count: number } = $state.raw({ done: false, count: 0 });

  /** 可以放心交机: nothing at all is on this device only. */
  get safeToHandOver(): boolean {
    return this.unsent.entries === 0 && this.unsent.blobs === 0;
  }
}

const state = new SyncStatus();
export const syncStatus: Readonly<SyncStatus> = state;

export function retryNow(): void {}

export async function confirmRemovals(): Promise<void> {}

/** Seen by its author; the entry stays in the case. Quarantined entries stay listed. */
export async function dismissAttention(entry: string): Promise<void> {
  state.attention = state.attention.filter((item) => item.entry !== entry);
}

/** Everything without receipt in one file: the way out when nothing else works. */
export async function exportUnsent(): Promise<Outcome<Blob>> {
  return failed('signed-out');
}
