import type { Opened } from '#storage/open-person-store.ts';
import type { PersonStore } from '#storage/person-store.ts';
import type { Account } from '#storage/shell-db.ts';
import type { DemoPerson, SessionInfo } from '#protocol/session.ts';
import type { Outcome } from './failure.ts';
import type { KnownPerson } from './session-state.svelte.ts';
import { openPersonStore } from '#storage/open-person-store.ts';
import { deviceOf } from '#storage/person-store.ts';
import { wipeReplica } from '#storage/wipe-replica.ts';
import { rememberOffice } from '#rescue/office-key.ts';
import { callApi } from './call-api.ts';
import { onWake, stopEngine, wakeEngine } from './engine-host.ts';
import { enrolDevice } from './enrol-device.ts';
import { failed, succeeded } from './failure.ts';
import { headCopy, inBackground, onStoreLost, openStore, shell, storageFailed, useStore } from './open-store.svelte.ts';
import { sessionState as state } from './session-state.svelte.ts';
import { countWaiting, leaveLoss, lostStore, settleOldLosses, showHealed, weighLoss } from './store-loss.ts';
import { unsentWork } from './unsent-work.ts';
import type { UnsentWork } from './unsent-work.ts';

export { askAboutLoss, healedSaid } from './store-loss.ts';

export const session: Readonly<typeof state> = state;

onStoreLost(() => void reopen());

/** A device that began without a line is not known to the server yet, and until it is nothing can be sent. */
let awaitsEnrolment = false;
onWake(() => {
  if (awaitsEnrolment) void refreshSession();
});

/** Opens the account used last, without network, then asks the server behind the screen's back. Call once, before the first screen. */
export async function boot(): Promise<void> {
  state.phase = 'starting';
  state.failure = null;
  try {
    const accounts = await loadAccounts();
    const account = accounts.find((one) => one.current) ?? null;
    if (!account) {
      state.phase = 'signed-out';
      if (accounts.length === 0) await countWaiting();
      return;
    }
    await openAccount(account);
  } catch (error) {
    state.failure = storageFailed(error);
    state.phase = 'storage-failed';
    return;
  }
  void refreshSession();
}

export function signIn(account: string, password: string): Promise<Outcome> {
  return enter(() => callApi<SessionInfo>('/api/session', { method: 'POST', body: { account, password } }));
}

export function demoPeople(): Promise<Outcome<readonly DemoPerson[]>> {
  return callApi<readonly DemoPerson[]>('/api/demo/people');
}

export function signInDemo(person: string): Promise<Outcome> {
  return enter(() => callApi<SessionInfo>('/api/demo/session', { method: 'POST', body: { person } }));
}

export type SignOut = { readonly ok: true } | { readonly ok: false; readonly unsent: readonly UnsentWork[] };

/** Refused while anything has no receipt: what is only here must not be left behind by a tap. Then all cases leave this device. */
export async function signOut(): Promise<SignOut> {
  const store = openStore();
  if (store) {
    const unsent = await unsentWork(store);
    if (unsent.length > 0) return { ok: false, unsent };
    await stopEngine();
    // Another tab may have written since: then nothing was wiped, and what it wrote is listed.
    if (!(await wipeReplica(store))) return { ok: false, unsent: await unsentWork(store) };
    await shell.forget(store.person);
  }
  await callApi('/api/session', { method: 'DELETE' });
  leave();
  await loadAccounts();
  return { ok: true };
}

/** To another person of this browser, offline as well. Nobody's data is touched; sending waits until they have signed in. */
export async function switchAccount(person: string): Promise<Outcome> {
  return guarded(async () => {
    const account = (await shell.accounts()).find((one) => one.person.id === person);
    if (!account) return failed('signed-out');
    await shell.use(account);
    await openAccount(account);
    await loadAccounts();
    void refreshSession();
    return succeeded();
  });
}

/** After `store-lost`, once the person has read what is gone: what is left is kept, and a new device goes on. */
export async function startNewDevice(): Promise<Outcome> {
  const store = lostStore();
  const account = await shell.current();
  if (!store || !account) return failed('signed-out');
  return guarded(async () => {
    await leaveLoss();
    await goOn(store, account);
    void refreshSession();
    return succeeded();
  });
}

/** After `storage-failed`. */
export async function retryOpen(): Promise<void> {
  await (state.person ? openAsBefore() : boot());
}

/** Asks the server who we are: new names, a new role, an expired session; enrols the device if that has not happened yet. */
export async function refreshSession(): Promise<void> {
  const answer = await callApi<SessionInfo>('/api/session');
  const store = openStore();
  if (!store) return;
  if (!answer.ok) {
    if (answer.failure.code === 'unauthenticated') state.needsSignIn = true;
    return;
  }
  // The cookie is one per browser: it may belong to the person who worked here before.
  state.needsSignIn = answer.value.person.id !== store.person;
  if (state.needsSignIn) return;
  const account = await shell.current();
  // The server's key was pinned at sign-in; only a sign-in may change it.
  if (account?.person.id !== store.person) return;
  await keep(store, { ...answer.value, server: { ...answer.value.server, publicKey: account.server.publicKey } });
}

/** The browser may still be busy clearing: opening is tried this often, with a pause. */
const REOPEN_TRIES = 6;
const REOPEN_PAUSE_MS = 400;

/** The store went away under an open page: opened anew, and compared with what the page still knows of it (faults 4, D3). */
async function reopen(): Promise<void> {
  if (!openStore()) return;
  useStore(null);
  for (let left = REOPEN_TRIES; left > 0; left--) {
    await new Promise((resolve) => setTimeout(resolve, REOPEN_PAUSE_MS));
    await openAsBefore();
    if (state.failure === null) return;
  }
}

/** The person is known to the page, whatever has become of the list of accounts. */
async function openAsBefore(): Promise<void> {
  const { person, directory, server, demo, device } = state;
  if (!person || !server) return;
  try {
    const opened = await openPersonStore({
      person: person.id,
      appVersion: __APP_VERSION__,
      heads: headCopy,
      create: true,
    });
    const account = { person, directory, server, demo, device };
    await shell.use(account);
    state.failure = null;
    await showOpened(opened, account);
    void refreshSession();
  } catch (error) {
    state.failure = storageFailed(error);
    state.phase = 'storage-failed';
  }
}

async function enter(ask: () => Promise<Outcome<SessionInfo>>): Promise<Outcome> {
  if (state.busy) return failed('conflict');
  return guarded(async () => {
    const answer = await ask();
    if (!answer.ok) return answer;
    const info = answer.value;
    const opened = await openPersonStore({
      person: info.person.id,
      appVersion: __APP_VERSION__,
      heads: headCopy,
      create: true,
    });
    const known = (await shell.accounts()).find((one) => one.person.id === info.person.id);
    // Signing in is the one moment when another server (a new key) is taken on: the device has to be made known to it.
    const device = known?.server.publicKey === info.server.publicKey ? known.device : null;
    const account = { person: info.person, directory: info.directory, server: info.server, demo: info.demo, device };
    await shell.use(account);
    state.needsSignIn = false;
    if (opened.state === 'absent') return failed('storage-lost');
    await showAccount(opened.store, account);
    if (opened.state === 'lost' && !(await isRegained(opened))) return failed('storage-lost');
    const kept = await keep(opened.store, info);
    if (!kept.ok) {
      opened.store.db.close();
      return kept;
    }
    await show(opened.store, account);
    await loadAccounts();
    wakeEngine('start');
    return succeeded();
  });
}

/** Remembers what the server said, with the device enrolled. */
async function keep(store: PersonStore, info: SessionInfo): Promise<Outcome> {
  const known = (await shell.accounts()).find((one) => one.person.id === info.person.id);
  const device = await deviceOf(store);
  const isEnrolled = known?.device === device.id && known.server.epoch === info.server.epoch;
  if (!isEnrolled) {
    const enrolled = await enrolDevice(store);
    if (!enrolled.ok) return enrolled;
  }
  await shell.use({
    person: info.person,
    directory: info.directory,
    server: info.server,
    demo: info.demo,
    device: device.id,
  });
  if (openStore() === store) await showAccount(store, info);
  awaitsEnrolment = false;
  if (!isEnrolled) wakeEngine('start');
  inBackground(() => settleOldLosses(store));
  return succeeded();
}

async function openAccount(account: Account): Promise<void> {
  const opened = await openPersonStore({
    person: account.person.id,
    appVersion: __APP_VERSION__,
    heads: headCopy,
    create: true,
  });
  await showOpened(opened, account);
}

async function showOpened(opened: Opened, account: Omit<Account, 'lastUsedAt' | 'current'>): Promise<void> {
  if (opened.state === 'absent') return;
  await showAccount(opened.store, account);
  // The store may have mended itself as a new device: that one has to be enrolled first.
  if (account.device !== null && account.device !== state.device) await shell.use({ ...account, device: null });
  if (opened.state === 'ready') await show(opened.store, account);
  else if (await isRegained(opened)) await goOn(opened.store, account);
}

/** A loss is weighed before it is told: when the server has all that is missing here, there is none. */
async function isRegained(lost: Extract<Opened, { readonly state: 'lost' }>): Promise<boolean> {
  useStore(null);
  if (await weighLoss(lost)) return true;
  state.phase = 'store-lost';
  return false;
}

/** After a loss, with whatever device the store is now. */
async function goOn(store: PersonStore, account: Omit<Account, 'lastUsedAt' | 'current'>): Promise<void> {
  const { id } = await deviceOf(store);
  await shell.use({ ...account, device: account.device === id ? id : null });
  await store.index.refresh(store.db);
  await show(store, account);
}

async function show(
  store: PersonStore,
  account: Pick<Account, 'person' | 'directory' | 'server' | 'demo'>,
): Promise<void> {
  await showAccount(store, account);
  useStore(store);
  void askToKeep();
  state.phase = 'ready';
  awaitsEnrolment = (await shell.current())?.device !== state.device;
  await showHealed(store);
}

/** Chromium grants it to an installed app without a question; where it does not, the storage section says so (fault 28). */
async function askToKeep(): Promise<void> {
  const { storage } = navigator as { readonly storage?: Partial<StorageManager> };
  await storage?.persist?.().catch(() => false);
}

async function showAccount(
  store: PersonStore,
  account: Pick<Account, 'person' | 'directory' | 'server' | 'demo'>,
): Promise<void> {
  const { person, directory, server, demo } = account;
  if (server.rescueKey) rememberOffice(person.id, { name: person.name, rescueKey: server.rescueKey });
  Object.assign(state, { person, directory, server, demo, device: await deviceIdOf(store) });
}

async function deviceIdOf(store: PersonStore): Promise<string | null> {
  return deviceOf(store).then(
    (device) => device.id,
    () => null,
  );
}

function leave(): void {
  useStore(null);
  Object.assign(state, {
    phase: 'signed-out',
    person: null,
    device: null,
    needsSignIn: false,
    directory: { units: [], people: [] },
  });
}

async function loadAccounts(): Promise<readonly Account[]> {
  const accounts = await shell.accounts();
  state.accounts = accounts.map(({ person, directory, lastUsedAt }): KnownPerson => ({
    id: person.id,
    name: person.name,
    role: person.role,
    unitName: directory.units.find((unit) => unit.id === person.unit)?.name ?? '',
    lastUsedAt,
  }));
  return accounts;
}

async function guarded(work: () => Promise<Outcome>): Promise<Outcome> {
  state.busy = true;
  try {
    return await work();
  } catch (error) {
    return { ok: false, failure: storageFailed(error) };
  } finally {
    state.busy = false;
  }
}
