/** A store that hangs must not keep the rest from being rescued. */
const PATIENCE_MS = 8_000;

/** Opens a database of this browser as it is, whatever its version; null when there is none. Never makes or upgrades one. */
export function openExisting(name: string): Promise<IDBDatabase | null> {
  return inTime(
    new Promise((resolve, reject) => {
      const asked = indexedDB.open(name);
      let isNew = false;
      asked.onupgradeneeded = () => {
        // It was not there: left so.
        isNew = true;
        asked.transaction?.abort();
      };
      asked.onsuccess = () => {
        const db = asked.result;
        // The app's own upgrade must not wait for us.
        db.onversionchange = () => db.close();
        resolve(db);
      };
      asked.onerror = () => (isNew ? resolve(null) : reject(reasonOf(asked.error)));
    }),
  );
}

/** One request in a transaction of its own: a row that cannot be read takes no other with it. */
export function ask<T>(db: IDBDatabase, table: string, question: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return inTime(
    new Promise((resolve, reject) => {
      const request = question(db.transaction(table, 'readonly').objectStore(table));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(reasonOf(request.error));
    }),
  );
}

/** The id an entry's index has for a primary key. Reads no row. */
export function idOfKey(db: IDBDatabase, key: IDBValidKey): Promise<string | null> {
  return inTime(
    new Promise((resolve, reject) => {
      const request = db.transaction('entries', 'readonly').objectStore('entries').index('id').openKeyCursor();
      request.onsuccess = () => {
        const place = request.result;
        if (!place) resolve(null);
        else if (indexedDB.cmp(place.primaryKey, key) === 0) resolve(typeof place.key === 'string' ? place.key : null);
        else place.continue();
      };
      request.onerror = () => reject(reasonOf(request.error));
    }),
  );
}

export async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DOMException('no answer', 'TimeoutError')), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What the browser calls its trouble: `NotFoundError`, `UnknownError`, `TimeoutError` … */
export function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : 'Error';
}

function reasonOf(error: DOMException | null): DOMException {
  return error ?? new DOMException('no reason given', 'UnknownError');
}
