import type { EngineHost } from '#sw/engine-host.ts';
import type { WakeCause } from '#sync/engine.ts';
import type { FilesAnswer } from '#sw/app-files.ts';
import { createEngineHost } from '#sw/engine-host.ts';
import { askWorker } from './ask-worker.ts';

export interface ServiceWorkerBridge {
  /** Wakes the engine where it lives: in the service worker, or here when none controls the page. Never waits, never fails. */
  wake(cause: WakeCause): void;
  /** Ends every request of the person who signs out, here and in the service worker. */
  stop(): Promise<void>;
  /** Asks the worker whether every file of the app can be read back, and to fetch what cannot. null: no worker has this page. */
  files(job: 'check-files' | 'repair-files'): Promise<FilesAnswer | null>;
  /** Takes the version that waits; answers when it controls the page, which then reloads once. */
  applyUpdate(): Promise<void>;
}

export interface BridgeOptions {
  readonly appVersion: string;
  /** A new version is installed and waits for consent. Called again for each newer one. */
  readonly onUpdateReady: () => void;
  /** A new version could not be fetched whole; the old one goes on. */
  readonly onUpdateFailed?: (() => void) | undefined;
  /** Only tests replace these. */
  readonly scriptUrl?: string | undefined;
  readonly reload?: (() => void) | undefined;
}

interface Syncing extends ServiceWorkerRegistration {
  readonly sync?: { register(tag: string): Promise<void> };
}

/** While the page is seen it looks once a minute, for all that brings no event: a network that is "online" and leads nowhere (fault 42). */
const LOOK_EVERY_MS = 60_000;
const UPDATE_CHECK_MS = 60 * 60_000;
const STOP_PATIENCE_MS = 2_000;
const FILES_PATIENCE_MS = 60_000;
/** The very first worker takes over once all files are here. */
const FIRST_WORKER_MS = 15_000;

/** Registers the service worker and is the page's side of it. Call once, when the first screen stands. */
export function startServiceWorker(options: BridgeOptions): ServiceWorkerBridge {
  const workers = 'serviceWorker' in navigator ? navigator.serviceWorker : null;
  let own: EngineHost | null = null;
  let registration: Syncing | null = null;
  let consented = false;
  let tags = 0;

  function wake(cause: WakeCause): void {
    const worker = workers?.controller;
    // Both hosts may live for a moment while the first worker takes over: the lock keeps their passes apart.
    if (worker) worker.postMessage({ type: 'wake', cause });
    else void (own ??= createEngineHost(options.appVersion)).wake(cause);
    // So that the work goes out even if this page and its worker are gone by the time there is a network.
    if (cause === 'append') void askForSync();
  }

  async function askForSync(): Promise<void> {
    try {
      await registration?.sync?.register(`sync:${String(Date.now())}-p${String(tags++)}`);
    } catch {
      // Not allowed here, or unknown to this browser.
    }
  }

  async function applyUpdate(): Promise<void> {
    const waiting = registration?.waiting;
    if (!waiting || !workers) return;
    consented = true;
    const taken = new Promise<void>((resolve) =>
      workers.addEventListener('controllerchange', () => resolve(), { once: true }),
    );
    waiting.postMessage({ type: 'skip-waiting' });
    await taken;
  }

  /** Only the page whose person agreed reloads; another one keeps its form and its old files. */
  function onControllerChange(): void {
    void handOver();
    if (!consented) return;
    consented = false;
    (options.reload ?? (() => location.reload()))();
  }

  /** From now on the engine lives in the service worker; what this page had begun goes on there. */
  async function handOver(): Promise<void> {
    const mine = own;
    own = null;
    if (!mine) return;
    await mine.stop();
    wake('start');
  }

  async function register(container: ServiceWorkerContainer): Promise<void> {
    try {
      registration = await container.register(options.scriptUrl ?? '/sw.js', { updateViaCache: 'none' });
    } catch {
      // Private mode, or an address without TLS: the page hosts the engine and works on.
      return;
    }
    watchUpdates(registration, container, options);
  }

  async function stop(): Promise<void> {
    const told = workers?.controller
      ? askWorker(workers.controller, { type: 'stop' }, STOP_PATIENCE_MS)
      : Promise.resolve();
    await Promise.all([told, own?.stop()]);
  }

  async function files(job: 'check-files' | 'repair-files'): Promise<FilesAnswer | null> {
    // What is missing may belong to a version the server has no more: then the next one is what repairs.
    if (job === 'repair-files') void registration?.update().catch(() => undefined);
    const worker = workers && (await controllerOf(workers));
    return worker && askWorker<FilesAnswer>(worker, { type: job }, FILES_PATIENCE_MS);
  }

  workers?.addEventListener('controllerchange', onControllerChange);
  if (workers) void register(workers);
  setInterval(() => void registration?.update().catch(() => undefined), UPDATE_CHECK_MS);
  return { wake, stop, files, applyUpdate };
}

/** Without a controller the first worker is being installed: that is no update. */
function watchUpdates(
  registration: ServiceWorkerRegistration,
  container: ServiceWorkerContainer,
  { onUpdateReady: onReady, onUpdateFailed }: BridgeOptions,
): void {
  if (registration.waiting && container.controller) onReady();
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    let wasInstalled = false;
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed' && container.controller) onReady();
      if (installing.state === 'redundant' && !wasInstalled) onUpdateFailed?.();
      wasInstalled ||= installing.state === 'installed';
    });
  });
}

/** Everything that may mean "there is a network now" or "somebody looks". */
export function watchWakeEvents(wake: (cause: 'online' | 'visible' | 'timer') => void): void {
  window.addEventListener('online', () => wake('online'));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') wake('visible');
  });
  setInterval(() => {
    if (document.visibilityState === 'visible') wake('timer');
  }, LOOK_EVERY_MS);
}

async function controllerOf(workers: ServiceWorkerContainer): Promise<ServiceWorker | null> {
  if (workers.controller) return workers.controller;
  await new Promise<void>((resolve) => {
    workers.addEventListener('controllerchange', () => resolve(), { once: true });
    setTimeout(resolve, FIRST_WORKER_MS);
  });
  return workers.controller;
}
