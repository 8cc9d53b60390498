import type { Contender } from '../contender.ts';
import { findingText } from '../contender.ts';

/** The floor of a save: one strict put into IndexedDB without a library. */
export function rawIdb(): Contender {
  let db: IDBDatabase;
  return {
    open: async () => {
      db = await new Promise((resolve, reject) => {
        const request = indexedDB.open('bench-raw', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('entries', { keyPath: 'id' });
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('open failed', { cause: request.error }));
      });
    },
    pull: () => Promise.resolve(0),
    list: () => Promise.resolve(0),
    saveOne: (index) =>
      new Promise((resolve, reject) => {
        const transaction = db.transaction('entries', 'readwrite', { durability: 'strict' });
        transaction.objectStore('entries').put({ id: index, text: findingText(index) });
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(new Error('aborted', { cause: transaction.error }));
      }),
  };
}
