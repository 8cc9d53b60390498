import type { Person } from '#domain/people/person.ts';
import type { DemoPerson, Directory, ServerIdentity } from '#protocol/session.ts';
import type { Failure, Outcome } from './failure.ts';
import { failed } from './failure.ts';

export type SessionPhase = 'starting' | 'signed-out' | 'ready' | 'store-lost' | 'storage-failed';

/** A person who signed in on this browser before; their data is still here. */
export interface KnownPerson {
  readonly id: string;
  readonly name: string;
  readonly role: Person['role'];
  readonly unitName: string;
  readonly lastUsedAt: number;
}

/** What this browser remembers of a store that is no longer whole: entries numbered after `keptSeq` up to `lastSeq` are gone from it. */
export interface StoreLoss {
  readonly keptSeq: number;
  readonly lastSeq: number;
}

/** Why a sign-out was refused: work of this case is on this device only. */
export interface UnsentWork {
  readonly caseId: string;
  readonly entries: number;
  readonly blobs: number;
}

class SessionState {
  phase: SessionPhase = $state('starting');
  person: Person | null = $state.raw(null);
  directory: Directory = $state.raw({ units: [], people: [] });
  server: ServerIdentity | null = $state.raw(null);
  demo = $state(false);
  /** A sign-in or a switch is under way. */
  busy = $state(false);
  accounts: readonly KnownPerson[] = $state.raw([]);
  loss: StoreLoss | null = $state.raw(null);
  failure: Failure | null = $state.raw(null);
  device: string | null = $state(null);
}

const state = new SessionState();
export const session: Readonly<SessionState> = state;

/** Opens the account used last, without network. Call once, before the first screen. */
export async function boot(): Promise<void> {
  state.phase = 'signed-out';
}

export async function signIn(account: string, password: string): Promise<Outcome> {
  return failed('offline', { account, length: password.length });
}

export async function demoPeople(): Promise<Outcome<readonly DemoPerson[]>> {
  return failed('offline');
}

export async function signInDemo(person: string): Promise<Outcome> {
  return failed('offline', { person });
}

export type SignOut = { readonly ok: true } | { readonly ok: false; readonly unsent: readonly UnsentWork[] };

/** Refused while anything has no receipt: what is only here must not be left behind by a tap. */
export async function signOut(): Promise<SignOut> {
  return { ok: true };
}

/** Back to another person of this browser, offline as well. Nobody's data is touched. */
export async function switchAccount(person: string): Promise<Outcome> {
  return failed('signed-out', { person });
}

/** After `store-lost`, once the person has read what is gone: go on as a new device. */
export async function startNewDevice(): Promise<Outcome> {
  return failed('storage-lost');
}

/** After `storage-failed`. */
export async function retryOpen(): Promise<void> {
  await boot();
}
