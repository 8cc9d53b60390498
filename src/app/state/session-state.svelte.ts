import type { Person } from '#domain/people/person.ts';
import type { Directory, ServerIdentity } from '#protocol/session.ts';
import type { StoreLoss } from '#storage/healing/heal.ts';
import type { Healed } from '#storage/healing/nothing-healed.ts';
import type { Failure } from './failure.ts';

/**
 *   starting        looking for the account used last
 *   signed-out      nobody works here
 *   ready           with or without network
 *   store-lost      this browser knows of entries that its store does not hold any more
 *   storage-failed  the store cannot be opened
 */
export type SessionPhase = 'starting' | 'signed-out' | 'ready' | 'store-lost' | 'storage-failed';

/** A person who signed in on this browser and did not sign out: their data is here. */
export interface KnownPerson {
  readonly id: string;
  readonly name: string;
  readonly role: Person['role'];
  readonly unitName: string;
  readonly lastUsedAt: number;
}

/** What this browser wrote and does not hold any more, as exactly as is known now. */
export interface ShownLoss extends Pick<StoreLoss, 'missing' | 'after' | 'before' | 'healed'> {
  /** The server was asked, and what it has is not in `missing`. */
  readonly isAsked: boolean;
  /** Photos of records it has that neither side has. */
  readonly photos: number;
}

class SessionState {
  phase: SessionPhase = $state('starting');
  person: Person | null = $state.raw(null);
  directory: Directory = $state.raw({ units: [], people: [] });
  server: ServerIdentity | null = $state.raw(null);
  demo = $state(false);
  /** A sign-in or a switch is under way. */
  busy = $state(false);
  /** The server does not know the session any more: work goes on, sending waits for a sign-in. */
  needsSignIn = $state(false);
  device: string | null = $state(null);
  accounts: readonly KnownPerson[] = $state.raw([]);
  loss: ShownLoss | null = $state.raw(null);
  /** With nobody known here: records that wait in the second copies of this browser for their person. */
  waitingCopies = $state(0);
  /** Came back from the second copy without anybody's doing; null once it has been said. */
  healed: Healed | null = $state.raw(null);
  failure: Failure | null = $state.raw(null);
}

/** For this folder; screens read `session`. */
export const sessionState = new SessionState();
