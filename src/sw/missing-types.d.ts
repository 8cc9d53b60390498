/** Background Sync and Periodic Background Sync: in Chromium, not in TypeScript's libraries. */
interface SyncManager {
  register(tag: string): Promise<void>;
}

interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
  readonly lastChance: boolean;
}

interface ServiceWorkerRegistration {
  readonly sync?: SyncManager;
}

interface ServiceWorkerGlobalScopeEventMap {
  sync: SyncEvent;
  periodicsync: ExtendableEvent;
}

/** The version of package.json, and a hash of all sources, put in by the build. */
declare const __APP_VERSION__: string;
declare const __APP_BUILD__: string;
