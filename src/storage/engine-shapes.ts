import type { SignedEntry } from '#domain/log/entry.ts';
import type { QuarantineCode } from '#protocol/errors.ts';
import type { Cursor, DeviceHealth, LogPoint, SyncHead } from '#protocol/sync.ts';

/**
 * The shapes of src/sync/ports.ts as this layer writes them down: storage may not know the engine, so the two meet by structure
 * (tests/storage/local-store.test.ts holds them together).
 */
export interface SyncPosition {
  readonly device: string;
  readonly cursor: Cursor | null;
  readonly need: readonly string[];
  readonly health: DeviceHealth;
  readonly known?: LogPoint | undefined;
}

export interface OutboxEntry {
  readonly id: string;
  readonly entry: SignedEntry;
  readonly bytes: number;
}

export interface OutboxLimits {
  readonly maxBytes: number;
  readonly maxEntries: number;
  readonly skip?: ReadonlySet<string> | undefined;
}

export interface QuarantinedEntry {
  readonly entry: string;
  readonly code: QuarantineCode;
  readonly detail: string;
}

export interface BlobTask {
  readonly blob: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly role: 'thumb' | 'original';
  readonly failures: number;
  readonly notBefore: number;
}

export interface PullPage {
  readonly head: SyncHead;
  readonly lines: readonly string[];
}

export interface PageOutcome {
  readonly need: readonly string[];
  readonly removalHeld: number;
}

export interface UploadProgress {
  readonly sentBytes: number;
  readonly failed?: { readonly notBefore: number; readonly code: string } | undefined;
}

export type WaitCause =
  | 'offline'
  | 'server-error'
  | 'captive-portal'
  | 'sign-in'
  | 'device-revoked'
  | 'protocol-too-old'
  | 'storage'
  | 'wrong-receipt';

export type RunState =
  | { readonly phase: 'idle'; readonly at: number }
  | { readonly phase: 'working'; readonly at: number; readonly step: 'push' | 'pull' | 'blobs' }
  | {
      readonly phase: 'waiting';
      readonly at: number;
      readonly cause: WaitCause;
      readonly nextTryAt: number | null;
      /** Entries the server fails on while it takes all others; each is tried again alone. */
      readonly held?: readonly string[] | undefined;
    };
