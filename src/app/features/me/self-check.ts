import type { Message } from '#app/text/messages.ts';
import { checkText } from '#app/text/me.ts';

export interface Check {
  readonly name: Message;
  readonly works: boolean;
  /** What happens instead where it does not. */
  readonly otherwise: Message;
}

/** Of the browser at hand, not of its name: shells of other apps call themselves anything. */
export function checksOf(scope: Window & typeof globalThis): readonly Check[] {
  const { navigator } = scope;
  return [
    { name: checkText.indexedDb, works: 'indexedDB' in scope, otherwise: checkText.indexedDbNot },
    {
      name: checkText.crypto,
      works: scope.isSecureContext && 'subtle' in scope.crypto,
      otherwise: checkText.cryptoNot,
    },
    { name: checkText.serviceWorker, works: 'serviceWorker' in navigator, otherwise: checkText.serviceWorkerNot },
    { name: checkText.locks, works: 'locks' in navigator, otherwise: checkText.locksNot },
    { name: checkText.camera, works: 'mediaDevices' in navigator, otherwise: checkText.cameraNot },
    { name: checkText.location, works: 'geolocation' in navigator, otherwise: checkText.locationNot },
    { name: checkText.backgroundSync, works: 'SyncManager' in scope, otherwise: checkText.backgroundSyncNot },
    { name: checkText.wakeLock, works: 'wakeLock' in navigator, otherwise: checkText.wakeLockNot },
  ];
}
