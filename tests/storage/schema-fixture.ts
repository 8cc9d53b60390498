import type { DeviceIdentity } from '#storage/rows.ts';

/**
 * A person's whole database as a file: what a released version left on a device. Bytes and keys are written as text; the key is one made for
 * the fixture and nothing else.
 */
export interface SchemaFixture {
  readonly version: number;
  readonly stores: Readonly<Record<string, StoreShape>>;
  readonly rows: Readonly<Record<string, readonly unknown[]>>;
}

interface StoreShape {
  readonly keyPath: string | string[] | null;
  readonly autoIncrement: boolean;
  readonly indexes: readonly {
    readonly name: string;
    readonly keyPath: string | string[];
    readonly unique: boolean;
    readonly multiEntry: boolean;
  }[];
}

/** Raw, past all code of the app: the fixture is what lies on the disk. */
export function openRaw(name: string, version?: number, upgrade?: (db: IDBDatabase) => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => upgrade?.(request.result);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('not opened'));
  });
}

export function allRows(db: IDBDatabase, store: string): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const request = db.transaction(store).objectStore(store).getAll();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('not read'));
  });
}

/** @param privateKey the device's, for it cannot be taken out of the database */
export async function dumpFixture(name: string, privateKey: JsonWebKey): Promise<SchemaFixture> {
  const db = await openRaw(name);
  const stores: Record<string, StoreShape> = {};
  const rows: Record<string, unknown[]> = {};
  for (const store of db.objectStoreNames) {
    const { keyPath, autoIncrement, indexNames } = db.transaction(store).objectStore(store);
    const indexes = [...indexNames].map((index) => {
      const {
        name: indexName,
        keyPath: path,
        unique,
        multiEntry,
      } = db.transaction(store).objectStore(store).index(index);
      return { name: indexName, keyPath: path, unique, multiEntry };
    });
    stores[store] = { keyPath, autoIncrement, indexes };
    rows[store] = (await allRows(db, store)).map((row) => asText(row, privateKey));
  }
  const { version } = db;
  db.close();
  return { version, stores, rows };
}

export async function loadFixture(name: string, { version, stores, rows }: SchemaFixture): Promise<void> {
  const values = new Map<string, unknown[]>();
  for (const [store, list] of Object.entries(rows)) values.set(store, await Promise.all(list.map(asValue)));
  const db = await openRaw(name, version, (fresh) => {
    for (const [store, { keyPath, autoIncrement, indexes }] of Object.entries(stores)) {
      const table = fresh.createObjectStore(store, { keyPath, autoIncrement });
      for (const { name: index, keyPath: path, unique, multiEntry } of indexes)
        table.createIndex(index, path, { unique, multiEntry });
    }
  });
  for (const [store, list] of values) {
    const transaction = db.transaction(store, 'readwrite');
    for (const value of list) transaction.objectStore(store).put(value);
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('not stored'));
    });
  }
  db.close();
}

/** Everything as JSON, so that two states can be compared bit for bit. */
export function asText(value: unknown, privateKey: JsonWebKey | null = null): unknown {
  if (value instanceof CryptoKey) return { $key: privateKey };
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map((item) => asText(item, privateKey));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, asText(member, privateKey)]));
}

async function asValue(text: unknown): Promise<unknown> {
  if (Array.isArray(text)) return Promise.all(text.map(asValue));
  if (typeof text !== 'object' || text === null) return text;
  if ('$bytes' in text) return new Uint8Array(Buffer.from(text.$bytes as string, 'base64'));
  if ('$key' in text) return importPrivate(text.$key as JsonWebKey);
  const members = await Promise.all(
    Object.entries(text).map(async ([key, member]) => [key, await asValue(member)] as const),
  );
  return Object.fromEntries(members);
}

const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;

function importPrivate(jwk: JsonWebKey): Promise<DeviceIdentity['privateKey']> {
  return crypto.subtle.importKey('jwk', jwk, P256, false, ['sign']);
}
