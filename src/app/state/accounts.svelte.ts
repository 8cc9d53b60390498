import type { Unit } from '#domain/people/person.ts';
import type { AccountChange, AccountInfo, IssuedPassword, NewAccount, NewUnit } from '#protocol/people.ts';
import type { Failure, Outcome } from './failure.ts';
import { callApi } from './call-api.ts';
import { succeeded } from './failure.ts';

/** An account as the screens know it. */
export type AccountRow = AccountInfo;
export type UnitKind = NewUnit['kind'];
/** Roles an account may be given. */
export type GivenRole = NewAccount['role'];

class Accounts {
  list: readonly AccountInfo[] = $state.raw([]);
  /** False until the list has been read once. */
  ready = $state(false);
  failure: Failure | null = $state.raw(null);
}

const state = new Accounts();
export const accounts: Readonly<Accounts> = state;

export async function loadAccounts(): Promise<void> {
  const answer = await callApi<readonly AccountInfo[]>('/api/people');
  state.failure = answer.ok ? null : answer.failure;
  if (!answer.ok) return;
  state.list = answer.value;
  state.ready = true;
}

/** Answers the first password: shown once, known to nobody afterwards. */
export async function addAccount(account: NewAccount): Promise<Outcome<string>> {
  return thenReload(passwordOf(await callApi<IssuedPassword>('/api/people', { method: 'POST', body: account })));
}

export async function changeAccount(id: string, change: AccountChange): Promise<Outcome> {
  return thenReload(await callApi<null>(`/api/people/${id}`, { method: 'PUT', body: change }));
}

/** Answers the new password. */
export async function resetPassword(id: string): Promise<Outcome<string>> {
  return passwordOf(await callApi<IssuedPassword>(`/api/people/${id}/password`, { method: 'POST' }));
}

export async function addUnit(unit: NewUnit): Promise<Outcome<Unit>> {
  return callApi<Unit>('/api/units', { method: 'POST', body: unit });
}

export async function changeOwnPassword(current: string, next: string): Promise<Outcome> {
  return callApi<null>('/api/session/password', { method: 'PUT', body: { current, next } });
}

function passwordOf(answer: Outcome<IssuedPassword>): Outcome<string> {
  return answer.ok ? succeeded(answer.value.password) : answer;
}

async function thenReload<T>(answer: Outcome<T>): Promise<Outcome<T>> {
  if (answer.ok) await loadAccounts();
  return answer;
}
