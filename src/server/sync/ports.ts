import type { LogStore } from '../db/port.ts';
import type { PageLimits } from './page-builder.ts';
import type { Person } from '#domain/people/person.ts';

/** Signs what the server states. `hash` is `hashOfStatement(…)`; the answer is base64url. */
export interface Signer {
  readonly alg: string;
  sign(hash: string): Promise<string>;
}

/** Whether `sig` is the signature of the key over the UTF-8 of the entry id. */
export type VerifyDeviceSignature = (publicKey: string, entryId: string, sig: string) => Promise<boolean>;

/** Everything outside that ingest and feed touch. */
export interface SyncDeps {
  readonly store: LogStore;
  readonly clock: { now(): number };
  readonly signer: Signer;
  readonly verifyDeviceSignature: VerifyDeviceSignature;
  /** Smaller pages than usual, so that a test meets their edges. */
  readonly pageLimits?: PageLimits | undefined;
}

/** Who asks: the person of the session, as the server knows them now. */
export interface SyncSession {
  readonly person: Person;
  /** By the device's signature alone: taken for review, told nothing. */
  readonly isHandIn?: boolean | undefined;
}
